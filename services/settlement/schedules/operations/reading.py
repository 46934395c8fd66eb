"""Reading schedules."""

from __future__ import annotations

from uuid import UUID

from services.settlement.schedules import store
from services.settlement.schedules.rules import Schedule
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.values.terms import Scope


@operation
async def get_schedule(ctx: Context, schedule_id: UUID) -> Schedule:
    """One schedule with its instalments. Raises ScheduleNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_schedule(connection, schedule_id)


@operation
async def list_schedules(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, year: int | None = None
) -> Slice[Schedule]:
    """A page of schedules, of one contract or year when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_schedules(connection, page, contract_id, year)


@operation
async def list_schedules_by_contract(ctx: Context, contracts: list[UUID]) -> dict[UUID, list[Schedule]]:
    """The schedules of many contracts at once, for a loader."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        found = await store.list_schedules_by_contract(connection, contracts)
    grouped: dict[UUID, list[Schedule]] = {}
    for schedule in found:
        grouped.setdefault(schedule.contract_id, []).append(schedule)
    return grouped
