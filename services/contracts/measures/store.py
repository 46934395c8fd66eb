"""The only SQL on measures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.contracts.measures.rules import Measure, MeasureNotFound
from services.contracts.tables import measures
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows
from shared.schemas import contracts as schemas

MEASURES = Register(measures, Measure, schemas.Measure, MeasureNotFound)
_LOCK = 881_040  # any number of its own: the rest of the key is the purchaser


@statement
def _lock() -> Executable:
    key = func.hashtextextended(bindparam("owner", type_=Text), _LOCK)
    return select(func.pg_advisory_xact_lock(key))


@statement
def _codes() -> Executable:
    return select(measures.c.code).where(measures.c.owner == bindparam("owner_")).distinct()


async def lock_codes(connection: Connection, owner: str) -> set[str]:
    """The codes of the measures that a purchaser has, kept from another import until the transaction ends."""
    await connection.fetch(_lock(), owner=owner)
    return {row["code"] for row in await connection.fetch(_codes(), owner_=owner)}


async def add_measures(connection: Connection, made: list[Measure], client_id: str) -> None:
    """New measures, in one statement."""
    rows: list[dict[str, Any]] = [{**MEASURES.values(one), "client_id": client_id} for one in made]
    await add_rows(connection, measures, rows)
