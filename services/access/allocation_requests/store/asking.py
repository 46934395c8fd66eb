"""The only SQL on requests for allocation, and on what any request of a provider is held against."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, literal, or_, select, union_all
from sqlalchemy.sql.base import Executable

from services.access.allocation_requests.rules import AllocationRequest, AllocationRequestNotFound, AskerOnly
from services.access.tables import allocation_requests, change_requests
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.schemas import access as schemas
from shared.values.allocating import PENDING_STATES
from shared.values.terms import Law

if TYPE_CHECKING:
    from shared.kit.context import Context

REGISTER = Register(
    allocation_requests, AllocationRequest, schemas.AllocationRequest, AllocationRequestNotFound
)


@statement
def _before() -> Executable:
    parts = []
    for table in (allocation_requests, change_requests):
        columns = table.c
        mine = (columns.owner == bindparam("of_owner"), columns.provider == bindparam("of_provider"))
        pending = or_(*(columns.state == one.value for one in sorted(PENDING_STATES)))
        if table is allocation_requests:
            # Products of one message came together.
            other = columns.message_reference.is_distinct_from(bindparam("message"))
            pending = and_(pending, or_(other, columns.message_reference.is_(None)))
        parts.append(
            select(literal("pending").label("why")).where(
                *mine, columns.citizen_id == bindparam("of_citizen", type_=Uuid), pending
            )
        )
        parts.append(
            select(literal("used").label("why")).where(
                *mine,
                columns.law == bindparam("of_law"),
                columns.provider_reference == bindparam("reference"),
            )
        )
    return union_all(*parts)


async def what_stands(
    connection: Connection,
    owner: str,
    *,
    provider: str,
    citizen_id: UUID,
    law: Law,
    reference: str,
    message: str | None = None,
) -> tuple[bool, bool]:
    """Whether another request of the provider for the citizen is pending (TR374), and its reference was used (TR347)."""
    rows = await connection.fetch(
        _before(),
        of_owner=owner, of_provider=provider, of_citizen=citizen_id, of_law=law, reference=reference, message=message,
    )  # fmt: skip
    found = {row["why"] for row in rows}
    return "pending" in found, "used" in found


def speaking_for(ctx: Context, owner: str, provider: str) -> Context:
    """The context in which a provider's request is held against what the municipality keeps. Raises AskerOnly."""
    actor = ctx.actor
    if (owner if actor.purchaser else provider) not in actor.organisations:
        raise AskerOnly()
    # Its own organisation stays the first, so that a retry finds what it did before.
    reached = tuple(dict.fromkeys((*actor.organisations, owner)))
    return replace(ctx, actor=replace(actor, organisations=reached, purchaser=True))


__all__ = ["REGISTER", "speaking_for", "what_stands"]
