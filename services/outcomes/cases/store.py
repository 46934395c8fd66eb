"""The only SQL on cases and on switches to a personal budget."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Table, Text, Uuid, bindparam, func, select, union
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.sql.base import Executable

from services.outcomes.cases.rules import Case, CaseNotFound, Goal, PgbSwitch, best
from services.outcomes.tables import cases, goals, pgb_switches
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import (
    PageRequest,
    Slice,
    find_row,
    list_rows_by,
    page_rows,
    plain,
    read,
    read_all,
    visible,
)
from shared.values.terms import Law

_KEY = ("owner", "id")


async def get_case(connection: Connection, case_id: UUID) -> Case:
    """One case; CaseNotFound."""
    row = await find_row(connection, cases, case_id)
    if row is None:
        raise CaseNotFound(id=case_id)
    return read(row, Case)


async def find_case_by_id(connection: Connection, case_id: UUID) -> Case | None:
    """The case of a decision, a referral or a start of care, or None."""
    row = await find_row(connection, cases, case_id)
    return None if row is None else read(row, Case)


@statement
def _numbered(reach: Reach, by_start: bool) -> Executable:
    columns = cases.c
    query = select(cases).where(
        columns.owner == bindparam("of_owner", type_=Text),
        columns.law == bindparam("of_law", type_=Text),
        visible(cases, purchaser=reach),
    )
    if by_start:
        return query.where(
            columns.id == bindparam("care_start", type_=Uuid), columns.care_start_id.isnot(None)
        )
    return query.where(columns.allocation_number == bindparam("number", type_=Integer))


async def find_case(
    connection: Connection,
    owner: str,
    law: Law,
    *,
    allocation_number: int | None = None,
    care_start_id: UUID | None = None,
) -> Case | None:
    """The case that a client is known by: an allocation number under a law, or a start of care where there is none.

    Under a number the care that started last, else the decision itself (`started_on` None: care has not begun). None when
    the actor sees no such case, or its start was withdrawn. ValueError unless exactly one of the two is given.
    """
    if (allocation_number is None) == (care_start_id is None):
        raise ValueError("a case is found by its allocation number or by its start of care, one of the two")
    by_start = care_start_id is not None
    asked: dict[str, Any] = {"care_start": care_start_id} if by_start else {"number": allocation_number}
    rows = await connection.fetch(
        _numbered(connection.reach, by_start),
        of_owner=owner, of_law=law.value, organisations=connection.organisations, **asked,
    )  # fmt: skip
    return best(read_all(rows, Case))


async def page_cases(
    connection: Connection, page: PageRequest, *, contract_id: UUID | None, provider: str | None
) -> Slice[Case]:
    """A page of cases, of one contract or provider when asked."""
    return await page_rows(connection, cases, Case, page, contract_id=contract_id, provider=provider)


async def list_cases_of(connection: Connection, citizen_ids: list[UUID]) -> list[Case]:
    """All cases of some citizens (surrogates)."""
    return read_all(await list_rows_by(connection, cases, "citizen_id", citizen_ids), Case)


async def list_cases_by_decision(connection: Connection, decision_id: UUID) -> list[Case]:
    """The decision's own case and the care under it."""
    return read_all(await list_rows_by(connection, cases, "decision_id", [decision_id]), Case)


async def list_care_of_requests(connection: Connection, request_ids: list[UUID]) -> list[Case]:
    """What followed from some requests, in one statement."""
    return read_all(await list_rows_by(connection, cases, "request_id", request_ids), Case)


async def find_switch(connection: Connection, switch_id: UUID) -> PgbSwitch | None:
    """A switch to a personal budget, or None."""
    row = await find_row(connection, pgb_switches, switch_id)
    return None if row is None else read(row, PgbSwitch)


async def list_switches_of(connection: Connection, citizen_ids: list[UUID]) -> list[PgbSwitch]:
    """All switches of some citizens (surrogates)."""
    return read_all(await list_rows_by(connection, pgb_switches, "citizen_id", citizen_ids), PgbSwitch)


async def find_goal(connection: Connection, goal_id: UUID) -> Goal | None:
    """A desired result, or None."""
    row = await find_row(connection, goals, goal_id)
    return None if row is None else read(row, Goal)


async def list_goals_of(connection: Connection, citizen_ids: list[UUID]) -> list[Goal]:
    """All desired results of some citizens (surrogates)."""
    return read_all(await list_rows_by(connection, goals, "citizen_id", citizen_ids), Goal)


@statement
def _citizens(after: bool) -> Executable:
    parts = []
    for table in (cases, pgb_switches, goals):
        one = select(table.c.citizen_id).where(table.c.owner == bindparam("of_owner", type_=Text))
        parts.append(one.where(table.c.citizen_id > bindparam("after", type_=Uuid)) if after else one)
    several = union(*parts).subquery()
    return (
        select(several.c.citizen_id).order_by(several.c.citizen_id).limit(bindparam("limit", type_=Integer))
    )


async def list_citizens(connection: Connection, owner: str, after: UUID | None, limit: int) -> list[UUID]:
    """The surrogates of whom anything is kept, in order, so many after one."""
    more = {} if after is None else {"after": after}
    rows = await connection.fetch(_citizens(bool(more)), of_owner=owner, limit=limit, **more)
    return [row["citizen_id"] for row in rows]


@statement
def _total() -> Executable:
    return select(func.count()).select_from(cases).where(cases.c.owner == bindparam("of_owner", type_=Text))


async def count_cases(connection: Connection, owner: str) -> int:
    """How many cases a purchaser has."""
    return int(await connection.fetch_value(_total(), of_owner=owner))


@statement
def _save(table: Table, *names: str) -> Executable:
    query = insert(table).values({name: bindparam(name, type_=table.c[name].type) for name in names})
    kept = [name for name in names if name not in (*_KEY, "client_id", "external_reference")]
    return query.on_conflict_do_update(
        index_elements=[table.c[name] for name in _KEY],
        set_={name: query.excluded[name] for name in kept},
    )


async def _put(connection: Connection, table: Table, made: Any, client_id: str) -> None:
    values = {
        name: plain(getattr(made, name)) if isinstance(table.c[name].type, JSONB) else getattr(made, name)
        for name in made.__slots__
    }
    await connection.execute(_save(table, *values, "client_id"), **values, client_id=client_id)


async def save_case(connection: Connection, case: Case, client_id: str) -> None:
    """Keep a case as it is now (the rules judge which version is the newest)."""
    await _put(connection, cases, case, client_id)


async def save_switch(connection: Connection, switch: PgbSwitch, client_id: str) -> None:
    """Keep a switch as it is now."""
    await _put(connection, pgb_switches, switch, client_id)


async def save_goal(connection: Connection, goal: Goal, client_id: str) -> None:
    """Keep a desired result as it is now."""
    await _put(connection, goals, goal, client_id)


__all__ = [
    "count_cases", "find_case", "find_case_by_id", "find_goal", "find_switch", "get_case", "list_cases_by_decision",
    "list_cases_of", "list_citizens", "list_goals_of", "list_switches_of", "page_cases", "save_case",
    "save_goal", "save_switch",
]  # fmt: skip
