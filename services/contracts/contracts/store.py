"""The only SQL on contracts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import ARRAY, Integer, Text, Uuid, bindparam, column, func, select, text, true
from sqlalchemy.sql.base import Executable

from services.contracts.consortia.rules import ConsortiumNotFound
from services.contracts.contracts.rules import Consortium, Contract, ContractNotFound, NumberUsed
from services.contracts.populations.rules import PopulationNotFound
from services.contracts.tables import consortia, contracts, populations
from shared.errors import ReferenceUsed
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.logbook import LOGBOOK
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    list_rows_by,
    plain,
    read,
    read_all,
    save_row,
    visible,
)
from shared.values.terms import ContractState

_COLUMNS = [field.name for field in fields(Contract)]
_CHANGING = [name for name in _COLUMNS if name not in ("id", "version", "owner", "external_reference")]
_NESTED = {"extension_options", "yearly_check", "funding", "agreements", "members", "signatures"}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which contracts are asked; None leaves a filter out, both dates are inclusive."""

    state: ContractState | None = None
    number: str | None = None
    external_reference: str | None = None
    start_date_from: date | None = None
    start_date_to: date | None = None


async def get_contract(connection: Connection, contract_id: UUID) -> Contract:
    """One contract; ContractNotFound."""
    row = await find_row(connection, contracts, contract_id)
    if row is None:
        raise ContractNotFound(id=contract_id)
    return read(row, Contract)


@statement
def _redrafted() -> Executable:
    return select(func.max(LOGBOOK.c.version)).where(
        LOGBOOK.c.owner == bindparam("owner"),
        LOGBOOK.c.subject == bindparam("subject", type_=Uuid),
        LOGBOOK.c.what == "contract-redrafted",
    )


async def get_contract_since(connection: Connection, contract_id: UUID, version: int) -> Contract:
    """One contract as it is now, with its signatures only if none lapsed since a version; ContractNotFound."""
    contract = await get_contract(connection, contract_id)
    if version == contract.version:
        return contract
    redrafted = await connection.fetch_value(_redrafted(), owner=contract.owner, subject=contract.id)
    return contract if redrafted is None or redrafted <= version else replace(contract, signatures=[])


async def lock_contract(connection: Connection, contract_id: UUID, expected: int | None = None) -> Contract:
    """One contract, locked for a change; ContractNotFound, or PreconditionFailed when another version was expected."""
    row = await find_row(connection, contracts, contract_id, lock=True)
    if row is None:
        raise ContractNotFound(id=contract_id)
    if expected is not None and expected != row["version"]:
        raise PreconditionFailed()
    return read(row, Contract)


async def find_contract_by_reference(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Contract | None:
    """What this client drafted under its own reference, or None."""
    row = await find_by_reference(connection, contracts, owner, client_id, reference)
    return None if row is None else read(row, Contract)


async def list_contracts_by_id(connection: Connection, ids: list[UUID]) -> list[Contract]:
    """Many contracts, in one statement."""
    return read_all(await list_rows_by(connection, contracts, "id", ids), Contract)


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    query = select(contracts).where(visible(contracts, purchaser=reach))
    for name in filters:
        column = contracts.c.start_date if name.startswith("start_date") else contracts.c[name]
        given = bindparam(name, type_=column.type)
        if name == "start_date_from":
            query = query.where(column >= given)
        elif name == "start_date_to":
            query = query.where(column <= given)
        else:
            query = query.where(column == given)
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(contracts.c.id < last if descending else contracts.c.id > last)
    order = contracts.c.id.desc() if descending else contracts.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_contracts(connection: Connection, page: PageRequest, asked: Filter) -> Slice[Contract]:
    """A page of contracts in order of creation."""
    found = {name: getattr(asked, name) for name in Filter.__slots__}
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    query = _page(connection.reach, page.after is not None, page.descending, *given)
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Contract), last)


@statement
def _running() -> Executable:
    return select(contracts).where(
        among(contracts.c.owner, "organisations"),
        contracts.c.consortium_id == bindparam("consortium_id", type_=Uuid),
        contracts.c.state == bindparam("state"),
    )


async def list_running(connection: Connection, consortium_id: UUID) -> list[Contract]:
    """The active contracts of a consortium."""
    rows = await connection.fetch(
        _running(),
        organisations=connection.organisations,
        consortium_id=consortium_id,
        state=ContractState.ACTIVE,
    )
    return read_all(rows, Contract)


