"""The only SQL on organisations."""

from __future__ import annotations

from uuid import UUID

import asyncpg
from sqlalchemy import bindparam, select
from sqlalchemy.sql.base import Executable

from services.contracts.organisations.rules import Organisation, OrganisationExists, OrganisationNotFound
from services.contracts.tables import organisations
from shared.kit.database import Connection, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    read,
    read_all,
)

_COLUMNS = Organisation.__slots__


async def get_organisation(connection: Connection, organisation_id: UUID) -> Organisation:
    """One organisation; OrganisationNotFound."""
    row = await find_row(connection, organisations, organisation_id)
    if row is None:
        raise OrganisationNotFound(id=organisation_id)
    return read(row, Organisation)


async def find_organisation_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Organisation | None:
    """What this client made under its own reference, or None."""
    row = await find_by_reference(connection, organisations, owner, client_id, reference)
    return None if row is None else read(row, Organisation)


async def list_organisations(
    connection: Connection, page: PageRequest, oin: str | None, reference: str | None
) -> Slice[Organisation]:
    """A page of organisations."""
    return await page_rows(
        connection, organisations, Organisation, page, oin=oin, external_reference=reference
    )


async def list_organisations_by_oin(connection: Connection, oins: list[str]) -> list[Organisation]:
    """The organisations with these OINs, as every purchaser registered them, in one statement."""
    return read_all(await list_rows_by(connection, organisations, "oin", oins), Organisation)


async def add_organisation(connection: Connection, organisation: Organisation, client_id: str) -> None:
    """A new organisation; OrganisationExists when the purchaser has this OIN already."""
    values = {name: getattr(organisation, name) for name in _COLUMNS}
    try:
        await add_row(connection, organisations, {**values, "client_id": client_id})
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_organisations_owner_oin":
            raise OrganisationExists(oin=organisation.oin) from error
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
