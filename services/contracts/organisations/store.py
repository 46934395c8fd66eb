"""The only SQL on organisations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy import bindparam, select
from sqlalchemy.sql.base import Executable

from services.contracts.organisations.rules import Organisation, OrganisationExists, OrganisationNotFound
from services.contracts.tables import organisations
from shared.kit.database import Connection, statement
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

ORGANISATIONS = Register(organisations, Organisation, schemas.Organisation, OrganisationNotFound)


@contextmanager
def once(oin: str) -> Iterator[None]:
    """Tell a second entry of an OIN as OrganisationExists."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_organisations_owner_oin":
            raise OrganisationExists(oin=oin) from error
        raise


@statement
def _code() -> Executable:
    return select(organisations.c.municipality_code).where(
        organisations.c.owner == bindparam("owner"), organisations.c.oin == bindparam("owner")
    )


async def find_municipality_code(connection: Connection, owner: str) -> str | None:
    """The code under which a municipality registered itself, or None."""
    code: str | None = await connection.fetch_value(_code(), owner=owner)
    return code
