"""What can be read of the contract calendar."""

from __future__ import annotations

from datetime import date

from services.contracts.contract_calendar import rules, store
from services.contracts.contract_calendar.rules import CalendarEntry
from shared.kit.context import Context, operation
from shared.values.terms import Scope


@operation
async def get_calendar(
    ctx: Context, start: date | None = None, until: date | None = None
) -> list[CalendarEntry]:
    """What is awaited of all contracts from a day up to and including another, in four statements (D-39).

    From today and for a year where no day is named. Raises CalendarTooLong.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        start, until = rules.period_of(start, until, today)
        contracts = await store.list_running(connection, start, until)
        ids = [one.id for one in contracts]
        held = await store.list_held(connection, ids)
        changed = await store.list_changed(connection, ids)
    return rules.calendar(contracts, held, changed, (start, until), today)
