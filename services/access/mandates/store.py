"""The only SQL on mandates."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.mandates.rules import Mandate
from services.access.tables import mandates
from shared.kit.database import Connection, statement
from shared.kit.rows import read_all

_KEPT = ["holder", "role", "law", "valid_from", "valid_until", "version"]


@statement
def _save() -> Executable:
    names = ["owner", "id", "client_id", *_KEPT]
    query = insert(mandates).values({name: bindparam(name, type_=mandates.c[name].type) for name in names})
    return query.on_conflict_do_update(
        index_elements=[mandates.c.owner, mandates.c.id],
        set_={name: query.excluded[name] for name in _KEPT},
        where=mandates.c.version < query.excluded.version,
    )


async def save_mandate(connection: Connection, mandate: Mandate, client_id: str) -> None:
    """Keep the newest version of a mandate; an older one changes nothing."""
    await connection.execute(_save(), **asdict(mandate), client_id=client_id)


@statement
def _of_holder() -> Executable:
    query = select(mandates).where(
        mandates.c.owner == bindparam("owner"), mandates.c.holder == bindparam("holder")
    )
    return query.order_by(mandates.c.valid_from, mandates.c.id)


async def list_mandates_of(connection: Connection, owner: str, holder: str) -> list[Mandate]:
    """Every mandate that this user ever had of this purchaser, oldest first."""
    return read_all(await connection.fetch(_of_holder(), owner=owner, holder=holder), Mandate)
