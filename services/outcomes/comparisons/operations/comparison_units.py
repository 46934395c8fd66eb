"""The units of comparisons: all for the purchaser, its own for a provider."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.comparisons import store
from services.outcomes.comparisons.rules.faults import UnitNotFound
from services.outcomes.comparisons.rules.records import ComparisonUnit
from shared.kit.context import Context, operation
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values.reporting import Standing
from shared.values.terms import Scope

PLAIN = Plain(
    "comparison_unit",
    "comparison_units",
    "eenheid van een vergelijking",
    "eenheden van vergelijkingen",
    schemas.ComparisonUnit,
    None,
    UnitNotFound,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_comparison_unit(ctx: Context, comparison_unit_id: UUID) -> ComparisonUnit:
    """One unit of a comparison. Raises UnitNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.UNITS.get(connection, comparison_unit_id)


@operation
async def list_comparison_units(
    ctx: Context,
    page: PageRequest,
    *,
    comparison_id: UUID | None = None,
    unit: str | None = None,
    standing: Standing | None = None,
) -> Slice[ComparisonUnit]:
    """A page of units: all for the purchaser, its own for a provider."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.UNITS.page(
            connection, page, comparison_id=comparison_id, unit=unit, standing=standing
        )
