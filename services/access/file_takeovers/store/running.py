"""The allocations that a file brings along: what stands in their way, and their entering under their own numbers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by, insert

from services.access.allocations.store import add_allocations
from services.access.file_takeovers.rules import CONTRACT_UNKNOWN, NUMBER_TAKEN, TakenOver, taken_over
from services.access.tables import (
    allocation_counters,
    allocations,
    contract_terms,
    staged_takeover_errors,
    staged_takeovers,
)
from shared.errors import Text as Sentence
from shared.kit.batches.entering import told_as
from shared.kit.database import Connection, statement

if TYPE_CHECKING:
    from sqlalchemy.sql.base import Executable


def _brought() -> Any:
    """Each running allocation of each staged line, and the how manieth of its number in the file it is, counted from 1."""
    lines = staged_takeovers.c
    each = func.jsonb_array_elements(lines.allocations.cast(JSONB)).table_valued(
        column("value", JSONB), name="each"
    )
    number = each.c.value["allocation_number"].astext.cast(Integer)
    return select(
        lines.line,
        lines.law,
        number.label("number"),
        each.c.value["contract_id"].astext.cast(Uuid).label("contract_id"),
        func.row_number().over(partition_by=[lines.law, number], order_by=lines.line).label("turn"),
    ).select_from(staged_takeovers.join(each, true()))


def providers() -> ColumnElement[Any]:
    """Who gives the care that runs: each sees the request of it, as who accepts a referral does."""
    each = func.jsonb_array_elements(staged_takeovers.c.allocations.cast(JSONB)).table_valued(
        column("value", JSONB), name="each"
    )
    given = select(each.c.value["provider"].astext.label("provider")).select_from(each).distinct().subquery()
    listed = aggregate_order_by(given.c.provider, given.c.provider)
    return func.coalesce(select(func.array_agg(listed)).scalar_subquery(), literal([], ARRAY(Text)))


def _refuse(code: str, where: str, says: Sentence, wrong: ColumnElement[bool], brought: Any) -> Executable:
    chosen = told_as(staged_takeovers.c, code, where, says)
    told = select(staged_takeover_errors.c.line)
    query = select(*chosen.values()).where(
        staged_takeovers.c.line.in_(select(brought.c.line).where(wrong)),
        staged_takeovers.c.line.not_in(told),
    )
    return staged_takeover_errors.insert().from_select(list(chosen), query, include_defaults=False).inline()


@statement
def _numbers_taken() -> Executable:
    brought = _brought().subquery("brought")
    held = exists().where(
        allocations.c.owner == bindparam("owner", type_=Text),
        allocations.c.law == brought.c.law,
        allocations.c.allocation_number == brought.c.number,
    )
    wrong = or_(brought.c.turn > 1, held)
    return _refuse("number-taken", "allocations", NUMBER_TAKEN, wrong, brought)


@statement
def _contracts_unknown() -> Executable:
    brought = _brought().subquery("brought")
    there = exists().where(
        contract_terms.c.owner == bindparam("owner", type_=Text), contract_terms.c.id == brought.c.contract_id
    )
    wrong = and_(brought.c.contract_id.is_not(None), ~there)
    return _refuse("contract-unknown", "allocations", CONTRACT_UNKNOWN, wrong, brought)


@statement
def _leave() -> Executable:
    told = select(staged_takeover_errors.c.line)
    return staged_takeovers.delete().where(staged_takeovers.c.line.in_(told))


async def leave_clashing(connection: Connection, owner: str) -> int:
    """Take out the lines with a number that exists, or a contract that does not; how many. Whole lines: nothing enters half."""
    await connection.execute(_numbers_taken(), owner=owner)
    await connection.execute(_contracts_unknown(), owner=owner)
    return await connection.execute(_leave())


@statement
def _number_on() -> Executable:
    columns, brought = allocation_counters.c, _brought().subquery("brought")
    last = func.max(brought.c.number)
    query = select(bindparam("owner", type_=Text), brought.c.law, last).group_by(brought.c.law)
    first = insert(allocation_counters).from_select(["owner", "law", "last"], query, include_defaults=False)
    return first.on_conflict_do_update(
        index_elements=[columns.owner, columns.law],
        set_={"last": func.greatest(columns.last, first.excluded.last)},
    ).inline()


async def enter_running(
    connection: Connection, owner: str, entered: list[TakenOver], client_id: str, now: datetime, today: date
) -> int:
    """The running allocations of the entered lines; numbers given here go on after them. Three statements; how many there were."""
    made = [each for one in entered for each in taken_over(one.request, one.running, now, today)]
    if made:
        await connection.execute(_number_on(), owner=owner)
        await add_allocations(connection, made, client_id)
    return len(made)
