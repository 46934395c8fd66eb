"""How the subject of a fact is read again, for the answer to a retry."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.citizens import store as citizens

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.kit.logbook import Reader


def alive(get: Callable[["Connection", UUID, int], Awaitable[Any]]) -> "Reader":
    """The reading of something about a citizen: once the citizen is erased a retry is answered 410 (CitizenErased)."""

    async def read(ctx: "Context", connection: "Connection", subject: UUID, version: int) -> Any:
        found = await get(connection, subject, version)
        if found.owner in ctx.actor.organisations:
            await citizens.check_alive(connection, found.owner, found.citizen_id)
        return found

    return read
