"""What the day does with requests: those of citizens who moved go on elsewhere."""

from __future__ import annotations

from uuid import UUID

from services.access.requests import rules, store
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.schemas import access as schemas
from shared.values import Derivation


@operation
async def due_moves(ctx: Context) -> list[UUID]:
    """The open requests of this owner whose citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_moved(connection, await ctx.read_clock(connection))


@operation
async def move_request(ctx: Context, request_id: UUID) -> None:
    """Close an open request whose citizen moved: it goes on elsewhere (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_moved(connection, request_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        request, moved_on, helpers = found
        told = await logbook.get_derivation(connection, request_id)
        request, why = rules.move(request, moved_on, told[1] if told else Derivation(), helpers=helpers)
        await store.save_request(connection, request)
        await logbook.record(ctx, connection, "request-moved", schemas.Request, request, why)
