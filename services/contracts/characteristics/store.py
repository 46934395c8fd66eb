"""The only SQL on characteristics."""

from __future__ import annotations

from typing import Any

import asyncpg
from sqlalchemy import ARRAY, Text, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.contracts.characteristics.rules import (
    Characteristic,
    CharacteristicNotFound,
    CharacteristicsRefused,
    Entry,
)
from services.contracts.tables import characteristics
from shared.errors import FieldError
from shared.errors import Text as Told
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows, read_all, visible
from shared.schemas import contracts as schemas

CHARACTERISTICS = Register(characteristics, Characteristic, schemas.Characteristic, CharacteristicNotFound)
_MEANWHILE = Told("Deze waarde is zojuist door een ander ingelezen.", "Another entered this value just now.")


@statement
def _of_areas(reach: Reach) -> Executable:
    table = characteristics
    return (
        select(table)
        .where(
            among(table.c.owner, "owners"),
            among(table.c.area_code, "codes"),
            visible(table, purchaser=reach),
        )
        .order_by(table.c.id)
    )


async def list_of_areas(connection: Connection, owners: list[str], codes: list[str]) -> list[Characteristic]:
    """All that is told of areas, of every year, in one statement."""
    rows = await connection.fetch(
        _of_areas(connection.reach), owners=owners, codes=codes, organisations=connection.organisations
    )
    return read_all(rows, Characteristic)


async def save_entry(connection: Connection, entry: Entry, client_id: str) -> None:
    """What entering values came to. Raises CharacteristicsRefused where another was sooner, PreconditionFailed."""
    try:
        for one in entry.changed:
            await CHARACTERISTICS.save(connection, one)
        rows: list[dict[str, Any]] = [
            {**CHARACTERISTICS.values(one), "client_id": client_id} for one in entry.registered
        ]
        await add_rows(connection, characteristics, rows)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "uq_characteristics_of_area":
            raise
        fault = FieldError("#", "value-differs", _MEANWHILE, rule="N-106")
        raise CharacteristicsRefused(errors=(fault,)) from error


@statement
def _share() -> Executable:
    table = characteristics
    named = bindparam("named", type_=ARRAY(Text))
    together = func.array(
        select(func.unnest(table.c.parties.op("||")(named)).label("one"))
        .distinct()
        .correlate(table)
        .scalar_subquery()
    )
    return (
        table.update()
        .where(table.c.owner == bindparam("owner_"), among(table.c.area_code, "codes"))
        .values(parties=together)
    )


async def share(connection: Connection, owner: str, codes: list[str], organisations: list[str]) -> None:
    """Let organisations see what is told of areas."""
    await connection.execute(_share(), owner_=owner, codes=codes, named=organisations)
