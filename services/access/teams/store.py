"""The only SQL on teams."""

from __future__ import annotations

from sqlalchemy import bindparam, func, literal, select
from sqlalchemy.sql.base import Executable

from services.access.tables import teams
from services.access.teams.rules import Team, TeamNotFound
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import read_all
from shared.schemas.access import routes as schemas

REGISTER = Register(teams, Team, schemas.Team, TeamNotFound)


@statement
def _all() -> Executable:
    return select(teams).where(among(teams.c.owner, "owners")).order_by(teams.c.id)


async def list_teams_of(connection: Connection, owner: str) -> list[Team]:
    """Every team of a municipality, in the order of registration; one statement."""
    return read_all(await connection.fetch(_all(), owners=[owner]), Team)


@statement
def _lock() -> Executable:
    return select(func.pg_advisory_xact_lock(literal(4_050), func.hashtext(bindparam("owner"))))


async def lock_teams(connection: Connection, owner: str) -> list[Team]:
    """Every team of a municipality, with nobody else changing one until this transaction ends."""
    await connection.fetch(_lock(), owner=owner)
    return await list_teams_of(connection, owner)


__all__ = ["REGISTER", "list_teams_of", "lock_teams"]
