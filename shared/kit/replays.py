"""The answer to a retry: the version that was answered then, rendered again under today's rights (architecture § 3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import orjson

from shared.kit.disclosing import shown, shown_body
from shared.kit.wire import encode
from shared.schemas.facts import narrowed, restored

if TYPE_CHECKING:
    from uuid import UUID

    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.kit.logbook import Claim, Reader


async def answer_again(ctx: Context, connection: Connection, claim: Claim) -> bytes:
    """The JSON of the version that a key answered with.

    A fact leaves out what is private; the subject itself, read again for who asks now, still has it. Raises what that
    reading raises: NotFound for who sees it no longer, and CitizenErased (410).
    """
    event = ctx.service.events.get(claim.what)
    if event is None or (event.read is None and not narrowed(event.model)):
        return claim.body
    then = shown_body(ctx.actor, event.model, orjson.loads(claim.body))
    if event.read is None:
        return orjson.dumps(then)
    assert claim.subject is not None and claim.version is not None, "a key that was done has a subject"
    now = await event.read(ctx, connection, claim.subject, claim.version)
    whole = encode(event.model, shown(ctx.actor, event.model, now))
    if now.version == claim.version:
        return whole
    return orjson.dumps(restored(event.model, then, orjson.loads(whole)))


def by_id(get: Callable[[Connection, UUID], Awaitable[Any]]) -> Reader:
    """The reading of a subject by its store's `get_`, whatever version it has by now."""

    async def read(ctx: Context, connection: Connection, subject: UUID, version: int) -> Any:
        return await get(connection, subject)

    return read
