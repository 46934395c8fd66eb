"""The only SQL on clarifications."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, literal, select

from services.access.clarifications.rules import Clarification, ClarificationNotFound
from services.access.tables import clarifications
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.kit.rows import read
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from sqlalchemy.sql.base import Executable

REGISTER = Register(clarifications, Clarification, schemas.Clarification, ClarificationNotFound)


@statement
def _newest() -> Executable:
    columns = clarifications.c
    query = select(clarifications).where(
        columns.owner == bindparam("owner"), columns.request_id == bindparam("request_id", type_=Uuid)
    )
    return query.order_by(columns.id.desc()).limit(literal(1, Integer))


async def find_clarification(connection: Connection, owner: str, request_id: UUID) -> Clarification | None:
    """The newest clarification of a request: the one that counts; None where there is none."""
    row = await connection.fetch_one(_newest(), owner=owner, request_id=request_id)
    return None if row is None else read(row, Clarification)


async def add_clarification(connection: Connection, clarification: Clarification, client_id: str) -> None:
    """A new clarification; the earlier ones of its request stay as they are."""
    await REGISTER.add(connection, clarification, client_id)
