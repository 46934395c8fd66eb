"""The only SQL on procurements."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, exists, func, select
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from services.contracts.procurements.rules import (
    Framework,
    Procurement,
    ProcurementNotFound,
    ProcurementNumberUsed,
)
from services.contracts.tables import contracts, organisations, procurements
from shared.kit.clock import Clock
from shared.kit.database import Connection, Reach, among, statement
from shared.kit.logbook import CLOCKS
from shared.kit.registers import Register
from shared.kit.rows import PageRequest, Slice, read, read_all, visible
from shared.schemas import contracts as schemas
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import Openness, ProcurementState
from shared.values.terms import ContractState, OrganisationKind

PROCUREMENTS = Register(procurements, Procurement, schemas.Procurement, ProcurementNotFound)
_IN_FORCE = [ContractState.SIGNED.value, ContractState.ACTIVE.value]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which procurements are asked; None leaves a filter out, both moments are inclusive."""

    state: ProcurementState | None = None
    model: ProcurementModel | None = None
    number: str | None = None
    external_reference: str | None = None
    closes_from: datetime | None = None
    closes_to: datetime | None = None


def _seen(reach: Reach) -> ColumnElement[bool]:
    """A purchaser's own; a provider also sees what is published to everybody in the purchaser's register."""
    table = procurements
    mine = visible(table, purchaser=reach)
    if reach is not Reach.PARTY:
        return mine
    registered = exists().where(
        organisations.c.owner == table.c.owner,
        organisations.c.kind == OrganisationKind.PROVIDER.value,
        among(organisations.c.oin, "organisations"),
    )
    published = (table.c.openness != Openness.INVITED.value) & table.c.published_at.isnot(None)
    return mine | (published & registered)


@statement
def _one(reach: Reach, lock: bool) -> Executable:
    query = select(procurements).where(procurements.c.id == bindparam("id_", type_=Uuid), _seen(reach))
    return query.with_for_update() if lock else query


async def get_procurement(connection: Connection, procurement_id: UUID, *, lock: bool = False) -> Procurement:
    """One procurement, locked for a change when asked; ProcurementNotFound."""
    query = _one(connection.reach, lock)
    row = await connection.fetch_one(query, id_=procurement_id, organisations=connection.organisations)
    if row is None:
        raise ProcurementNotFound(id=procurement_id)
    return read(row, Procurement)


@statement
def _many(reach: Reach) -> Executable:
    return (
        select(procurements).where(among(procurements.c.id, "ids"), _seen(reach)).order_by(procurements.c.id)
    )


async def list_procurements_by_id(connection: Connection, ids: list[UUID]) -> list[Procurement]:
    """Many procurements, in one statement."""
    rows = await connection.fetch(_many(connection.reach), ids=ids, organisations=connection.organisations)
    return read_all(rows, Procurement)


@statement
def _page(reach: Reach, after: bool, descending: bool, *filters: str) -> Executable:
    table = procurements
    query = select(table).where(_seen(reach))
    for name in filters:
        if name == "closes_from":
            query = query.where(table.c.closes_at >= bindparam(name, type_=DateTime(timezone=True)))
        elif name == "closes_to":
            query = query.where(table.c.closes_at <= bindparam(name, type_=DateTime(timezone=True)))
        else:
            query = query.where(table.c[name] == bindparam(name, type_=table.c[name].type))
    if after:
        last = bindparam("after", type_=Uuid)
        query = query.where(table.c.id < last if descending else table.c.id > last)
    order = table.c.id.desc() if descending else table.c.id
    return query.order_by(order).limit(bindparam("limit", type_=Integer))


async def list_procurements(connection: Connection, page: PageRequest, asked: Filter) -> Slice[Procurement]:
    """A page of procurements in order of creation."""
    found = {name: getattr(asked, name) for name in Filter.__slots__}
    given: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    query = _page(connection.reach, page.after is not None, page.descending, *given)
    if page.after is not None:
        given["after"] = page.after
    rows = await connection.fetch(
        query, organisations=connection.organisations, limit=page.limit + 1, **given
    )
    last = rows[page.limit - 1]["id"] if len(rows) > page.limit else None
    return Slice(read_all(rows[: page.limit], Procurement), last)


