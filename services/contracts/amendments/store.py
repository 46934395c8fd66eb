"""The only SQL on amendments."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.base import Executable

from services.contracts.amendments.rules import Amendment, AmendmentNotFound
from services.contracts.tables import amendments
from shared.kit.database import Connection, among, statement
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    save_row,
)
from shared.values.terms import AmendmentState

_COLUMNS = [field.name for field in fields(Amendment)]


async def get_amendment(connection: Connection, amendment_id: UUID) -> Amendment:
    """One amendment; AmendmentNotFound."""
    row = await find_row(connection, amendments, amendment_id)
    if row is None:
        raise AmendmentNotFound(id=amendment_id)
    return read(row, Amendment)


async def lock_amendment(connection: Connection, amendment_id: UUID, expected: int | None) -> Amendment:
    """One amendment, locked for a change; AmendmentNotFound, or PreconditionFailed for another version."""
    row = await find_row(connection, amendments, amendment_id, lock=True)
    if row is None:
        raise AmendmentNotFound(id=amendment_id)
    if expected is not None and expected != row["version"]:
        raise PreconditionFailed()
    return read(row, Amendment)


async def find_amendment_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Amendment | None:
    """What this client decided under its own reference, or None."""
    row = await find_by_reference(connection, amendments, owner, client_id, reference)
    return None if row is None else read(row, Amendment)


async def list_amendments(
    connection: Connection,
    page: PageRequest,
    contract_id: UUID,
    state: AmendmentState | None,
    reference: str | None,
) -> Slice[Amendment]:
    """A page of one contract's amendments."""
    return await page_rows(
        connection,
        amendments,
        Amendment,
        page,
        contract_id=contract_id,
        state=state,
        external_reference=reference,
    )


async def list_amendments_by_contract(connection: Connection, contracts: list[UUID]) -> list[Amendment]:
    """The amendments of many contracts, in one statement."""
    return read_all(await list_rows_by(connection, amendments, "contract_id", contracts), Amendment)


@statement
def _last_number() -> Executable:
    return select(func.coalesce(func.max(amendments.c.number), 0)).where(
        among(amendments.c.owner, "organisations"),
        amendments.c.contract_id == bindparam("contract_id", type_=Uuid),
    )


async def next_number(connection: Connection, contract_id: UUID) -> int:
    """The number of a contract's next amendment; the contract must be locked."""
    last: int = await connection.fetch_value(
        _last_number(), organisations=connection.organisations, contract_id=contract_id
    )
    return last + 1


async def add_amendment(connection: Connection, amendment: Amendment, client_id: str) -> None:
    """A decided amendment."""
    values = {name: getattr(amendment, name) for name in _COLUMNS}
    nested = {name: plain(values[name]) for name in _COLUMNS if isinstance(amendments.c[name].type, JSONB)}
    await add_row(connection, amendments, {**values, **nested, "client_id": client_id})


async def save_signed(connection: Connection, amendment: Amendment) -> None:
    """An amendment with one more signature."""
    values = {"state": amendment.state, "signatures": plain(amendment.signatures)}
    await save_row(connection, amendments, amendment.id, amendment.version - 1, values)
