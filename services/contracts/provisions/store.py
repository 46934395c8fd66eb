"""The only SQL on provisions."""

from __future__ import annotations

from sqlalchemy import ARRAY, Text, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.contracts.provisions.rules import Provision, ProvisionNotFound
from services.contracts.tables import provisions
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all, visible
from shared.schemas import contracts as schemas

PROVISIONS = Register(provisions, Provision, schemas.Provision, ProvisionNotFound)


@statement
def _of_areas(reach: Reach) -> Executable:
    return (
        select(provisions)
        .where(
            among(provisions.c.owner, "owners"),
            among(provisions.c.area_code, "codes"),
            visible(provisions, purchaser=reach),
        )
        .order_by(provisions.c.id)
    )


async def list_of_areas(connection: Connection, owners: list[str], codes: list[str]) -> list[Provision]:
    """All provisions that areas have or had, in one statement."""
    rows = await connection.fetch(
        _of_areas(connection.reach), owners=owners, codes=codes, organisations=connection.organisations
    )
    return read_all(rows, Provision)


@statement
def _share() -> Executable:
    named = bindparam("named", type_=ARRAY(Text))
    together = func.array(
        select(func.unnest(provisions.c.parties.op("||")(named)).label("one"))
        .distinct()
        .correlate(provisions)
        .scalar_subquery()
    )
    return (
        provisions.update()
        .where(provisions.c.owner == bindparam("owner_"), among(provisions.c.area_code, "codes"))
        .values(parties=together)
    )


async def share(connection: Connection, owner: str, codes: list[str], organisations: list[str]) -> None:
    """Let organisations see the provisions of areas."""
    await connection.execute(_share(), owner_=owner, codes=codes, named=organisations)