@asynccontextmanager
async def _numbered_once(procurement: Procurement) -> AsyncIterator[None]:
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "uq_procurements_owner_number":
            raise ProcurementNumberUsed(number=procurement.number) from error
        raise


async def add_procurement(connection: Connection, procurement: Procurement, client_id: str) -> None:
    """A new draft. Raises ProcurementNumberUsed."""
    async with _numbered_once(procurement):
        await PROCUREMENTS.add(connection, procurement, client_id)


async def save_procurement(connection: Connection, procurement: Procurement) -> None:
    """A procurement's next version. Raises PreconditionFailed, ProcurementNumberUsed."""
    async with _numbered_once(procurement):
        await PROCUREMENTS.save(connection, procurement)


@statement
def _providers() -> Executable:
    return select(organisations.c.oin).where(
        organisations.c.owner == bindparam("owner"),
        organisations.c.kind == bindparam("kind"),
        visible(organisations, purchaser=True),
    )


async def list_registered_providers(connection: Connection, owner: str) -> list[str]:
    """The OINs of the providers in a purchaser's register."""
    rows = await connection.fetch(
        _providers(),
        owner=owner,
        kind=OrganisationKind.PROVIDER.value,
        organisations=connection.organisations,
    )
    return [row["oin"] for row in rows]


@statement
def _holders() -> Executable:
    return select(contracts.c.provider).where(
        among(contracts.c.id, "ids"),
        among(contracts.c.state, "states"),
        contracts.c.provider.isnot(None),
        visible(contracts, purchaser=True),
    )


async def get_framework(connection: Connection, framework_id: UUID) -> Framework:
    """A procurement as the framework of others, with who holds a contract in force; ProcurementNotFound."""
    found = await get_procurement(connection, framework_id)
    rows = await connection.fetch(
        _holders(),
        ids=[one.contract_id for one in found.awards],
        states=_IN_FORCE,
        organisations=connection.organisations,
    )
    criteria = found.procedure.call_off_criteria or []
    holders = sorted({row["provider"] for row in rows})
    return Framework(found.id, found.number, found.state, found.legal_form, criteria, holders)


@statement
def _day() -> Executable:
    return select(CLOCKS.c.today).where(CLOCKS.c.owner == bindparam("owner"))


async def find_now(connection: Connection, owner: str) -> datetime:
    """The domain's instant of a purchaser, who may be another than who acts: its closing moments go by its own clock."""
    return Clock(await connection.fetch_value(_day(), owner=owner)).now


@statement
def _database_now() -> Executable:
    return select(func.domain_now(bindparam("owner", type_=Text), type_=DateTime(timezone=True)))


async def find_database_now(connection: Connection, owner: str) -> datetime:
    """The same as the database has it: by that the policies show sealed bids, and the two clocks may differ a little."""
    found: datetime = await connection.fetch_value(_database_now(), owner=owner)
    return found


@statement
def _lock(shared: bool) -> Executable:
    key = bindparam("key", type_=BigInteger)
    return select(func.pg_advisory_xact_lock_shared(key) if shared else func.pg_advisory_xact_lock(key))


async def lock_bidding(connection: Connection, procurement_id: UUID, *, shared: bool) -> None:
    """Keep bids and the opening apart until the end of the transaction: bidders share the lock, who opens has it alone."""
    key = int.from_bytes(procurement_id.bytes[8:], signed=True)
    await connection.fetch_value(_lock(shared), key=key)


__all__ = [
    "PROCUREMENTS",
    "Filter",
    "add_procurement",
    "find_database_now",
    "find_now",
    "get_framework",
    "get_procurement",
    "list_procurements",
    "list_procurements_by_id",
    "list_registered_providers",
    "lock_bidding",
    "save_procurement",
]
