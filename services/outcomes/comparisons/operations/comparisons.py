"""Comparisons: made in one count, kept with their units and their reasons (R-O09, R-O10, R-O26)."""

from __future__ import annotations

from asyncio import to_thread
from uuid import UUID

from services.outcomes.comparisons import store
from services.outcomes.comparisons.rules import asking, making
from services.outcomes.comparisons.rules.faults import ComparisonNotFound, ModelNotFound
from services.outcomes.comparisons.rules.records import Comparison
from shared.kit.context import Context, operation
from shared.kit.merging import made
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.comparing import ComparedUnit, ComparisonMethod, DispersionScale
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewComparison.model_fields if name != "external_reference")
PLAIN = Plain(
    "comparison",
    "comparisons",
    "vergelijking",
    "vergelijkingen",
    schemas.Comparison,
    schemas.NewComparison,
    ComparisonNotFound,
    derivation=True,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_comparison(ctx: Context, comparison_id: UUID) -> Comparison:
    """One comparison, without its units. Raises ComparisonNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.COMPARISONS.get(connection, comparison_id)


@operation
async def list_comparisons(
    ctx: Context,
    page: PageRequest,
    *,
    indicator: str | None = None,
    unit: ComparedUnit | None = None,
    method: ComparisonMethod | None = None,
    reference: str | None = None,
) -> Slice[Comparison]:
    """A page of comparisons."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.COMPARISONS.page(
            connection, page, indicator=indicator, unit=unit, method=method, external_reference=reference
        )


@operation
async def register_comparison(ctx: Context, new: schemas.NewComparison) -> Comparison:
    """Compare providers, areas or teams, and keep what each came to (R-O09, R-O10, R-O26).

    The same client, reference and question give what is there (Replayed), however much was registered since. Raises
    PurchaserOnly, ModelNotFound, ComparisonRefused with every reason, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner, limit = require_purchaser(ctx), ctx.service.settings.small_number
    async with ctx.begin() as connection:
        model = None
        if new.model_id is not None:
            model = await store.MODELS.get(connection, new.model_id)
            if model.owner != owner:
                raise ModelNotFound(id=new.model_id)
        asked = made(
            Comparison, new, id=new_id(), version=1, owner=owner, parties=[], made_on=ctx.today, unit_count=0, size=None,
            observed=None, left_out=0, target_value=None, phi=None, variance_between=None, units_kept=0,
            spread_scale=DispersionScale.LINEAR, widened=False, rankability=None, rankability_band=None, false_alarms="0",
            warnings=[], substitutes=[], funnel=[],
        )  # fmt: skip
        asking.check(asked, model, ctx.today)
        counted = await store.count(
            connection, asking.asked_of(asked, model), None if model is None else model.frozen()
        )
        # Thousands of exact limits: others are served between them.
        comparison, units, why = await to_thread(making.made, asked, counted, model, limit)
        entered = await store.COMPARISONS.enter(
            ctx, connection, comparison, "comparison-made", why, given=_GIVEN
        )
        await store.add_units(connection, units, ctx.actor.client_id)
        return entered
