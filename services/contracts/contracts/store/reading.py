"""Contracts read and locked, with what they name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Integer, Text, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from services.contracts.consortia.rules import ConsortiumNotFound
from services.contracts.contracts import rules
from services.contracts.contracts.rules import (
    Around,
    Consortium,
    Contract,
    ContractNotFound,
    heads,
)
from services.contracts.tables import consortia, contracts, populations
from shared.kit.database import Connection, among, statement
from shared.kit.logbook import LOGBOOK
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import (
    find_by_reference,
    find_row,
    list_rows_by,
    read,
    read_all,
)
from shared.values.terms import ContractState


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
def _running() -> Executable:
    return select(contracts).where(
        among(contracts.c.owner, "organisations"),
        contracts.c.consortium_id == bindparam("consortium_id", type_=Uuid),
        among(contracts.c.state, "states"),
    )


async def list_running(
    connection: Connection, consortium_id: UUID, owner: str | None = None
) -> list[Contract]:
    """The contracts of a consortium that run, suspended or not: the reader's own, or those of this owner that it may see."""
    rows = await connection.fetch(
        _running(),
        organisations=connection.organisations if owner is None else [owner],
        consortium_id=consortium_id,
        states=[ContractState.ACTIVE, ContractState.SUSPENDED],
    )
    return read_all(rows, Contract)


async def check_alone(connection: Connection, contract: Contract) -> None:
    """A longer contract meets no other of its consortium, which is locked meanwhile. Raises OneContractPerMunicipality (R-C11)."""
    named = contract.consortium_id
    if named is not None:
        await find_consortium(connection, named, lock=True)
        rules.check_alone(contract, await list_running(connection, named, contract.owner))


@statement
def _due() -> Executable:
    return (
        select(contracts.c.id)
        .where(
            among(contracts.c.owner, "organisations"),
            contracts.c.next_move_on <= bindparam("today", type_=Date),
        )
        .order_by(contracts.c.next_move_on, contracts.c.id)
    )


async def list_due(connection: Connection, today: date) -> list[UUID]:
    """The contracts to which something happens by itself on or before a day."""
    rows = await connection.fetch(_due(), organisations=connection.organisations, today=today)
    return [row["id"] for row in rows]


async def find_consortium(
    connection: Connection, consortium_id: UUID | None, *, lock: bool = False
) -> Consortium | None:
    """Who the members are; None where the contract names no consortium, or the reader may not see it."""
    if consortium_id is None:
        return None
    row = await find_row(connection, consortia, consortium_id, lock=lock)
    return None if row is None else read(row, Consortium)


async def get_consortium(connection: Connection, consortium_id: UUID | None, owner: str) -> Consortium | None:
    """Who the members are of a purchaser's consortium; None where none is named. Raises ConsortiumNotFound."""
    found = await find_consortium(connection, consortium_id)
    if consortium_id is not None and (found is None or found.owner != owner):
        raise ConsortiumNotFound(id=consortium_id)
    return found


async def find_around(connection: Connection, contract: Contract, *, lock: bool = False) -> Around:
    """What a contract names, as far as the reader sees it; the consortium locked when asked."""
    consortium = await find_consortium(connection, contract.consortium_id, lock=lock)
    if contract.population_id is None:
        return Around(consortium)
    row = await find_row(connection, populations, contract.population_id)
    if row is None:
        return Around(consortium)
    return Around(
        consortium,
        heads(
            ((date.fromisoformat(one["counted_on"]), one["inhabitants"]) for one in row["sizes"]), contract
        ),
    )


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
