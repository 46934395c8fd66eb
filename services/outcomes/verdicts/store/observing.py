"""What was measured last: of the whole contract in each quarter, and of its providers and areas where an indicator asks that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, and_, bindparam, func, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.sql.base import Executable

from services.outcomes.indicators.rules import Indicator, quarter_names
from services.outcomes.measurements.store import is_a_result, of_the_whole
from services.outcomes.tables import measurements
from services.outcomes.verdicts.rules import Observation
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read_all
from shared.values.terms import IndicatorScope

Years = Iterable[tuple[UUID, int]]
_INDEXED = ("indicator_id", "quarter", "provider", "area", "team", "id")
_OBSERVED = ["id", "value", "respondents", "standard_deviation", "numerator", "denominator"]


def _chosen() -> list[ColumnElement[Any]]:
    columns = measurements.c
    return [*(columns[name] for name in _OBSERVED), columns.narrative.isnot(None).label("narrated")]


@statement
def _newest() -> Executable:
    """The newest measurement of each indicator and quarter: one look into the index for each, however many there are."""
    asked = (
        func.unnest(bindparam("indicators", type_=ARRAY(Uuid)), bindparam("quarters", type_=ARRAY(Text)))
        .table_valued("indicator_id", "quarter", name="asked")
        .render_derived()
    )
    columns = measurements.c
    newest = (
        select(*_chosen())
        .where(
            columns.indicator_id == asked.c.indicator_id, columns.quarter == asked.c.quarter, of_the_whole()
        )
        # In the order of the index as a whole: of the id alone PostgreSQL would walk all measurements for a quarter without any.
        .order_by(*(columns[name].desc() for name in _INDEXED))
        .limit(1)
        .lateral("newest")
    )
    return select(asked.c.indicator_id, asked.c.quarter, *newest.c).select_from(asked.join(newest, true()))


def _asked(indicators: Sequence[Indicator], years: Years) -> list[tuple[UUID, str]]:
    by_contract: dict[UUID, list[Indicator]] = {}
    for indicator in indicators:
        by_contract.setdefault(indicator.contract_id, []).append(indicator)
    return [
        (indicator.id, quarter)
        for contract_id, year in years
        for indicator in by_contract.get(contract_id, [])
        for quarter in quarter_names(year)
    ]


async def list_observations(
    connection: Connection, indicators: Sequence[Indicator], years: Years
) -> dict[tuple[UUID, str], Observation]:
    """What counts in each quarter of contract years: the newest measurement of the whole, by indicator and quarter."""
    asked = _asked(indicators, years)
    rows = await connection.fetch(
        _newest(),
        indicators=[indicator for indicator, _ in asked],
        quarters=[quarter for _, quarter in asked],
    )
    return {(one.indicator_id, one.quarter): one for one in read_all(rows, Observation)}


@statement
def _parts() -> Executable:
    columns = measurements.c
    order = [columns.indicator_id, columns.quarter, columns.provider, columns.area]
    query = select(*order, *_chosen()).ext(distinct_on(*order))
    one_part = or_(
        and_(columns.provider.isnot(None), columns.area.is_(None)),
        and_(columns.provider.is_(None), columns.area.isnot(None)),
    )
    query = query.where(
        among(columns.indicator_id, "indicators"),
        among(columns.quarter, "quarters"),
        columns.team.is_(None),
        one_part,
        is_a_result(),
    )
    return query.order_by(*order, columns.id.desc())


async def list_parts(
    connection: Connection, indicators: Sequence[Indicator], years: Years
) -> dict[tuple[UUID, str], list[Observation]]:
    """The newest of each provider and of each area, for indicators of the provider (G-17); nothing is asked without these."""
    of_providers = [one for one in indicators if one.scope is IndicatorScope.PROVIDER]
    asked = _asked(of_providers, years)
    if not asked:
        return {}
    rows = await connection.fetch(
        _parts(),
        indicators=sorted({indicator for indicator, _ in asked}),
        quarters=sorted({quarter for _, quarter in asked}),
    )
    found: dict[tuple[UUID, str], list[Observation]] = {}
    for one in read_all(rows, Observation):
        found.setdefault((one.indicator_id, one.quarter), []).append(one)
    return found
