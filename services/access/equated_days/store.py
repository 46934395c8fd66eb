"""The only SQL on equated days, and the calendar of a municipality."""

from __future__ import annotations

from sqlalchemy import bindparam, func, literal, select
from sqlalchemy.sql.base import Executable

from services.access.equated_days.rules import EquatedDays, EquatedDaysNotFound, calendar_with
from services.access.tables import equated_days
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all
from shared.schemas.access import terms as schemas
from shared.values.calendar import Calendar

REGISTER = Register(equated_days, EquatedDays, schemas.EquatedDays, EquatedDaysNotFound)


@statement
def _all() -> Executable:
    return select(equated_days).where(among(equated_days.c.owner, "owners")).order_by(equated_days.c.year)


async def list_years(connection: Connection, owner: str) -> list[EquatedDays]:
    """Every year that the municipality added, in order."""
    return read_all(await connection.fetch(_all(), owners=[owner]), EquatedDays)


@statement
def _lock() -> Executable:
    return select(func.pg_advisory_xact_lock(literal(4_055), func.hashtext(bindparam("owner"))))


async def lock_years(connection: Connection, owner: str) -> list[EquatedDays]:
    """Every year that the municipality added, with nobody else adding one until this transaction ends."""
    await connection.fetch(_lock(), owner=owner)
    return await list_years(connection, owner)


async def calendar_of(connection: Connection, owner: str) -> Calendar:
    """The calendar of a municipality: the built-in years and those that it added; one statement."""
    return calendar_with(await list_years(connection, owner))


__all__ = ["REGISTER", "calendar_of", "list_years", "lock_years"]
