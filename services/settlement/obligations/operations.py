"""What people ask of obligations: by contract, by year, and the money by week."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.settlement.obligations import rules, store
from services.settlement.obligations.rules import LiquidityWeek, Obligation, ObligationTotal
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.values.terms import Scope


@operation
async def list_obligations(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, year: int | None = None
) -> Slice[Obligation]:
    """A page of contract years with what became of them, of one contract or year when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_obligations(connection, page, contract_id, year)


@operation
async def list_obligation_totals(ctx: Context) -> list[ObligationTotal]:
    """Every year with the sums of its contracts."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_totals(connection)


@operation
async def list_liquidity(
    ctx: Context, start: date | None = None, until: date | None = None
) -> list[LiquidityWeek]:
    """What goes out in each week of the days asked, thirteen weeks from this one without. Raises LiquidityPeriodRefused."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        first, last = rules.period(start, until, today)
        flows = await store.list_flows(connection, first, last, today)
    return rules.weeks(flows, first, last)
