"""The only SQL of fair comparison: registers here, files of outcomes in `entering`, the count of a comparison in `counting`."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Text, bindparam, select
from sqlalchemy.sql.base import Executable

from services.outcomes.comparisons.rules.faults import (
    ComparisonNotFound,
    ModelNotFound,
    RankingNotFound,
    UnitNotFound,
)
from services.outcomes.comparisons.rules.frozen import CaseMixModel
from services.outcomes.comparisons.rules.records import Comparison, ComparisonUnit, Ranking
from services.outcomes.comparisons.store.counting import count, list_patterns
from services.outcomes.comparisons.store.entering import (
    OUTCOMES,
    add_batch,
    enter_lines,
    first_faults,
    get_batch,
    list_defined,
    refuse_clashes,
    refuse_miscorrections,
    stage_lines,
    supersede,
    supersede_staged,
)
from services.outcomes.tables import (
    case_mix_models,
    client_outcomes,
    comparison_units,
    comparisons,
    rankings,
)
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows
from shared.schemas import outcomes as schemas

MODELS = Register(case_mix_models, CaseMixModel, schemas.CaseMixModel, ModelNotFound)
COMPARISONS = Register(comparisons, Comparison, schemas.Comparison, ComparisonNotFound)
UNITS = Register(comparison_units, ComparisonUnit, schemas.ComparisonUnit, UnitNotFound)
RANKINGS = Register(rankings, Ranking, schemas.Ranking, RankingNotFound)


async def add_units(connection: Connection, units: Sequence[ComparisonUnit], client_id: str) -> None:
    """The units of a comparison, in one statement."""
    await add_rows(
        connection, comparison_units, [{**UNITS.values(one), "client_id": client_id} for one in units]
    )


async def list_units(connection: Connection, comparison_id: UUID) -> list[ComparisonUnit]:
    """Every unit of a comparison that the actor sees."""
    return await UNITS.list_by(connection, "comparison_id", [comparison_id])


@statement
def _providers() -> Executable:
    columns = client_outcomes.c
    query = select(columns.provider).where(
        among(columns.owner, "owners"),
        columns.indicator == bindparam("indicator_", type_=Text),
        columns.quarter >= bindparam("quarter_from", type_=Text),
        columns.quarter <= bindparam("quarter_to", type_=Text),
    )
    return query.distinct().order_by(columns.provider)


async def list_providers(
    connection: Connection, owner: str, indicator: str, quarter_from: str, quarter_to: str
) -> list[str]:
    """Whose clients are in a period: they may see how a model was made of them."""
    rows = await connection.fetch(
        _providers(), owners=[owner], indicator_=indicator, quarter_from=quarter_from, quarter_to=quarter_to
    )
    return [row["provider"] for row in rows]


__all__ = [
    "COMPARISONS", "MODELS", "OUTCOMES", "RANKINGS", "UNITS", "add_batch", "add_units", "count", "enter_lines",
    "first_faults", "get_batch", "list_defined", "list_patterns", "list_providers", "list_units", "refuse_clashes",
    "refuse_miscorrections", "stage_lines", "supersede", "supersede_staged",
]  # fmt: skip
