"""The only SQL on areas."""

from __future__ import annotations

from typing import Any

import asyncpg
from sqlalchemy import ARRAY, Text, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.contracts.areas.rules import Area, AreaNotFound, AreasRefused, Entry
from services.contracts.tables import areas
from shared.errors import FieldError
from shared.errors import Text as Told
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows, read_all, visible
from shared.schemas import contracts as schemas
from shared.values.populations import AreaLevel

AREAS = Register(areas, Area, schemas.Area, AreaNotFound)
_LOCK = 811_040  # any number of its own: the rest of the key is the purchaser
_MEANWHILE = Told("Deze code kreeg zojuist andere grenzen.", "This code was given other borders just now.")


@statement
def _lock(shared: bool) -> Executable:
    key = func.hashtextextended(bindparam("owner", type_=Text), _LOCK)
    return select(func.pg_advisory_xact_lock_shared(key) if shared else func.pg_advisory_xact_lock(key))


async def lock_areas(connection: Connection, owner: str, *, shared: bool = False) -> None:
    """Keep a purchaser's areas as they are until the transaction ends: alone to change them, shared to build on them."""
    await connection.fetch(_lock(shared), owner=owner)


@statement
def _of(reach: Reach) -> Executable:
    return (
        select(areas)
        .where(among(areas.c.owner, "owners"), visible(areas, purchaser=reach))
        .order_by(areas.c.id)
    )


async def list_areas_of(connection: Connection, owners: list[str]) -> list[Area]:
    """All areas of purchasers that the actor sees, with every border they had, in one statement."""
    rows = await connection.fetch(
        _of(connection.reach), owners=owners, organisations=connection.organisations
    )
    return read_all(rows, Area)


@statement
def _levels() -> Executable:
    return select(areas.c.code, areas.c.level).where(
        areas.c.owner == bindparam("owner_"), among(areas.c.code, "codes")
    )


async def find_levels(connection: Connection, owner: str, codes: list[str]) -> dict[str, AreaLevel]:
    """The level of each of these codes that a purchaser registered."""
    rows = await connection.fetch(_levels(), owner_=owner, codes=codes) if codes else []
    return {row["code"]: AreaLevel(row["level"]) for row in rows}


@statement
def _parties() -> Executable:
    return select(areas.c.code, areas.c.parties).where(
        areas.c.owner == bindparam("owner_"), among(areas.c.code, "codes")
    )


async def find_parties(connection: Connection, owner: str, codes: list[str]) -> dict[str, list[str]]:
    """With whom each of these areas is shared; those that are not registered are left out."""
    rows = await connection.fetch(_parties(), owner_=owner, codes=codes)
    found: dict[str, list[str]] = {}
    for row in rows:
        found[row["code"]] = sorted({*found.get(row["code"], ()), *row["parties"]})
    return found


async def save_entry(connection: Connection, entry: Entry, client_id: str) -> None:
    """What entering areas came to: the next versions first, then the new ones. Raises AreasRefused, PreconditionFailed."""
    try:
        for one in entry.saved:
            await AREAS.save(connection, one)
        rows: list[dict[str, Any]] = [
            {**AREAS.values(one), "client_id": client_id} for one in entry.registered
        ]
        await add_rows(connection, areas, rows)
    except asyncpg.ExclusionViolationError as error:
        fault = FieldError("#/code", "borders-overlap", _MEANWHILE, rule="N-104")
        raise AreasRefused(errors=(fault,)) from error


@statement
def _share() -> Executable:
    named = bindparam("named", type_=ARRAY(Text))
    together = func.array(
        select(func.unnest(areas.c.parties.op("||")(named)).label("one"))
        .distinct()
        .correlate(areas)
        .scalar_subquery()
    )
    return (
        areas.update()
        .where(
            areas.c.owner == bindparam("owner_"), areas.c.municipality_code == bindparam("code_", type_=Text)
        )
        .values(parties=together)
        .returning(areas.c.code, areas.c.parties)
    )


async def share_areas(
    connection: Connection, owner: str, municipality_code: str, organisations: list[str]
) -> list[str]:
    """Let organisations see the areas of a municipality; their codes."""
    rows = await connection.fetch(_share(), owner_=owner, code_=municipality_code, named=organisations)
    return sorted({row["code"] for row in rows})
