"""Adding allocations and their versions: nothing is ever taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import ARRAY, Integer, bindparam, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable

from services.access.allocations.rules import (
    Allocation,
    AllocationNotFound,
    AllocationVersion,
    check_number,
    version_of,
)
from services.access.tables import allocation_counters, allocation_versions, allocations
from shared.kit.database import Connection, among, statement
from shared.kit.registers import Register
from shared.kit.rows import add_rows
from shared.schemas import access as schemas
from shared.values.allocating import ChangeInitiator
from shared.values.terms import Law

REGISTER = Register(allocations, Allocation, schemas.Allocation, AllocationNotFound)
_COLUMNS = tuple(one.name for one in fields(Allocation))
_VERSION = tuple(one.name for one in fields(AllocationVersion))
_CHANGES = (
    "version", "volume", "budget_cents", "end_date", "provider_reference", "cohort_id", "allocated_on", "allocated_at", "change_reason", "stop_reason", "state",
    "replaced_by_number", "told_version",
)  # fmt: skip


async def add_allocation(connection: Connection, allocation: Allocation, client_id: str) -> None:
    """A new allocation with its first version, by the municipality; two statements."""
    await add_allocations(connection, [allocation], client_id)


async def add_allocations(
    connection: Connection,
    made: Sequence[Allocation],
    client_id: str,
    initiator: ChangeInitiator = ChangeInitiator.MUNICIPALITY,
) -> None:
    """Any number of new allocations, each with its first version; two statements."""
    rows = [{name: getattr(one, name) for name in _COLUMNS} | {"client_id": client_id} for one in made]
    await add_rows(connection, allocations, rows)
    await _add_versions(connection, made, client_id, initiator)


async def _add_versions(
    connection: Connection, made: Sequence[Allocation], client_id: str, initiator: ChangeInitiator
) -> None:
    versions = [version_of(one, initiator) for one in made]
    rows = [{name: getattr(one, name) for name in _VERSION} | {"client_id": client_id} for one in versions]
    await add_rows(connection, allocation_versions, rows)


async def save_allocation(
    connection: Connection,
    allocation: Allocation,
    client_id: str,
    initiator: ChangeInitiator = ChangeInitiator.MUNICIPALITY,
) -> None:
    """The next version of an allocation, beside those before. Raises PreconditionFailed where another was sooner."""
    await REGISTER.save(connection, allocation)
    await _add_versions(connection, [allocation], client_id, initiator)


@statement
def _save_all() -> Executable:
    columns = allocations.c
    arrays = [bindparam(name, type_=ARRAY(columns[name].type)) for name in ("id", *_CHANGES)]
    lines = func.unnest(*arrays).table_valued("id", *_CHANGES, name="lines").render_derived()
    return (
        allocations.update()
        .where(
            among(columns.owner, "organisations"),
            columns.id == lines.c.id,
            columns.version == lines.c.version - 1,
        )
        .values({name: lines.c[name] for name in _CHANGES})
    )


async def save_allocations(connection: Connection, made: Sequence[Allocation], client_id: str) -> int:
    """The next versions of any number of allocations that were locked; two statements. Returns how many there were."""
    if not made:
        return 0
    columns = {name: [getattr(one, name) for one in made] for name in ("id", *_CHANGES)}
    touched = await connection.execute(_save_all(), organisations=connection.organisations, **columns)
    await _add_versions(connection, made, client_id, ChangeInitiator.MUNICIPALITY)
    return touched


@statement
def _numbers() -> Executable:
    columns = allocation_counters.c
    count = bindparam("count", type_=Integer)
    first = insert(allocation_counters).values(owner=bindparam("owner"), law=bindparam("law"), last=count)
    return first.on_conflict_do_update(
        index_elements=[columns.owner, columns.law], set_={"last": columns.last + count}
    ).returning(columns.last)


async def next_numbers(connection: Connection, owner: str, law: Law, count: int) -> range:
    """The next so many allocation numbers under a law, in one statement; a transaction that fails gives them back.

    Raises NumbersSpent.
    """
    last = check_number(await connection.fetch_value(_numbers(), owner=owner, law=law, count=count), law)
    return range(last - count + 1, last + 1)
