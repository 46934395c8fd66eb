"""The only SQL on mandates."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.sql.base import Executable

from services.access.mandates.rules import Mandate
from services.access.tables import mandates
from shared.kit.database import Connection, statement
from shared.kit.rows import read_all, save_newest


async def save_mandate(connection: Connection, mandate: Mandate, client_id: str) -> None:
    """Keep the newest version of a mandate; an older one changes nothing."""
    await save_newest(connection, mandates, mandate, client_id)


@statement
def _of_holder() -> Executable:
    query = select(mandates).where(
        mandates.c.owner == bindparam("owner"), mandates.c.holder == bindparam("holder")
    )
    return query.order_by(mandates.c.valid_from, mandates.c.id)


async def list_mandates_of(connection: Connection, owner: str, holder: str) -> list[Mandate]:
    """Every mandate that this user ever had of this purchaser, oldest first."""
    return read_all(await connection.fetch(_of_holder(), owner=owner, holder=holder), Mandate)
