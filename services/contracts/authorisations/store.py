"""The only SQL on authorisations."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, Text, bindparam, func, literal, select
from sqlalchemy.sql.base import Executable

from services.contracts.authorisations.rules import Authorisation, AuthorisationNotFound
from services.contracts.tables import authorisations
from shared.kit.database import Connection, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    read_all,
    save_row,
)
from shared.values.terms import HolderRole

_COLUMNS = Authorisation.__slots__


async def get_authorisation(connection: Connection, authorisation_id: UUID) -> Authorisation:
    """One authorisation; AuthorisationNotFound."""
    row = await find_row(connection, authorisations, authorisation_id)
    if row is None:
        raise AuthorisationNotFound(id=authorisation_id)
    return read(row, Authorisation)


async def find_authorisation_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Authorisation | None:
    """What this client made under its own reference, or None."""
    row = await find_by_reference(connection, authorisations, owner, client_id, reference)
    return None if row is None else read(row, Authorisation)


async def list_authorisations(
    connection: Connection,
    page: PageRequest,
    holder: str | None,
    role: HolderRole | None,
    reference: str | None,
) -> Slice[Authorisation]:
    """A page of authorisations, given or held."""
    return await page_rows(
        connection,
        authorisations,
        Authorisation,
        page,
        holder=holder,
        kind=role,
        external_reference=reference,
    )


@statement
def _alone() -> Executable:
    key = func.hashtextextended(bindparam("owner", type_=Text), literal(6, BigInteger))
    return select(func.pg_advisory_xact_lock(key))


@statement
def _given() -> Executable:
    row = authorisations.c
    query = select(authorisations).where(row.owner == bindparam("owner"), row.holder == bindparam("holder"))
    return query.where(row.withdrawn_on.is_(None)).order_by(row.id)


async def lock_given(connection: Connection, owner: str, holder: str) -> list[Authorisation]:
    """What the principal gave this holder and did not take back; until the end it gives nothing else."""
    await connection.fetch_value(_alone(), owner=owner)
    return read_all(await connection.fetch(_given(), owner=owner, holder=holder), Authorisation)


async def add_authorisation(connection: Connection, authorisation: Authorisation, client_id: str) -> None:
    """A new authorisation."""
    values = {name: getattr(authorisation, name) for name in _COLUMNS}
    await add_row(connection, authorisations, {**values, "client_id": client_id})


async def lock_authorisation(connection: Connection, authorisation_id: UUID) -> Authorisation:
    """One authorisation, locked for a change; AuthorisationNotFound."""
    row = await find_row(connection, authorisations, authorisation_id, lock=True)
    if row is None:
        raise AuthorisationNotFound(id=authorisation_id)
    return read(row, Authorisation)


async def save_withdrawn(connection: Connection, authorisation: Authorisation) -> None:
    """An authorisation that was withdrawn. Raises PreconditionFailed."""
    values = {"withdrawn_on": authorisation.withdrawn_on}
    await save_row(connection, authorisations, authorisation.id, authorisation.version - 1, values)
