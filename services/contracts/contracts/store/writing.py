"""Contracts written: each version with what it makes of the days."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import fields
from datetime import date
from typing import Any

import asyncpg
from sqlalchemy import ARRAY, Text, Uuid, bindparam, column, func, select, text, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.base import Executable

from services.contracts.contracts.rules import (
    Contract,
    NumberUsed,
    begin,
)
from services.contracts.contracts.store import versions
from services.contracts.contracts.store.versions import (
    Stamp,
    bare,
)
from services.contracts.populations.rules import PopulationNotFound
from services.contracts.tables import contracts, populations
from shared.errors import ReferenceUsed
from shared.kit.clock import Clock
from shared.kit.database import Connection, statement
from shared.kit.logbook import clock_day
from shared.kit.rows import (
    add_row,
    find_row,
    plain,
    save_row,
)
from shared.values.life import VersionReason

_COLUMNS = [field.name for field in fields(Contract)]
_CHANGING = [name for name in _COLUMNS if name not in ("id", "version", "owner", "external_reference")]
_NESTED = {name for name in _COLUMNS if isinstance(contracts.c[name].type, JSONB)}


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
    return {name: bare(plain(value)) if name in _NESTED else value for name, value in found.items()}


async def add_contract(
    connection: Connection,
    contract: Contract,
    client_id: str,
    *,
    today: date | None = None,
    inhabitants: int | None = None,
) -> None:
    """A new draft with its first version; `today` is the domain's day. Raises PopulationNotFound, NumberUsed, ReferenceUsed."""
    await _check_population(connection, contract)
    async with _named_once(contract):
        await add_row(connection, contracts, {**_values(contract, _COLUMNS), "client_id": client_id})
    await _share_population(connection, contract)
    if today is None:
        clock = Clock()
        clock.set(await clock_day(connection))
        today = clock.today
    slices = begin(contract, VersionReason.DRAFTED, today, inhabitants)
    await versions.begin(connection, contract, slices, Stamp(today, client_id))


async def save_contract(connection: Connection, contract: Contract) -> None:
    """A contract's next version, beside what is valid when. Raises PreconditionFailed, NumberUsed."""
    async with _named_once(contract):
        await save_row(connection, contracts, contract.id, contract.version - 1, _values(contract, _CHANGING))


async def save_begun(
    connection: Connection,
    contract: Contract,
    reason: VersionReason,
    stamp: Stamp,
    inhabitants: int | None = None,
) -> None:
    """The next version of a contract that no amendment changed yet: it says what is valid on all days.

    Raises PreconditionFailed, NumberUsed.
    """
    await save_contract(connection, contract)
    slices = begin(contract, reason, stamp.today, inhabitants)
    await versions.begin(connection, contract, slices, stamp)


async def save_carried(
    connection: Connection,
    contract: Contract,
    effective_on: date,
    change: Callable[[Contract], Contract],
    reason: VersionReason,
    stamp: Stamp,
) -> None:
    """The next version of a contract in force: it says what is valid from the day of effect on. Raises PreconditionFailed."""
    await save_contract(connection, contract)
    await versions.carry(connection, contract, effective_on, change, reason, stamp)


async def save_redrafted(
    connection: Connection,
    contract: Contract,
    before: Contract,
    stamp: Stamp,
    inhabitants: int | None = None,
) -> None:
    """A draft with other terms; the populations it named and names are seen by the parties that name them now.

    Raises PreconditionFailed, PopulationNotFound, NumberUsed.
    """
    await _check_population(connection, contract)
    await save_begun(connection, contract, VersionReason.REDRAFTED, stamp, inhabitants)
    for one in (before, contract):
        await _share_population(connection, one)


async def _check_population(connection: Connection, contract: Contract) -> None:
    named = contract.population_id
    if named is not None and await find_row(connection, populations, named) is None:
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
