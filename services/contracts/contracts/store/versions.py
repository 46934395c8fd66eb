"""The only SQL on a contract's versions in two times: appended, read as valid and as known, and closed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, bindparam, or_, select
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import Contract, Slice, Version, kept
from services.contracts.contracts.rules import carry as carried
from services.contracts.contracts.store.listing import held
from services.contracts.tables import contract_versions
from shared.kit import rows
from shared.kit.database import Connection, among, statement
from shared.kit.rows import PageRequest, add_rows, list_rows_by, page_rows, plain, read, read_all
from shared.values.life import VersionReason

_ROW = [one.name for one in fields(Version)]


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something is written, on the domain's clock, and by which client."""

    today: date
    client_id: str


@statement
def _open() -> Executable:
    table = contract_versions.c
    return (
        select(contract_versions)
        .where(
            among(table.owner, "owners"),
            table.contract_id == bindparam("contract_id", type_=Uuid),
            table.known_until_version.is_(None),
            or_(table.valid_until.is_(None), table.valid_until >= bindparam("start", type_=Date)),
        )
        .order_by(table.valid_from)
    )


@statement
def _close() -> Executable:
    table = contract_versions.c
    return (
        contract_versions.update()
        .where(
            among(table.owner, "owners"),
            table.contract_id == bindparam("contract_id_", type_=Uuid),
            table.known_until_version.is_(None),
            or_(table.valid_until.is_(None), table.valid_until >= bindparam("start", type_=Date)),
        )
        .values(
            known_until_version=bindparam("known_until_version_", type_=Integer),
            known_until=bindparam("known_until_", type_=Date),
        )
    )


async def begin(connection: Connection, contract: Contract, slices: Sequence[Slice], stamp: Stamp) -> None:
    """Write all days of a contract that no amendment changed yet; what was known of it before is closed."""
    if contract.version > 1:
        await _close_from(connection, contract, date.min, stamp)
    await _append(connection, contract, slices, stamp)


async def carry(
    connection: Connection,
    contract: Contract,
    effective_on: date,
    change: Callable[[Contract], Contract],
    reason: VersionReason,
    stamp: Stamp,
) -> None:
    """Write what a change makes of the days from its day of effect on; the days before it, and what was known, stay."""
    found = await connection.fetch(
        _open(), owners=[contract.owner], contract_id=contract.id, start=effective_on
    )
    known = [_slice(row) for row in found]
    if known and known[0].valid_from > effective_on:
        effective_on = known[0].valid_from
    await _close_from(connection, contract, effective_on, stamp)
    slices = carried(known, effective_on, change, contract.version, reason)
    await _append(connection, contract, slices, stamp)


def _slice(row: Any) -> Slice:
    version = read(row, Version)
    return Slice(
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        contract=read(row["content"], Contract),
        reason=version.reason,
        taken_over=version.taken_over,
        changed=version.changed,
    )


async def _close_from(connection: Connection, contract: Contract, start: date, stamp: Stamp) -> None:
    await connection.execute(
        _close(),
        owners=[contract.owner],
        contract_id_=contract.id,
        start=start,
        known_until_version_=contract.version,
        known_until_=stamp.today,
    )


async def _append(connection: Connection, contract: Contract, slices: Sequence[Slice], stamp: Stamp) -> None:
    lines = []
    for version, one in zip(kept(contract, slices, stamp.today), slices, strict=True):
        values = {name: getattr(version, name) for name in _ROW}
        content = bare(plain(_unsigned(one.contract)))
        told = {"changed": plain(version.changed), "content": content, "client_id": stamp.client_id}
        lines.append({**values, **told})
    await add_rows(connection, contract_versions, lines)


def _unsigned(contract: Contract) -> Contract:
    """A version as it is kept for good: that a side signed, and when, but not who did."""
    signatures = [replace(one, signed_by=None, end_user=None) for one in contract.signatures]
    return replace(contract, signatures=signatures)


def bare(value: Any) -> Any:
    """JSON without what is not there: of a funding agreement only the fields of its form are kept."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if isinstance(value, dict):
        return {name: bare(one) for name, one in value.items() if one is not None}
    return value


@statement
def _valid(then: bool) -> Executable:
    table = contract_versions.c
    return select(table.content).where(
        among(table.owner, "owners"), table.contract_id == bindparam("contract_id", type_=Uuid), *held(then)
    )


async def find_valid(
    connection: Connection, contract: Contract, valid_on: date, known_on: date | None
) -> Contract | None:
    """A contract as it was valid on a day, as known at the end of another (None: as known now); None where it was not."""
    given: dict[str, Any] = {"known_on": known_on} if known_on is not None else {}
    content = await connection.fetch_value(
        _valid(known_on is not None),
        owners=[contract.owner],
        contract_id=contract.id,
        valid_on=valid_on,
        **given,
    )
    return None if content is None else read(content, Contract)


async def list_versions(connection: Connection, page: PageRequest, contract_id: UUID) -> rows.Slice[Version]:
    """A page of a contract's versions, in the order in which they were written."""
    return await page_rows(connection, contract_versions, Version, page, contract_id=contract_id)


async def list_versions_by_contract(connection: Connection, contracts: list[UUID]) -> list[Version]:
    """The versions of many contracts, in one statement."""
    return read_all(await list_rows_by(connection, contract_versions, "contract_id", contracts), Version)


__all__ = ["Stamp", "bare", "begin", "carry", "find_valid", "list_versions", "list_versions_by_contract"]
