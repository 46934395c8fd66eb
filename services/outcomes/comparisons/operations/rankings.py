"""Rankings: what of a comparison is published (R-O34, F-09)."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.comparisons import store
from services.outcomes.comparisons.rules import making, publishing
from services.outcomes.comparisons.rules.faults import ComparisonNotFound, RankingNotFound
from services.outcomes.comparisons.rules.records import Ranking
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.comparing import ComparedUnit
from shared.values.terms import Scope

PLAIN = Plain(
    "ranking",
    "rankings",
    "ranglijst",
    "ranglijsten",
    schemas.Ranking,
    schemas.NewRanking,
    RankingNotFound,
    derivation=True,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_ranking(ctx: Context, ranking_id: UUID) -> Ranking:
    """One published ranking. Raises RankingNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.RANKINGS.get(connection, ranking_id)


@operation
async def list_rankings(
    ctx: Context,
    page: PageRequest,
    *,
    comparison_id: UUID | None = None,
    indicator: str | None = None,
    unit: ComparedUnit | None = None,
    reference: str | None = None,
) -> Slice[Ranking]:
    """A page of published rankings."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.RANKINGS.page(
            connection,
            page,
            comparison_id=comparison_id,
            indicator=indicator,
            unit=unit,
            external_reference=reference,
        )


@operation
async def register_ranking(ctx: Context, new: schemas.NewRanking) -> Ranking:
    """Publish what a comparison allows: only who is distinguishable (R-O34, F-09).

    The same client, reference and comparison give what is there (Replayed). Raises PurchaserOnly, ComparisonNotFound,
    RankingRefused with every reason, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        comparison = await store.COMPARISONS.get(connection, new.comparison_id)
        if comparison.owner != owner:
            raise ComparisonNotFound(id=new.comparison_id)
        units = await store.list_units(connection, comparison.id)
        empty = Ranking(
            id=new_id(), version=1, owner=owner, external_reference=new.external_reference, parties=[],
            comparison_id=comparison.id, indicator=comparison.indicator, unit=comparison.unit, method=comparison.method,
            quarter_from=comparison.quarter_from, quarter_to=comparison.quarter_to, direction=comparison.direction,
            published_on=ctx.today, unit_count=0, rankability="0", entries=[],
        )  # fmt: skip
        ranking, why = making.ranking_of(empty, comparison, units)
        return await store.RANKINGS.enter(
            ctx, connection, ranking, "ranking-published", why, given=("comparison_id",)
        )


@operation
async def withdraw_ranking(ctx: Context, ranking_id: UUID, withdrawal: schemas.RankingWithdrawal) -> Ranking:
    """Withdraw a ranking, so that nobody chooses by it or is paid by it any more (R-O34).

    Raises RankingNotFound, PurchaserOnly, PreconditionFailed, RankingWithdrawn.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        before = await store.RANKINGS.get(connection, ranking_id, lock=True)
        if before.owner != owner:
            raise RankingNotFound(id=ranking_id)
        ctx.expect(before.version)
        after, why = publishing.withdraw(before, withdrawal.reason, ctx.today)
        return await store.RANKINGS.revise(
            ctx, connection, before, "ranking-withdrawn", why,
            entries=after.entries, withdrawn_on=after.withdrawn_on, withdrawal_reason=after.withdrawal_reason,
        )  # fmt: skip
