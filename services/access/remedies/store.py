"""The only SQL on remedies: every reading is narrowed to the kinds that the reader handles."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.access.remedies.rules import Remedy, RemedyNotFound
from services.access.tables import remedies
from shared.kit.database import Connection
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.remedies import RemedyKind

REGISTER = Register(remedies, Remedy, schemas.Remedy, RemedyNotFound)


async def get_remedy(
    connection: Connection, remedy_id: UUID, kinds: tuple[RemedyKind, ...], *, lock: bool = False
) -> Remedy:
    """One remedy of these kinds; RemedyNotFound for one of another kind as for one that is not there."""
    found = await REGISTER.get(connection, remedy_id, lock=lock)
    if found.kind not in kinds:
        raise RemedyNotFound(id=remedy_id)
    return found


async def page_remedies(
    connection: Connection, page: PageRequest, kinds: tuple[RemedyKind, ...], **equal: Any
) -> Slice[Remedy]:
    """A page of remedies of these kinds."""
    return await REGISTER.page(connection, page, kind=tuple(str(one) for one in kinds), **equal)


__all__ = ["REGISTER", "get_remedy", "page_remedies"]