async def find_consortium(
    connection: Connection, consortium_id: UUID | None, *, lock: bool = False
) -> Consortium | None:
    """Who the members are; None where the contract names no consortium, or the reader may not see it."""
    if consortium_id is None:
        return None
    row = await find_row(connection, consortia, consortium_id, lock=lock)
    return None if row is None else read(row, Consortium)


async def get_consortium(connection: Connection, consortium_id: UUID | None, owner: str) -> Consortium | None:
    """Who the members are of a purchaser's consortium; None where none is named yet. Raises ConsortiumNotFound."""
    if consortium_id is None:
        return None
    row = await find_row(connection, consortia, consortium_id)
    # A token of two organisations sees the other's too: named in this one's contract it looks like not there.
    if row is None or row["owner"] != owner:
        raise ConsortiumNotFound(id=consortium_id)
    return read(row, Consortium)


@asynccontextmanager
async def _named_once(contract: Contract) -> AsyncIterator[None]:
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_contracts_owner_number":
            raise NumberUsed(number=contract.number) from error
        if error.constraint_name == "uq_contracts_external_reference":
            raise ReferenceUsed(reference=contract.external_reference) from error
        raise


def _values(contract: Contract, names: list[str]) -> dict[str, Any]:
    found = {name: getattr(contract, name) for name in names}
    return {name: plain(value) if name in _NESTED else value for name, value in found.items()}


async def add_contract(connection: Connection, contract: Contract, client_id: str) -> None:
    """A new draft. Raises PopulationNotFound, NumberUsed, ReferenceUsed."""
    await _check_population(connection, contract)
    async with _named_once(contract):
        await add_row(connection, contracts, {**_values(contract, _COLUMNS), "client_id": client_id})
    await _share_population(connection, contract)


async def save_contract(connection: Connection, contract: Contract) -> None:
    """A contract's next version. Raises PreconditionFailed, NumberUsed."""
    async with _named_once(contract):
        await save_row(connection, contracts, contract.id, contract.version - 1, _values(contract, _CHANGING))


async def save_redrafted(connection: Connection, contract: Contract, before: Contract) -> None:
    """A draft with other terms; the populations it named and names are seen by the parties that name them now.

    Raises PreconditionFailed, PopulationNotFound, NumberUsed.
    """
    await _check_population(connection, contract)
    await save_contract(connection, contract)
    for one in (before, contract):
        await _share_population(connection, one)


async def _check_population(connection: Connection, contract: Contract) -> None:
    named = contract.population_id
    if named is None:
        return
    row = await find_row(connection, populations, named)
    if row is None or row["owner"] != contract.owner:
        raise PopulationNotFound(id=named)


@statement
def _share() -> Executable:
    named = (
        func.unnest(contracts.c.parties).table_valued(column("party", Text), name="named").render_derived()
    )
    together = func.array_agg(named.c.party.distinct(), type_=ARRAY(Text))
    naming = (
        select(func.coalesce(together, text("'{}'::text[]")))
        .select_from(contracts.join(named, true()))
        .where(contracts.c.owner == populations.c.owner, contracts.c.population_id == populations.c.id)
        .correlate(populations)
    )
    return (
        populations.update()
        .where(populations.c.owner == bindparam("owner_"), populations.c.id == bindparam("id_", type_=Uuid))
        .values(parties=naming.scalar_subquery())
    )


async def _share_population(connection: Connection, contract: Contract) -> None:
    """Let the parties of every contract that names the population see it."""
    if contract.population_id is not None:
        await connection.execute(_share(), owner_=contract.owner, id_=contract.population_id)


@statement
def _version() -> Executable:
    return select(LOGBOOK.c.data).where(
        LOGBOOK.c.owner == bindparam("owner"),
        among(LOGBOOK.c.owner, "organisations")
        | LOGBOOK.c.parties.overlap(bindparam("organisations", type_=ARRAY(Text))),
        LOGBOOK.c.subject == bindparam("subject", type_=Uuid),
        LOGBOOK.c.version == bindparam("version", type_=Integer),
    )


async def find_version(connection: Connection, contract: Contract, version: int) -> dict[str, Any] | None:
    """A version as the logbook keeps it, in wire form, or None; also for who was no party to it yet."""
    data: dict[str, Any] | None = await connection.fetch_value(
        _version(),
        organisations=connection.organisations,
        owner=contract.owner,
        subject=contract.id,
        version=version,
    )
    return data
