"""The only SQL on citizens: one statement that finds or makes a surrogate."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.tables import citizens
from shared.kit.database import Connection, statement
from shared.values import new_id


@statement
def _add() -> Executable:
    names = ("owner", "id", "client_id", "reference")
    query = insert(citizens).values({name: bindparam(name, type_=citizens.c[name].type) for name in names})
    # DO NOTHING would return no row for a citizen who is known already.
    return query.on_conflict_do_update(
        index_elements=[citizens.c.owner, citizens.c.reference], set_={"reference": query.excluded.reference}
    ).returning(citizens.c.id)


async def add_citizen(connection: Connection, owner: str, reference: str, client_id: str) -> UUID:
    """The surrogate of this purchaser's citizenReference: the one that is there, else a new random one."""
    surrogate: UUID = await connection.fetch_value(
        _add(), owner=owner, id=new_id(), client_id=client_id, reference=reference
    )
    return surrogate
