"""The only SQL on requests for change: a register, and the reference that a granted one leaves on allocations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Text, bindparam
from sqlalchemy.sql.base import Executable

from services.access.change_requests.rules import ChangeRequest, ChangeRequestNotFound
from services.access.tables import allocations, change_requests
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.schemas import access as schemas

REGISTER = Register(change_requests, ChangeRequest, schemas.ChangeRequest, ChangeRequestNotFound)


@statement
def _refer() -> Executable:
    columns = allocations.c
    return (
        allocations.update()
        .where(columns.owner == bindparam("of_owner"), among(columns.id, "ids"))
        .values(provider_reference=bindparam("reference", type_=Text))
    )


async def refer(connection: Connection, owner: str, ids: Sequence[UUID], reference: str | None) -> None:
    """The reference on allocations that a granted request leaves as they are (IV097); they get no new version."""
    if ids:
        await connection.execute(_refer(), of_owner=owner, ids=list(ids), reference=reference)


__all__ = ["REGISTER", "refer"]
