"""Balances on any day: sums that the database keeps, less what was booked after that day; never a sum over entries."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Table, Text, Uuid, and_, bindparam, func, or_, select, union_all
from sqlalchemy.sql.base import Executable

from services.settlement.ledger.rules import Balance, StatementLine
from services.settlement.ledger.store.writing import NIL
from services.settlement.tables import account_days, accounts, entries, entry_lines
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import PageRequest, Slice, read_all, visible

_SUMS = ("debit_cents", "credit_cents", "pending_cents")


def _of(table: Table, reach: Reach, contract: bool) -> Any:
    seen = visible(table, purchaser=reach)
    return and_(seen, table.c.contract_id == bindparam("contract_id", type_=Uuid)) if contract else seen


@statement
def _balances(reach: Reach, contract: bool) -> Executable:
    kept = select(accounts.c.account, accounts.c.currency, *(accounts.c[name] for name in _SUMS))
    later = select(
        account_days.c.account,
        account_days.c.currency,
        *((-account_days.c[name]).label(name) for name in _SUMS),
    ).where(account_days.c.booked_on > bindparam("day", type_=Date))
    both = union_all(
        kept.where(_of(accounts, reach, contract)), later.where(_of(account_days, reach, contract))
    ).subquery("both")
    sums = (func.sum(both.c[name]).label(name) for name in _SUMS)
    query = select(both.c.account, both.c.currency, *sums).group_by(both.c.account, both.c.currency)
    return query.order_by(both.c.account, both.c.currency)


async def list_balances(connection: Connection, contract_id: UUID | None, day: date) -> list[Balance]:
    """Each account at the end of a day, of all contracts or one: debit, credit and what is pending, in cents."""
    given = {} if contract_id is None else {"contract_id": contract_id}
    rows = await connection.fetch(
        _balances(connection.reach, contract_id is not None),
        day=day,
        organisations=connection.organisations,
        **given,
    )
    return [Balance(row["account"], row["currency"], *(int(row[name]) for name in _SUMS)) for row in rows]


@statement
def _before(reach: Reach, cursor: bool) -> Executable:
    """What stood on an account before the first line of a page: whole days, and of the page's own day what came before."""
    day = bindparam("day", type_=Date)

    def ours(table: Table) -> Any:
        return and_(
            visible(table, purchaser=reach),
            table.c.account == bindparam("account", type_=Text),
            table.c.contract_id == bindparam("contract_id", type_=Uuid),
        )

    whole = account_days.c.debit_cents - account_days.c.credit_cents
    days = select(whole.label("cents")).where(ours(account_days), account_days.c.booked_on < day)
    if not cursor:
        parts = days.subquery("parts")
    else:
        same = select(entry_lines.c.amount_cents.label("cents")).where(
            ours(entry_lines), entry_lines.c.kind == "posted", entry_lines.c.booked_on == day,
            entry_lines.c.entry_id <= bindparam("after", type_=Uuid),
        )  # fmt: skip
        parts = union_all(days, same).subquery("parts")
    return select(func.coalesce(func.sum(parts.c.cents), 0))


@statement
def _statement_lines(reach: Reach, cursor: bool) -> Executable:
    day, last = bindparam("day", type_=Date), bindparam("until", type_=Date)
    lines = entry_lines
    start = lines.c.booked_on >= day
    if cursor:
        after = lines.c.entry_id > bindparam("after", type_=Uuid)
        start = or_(lines.c.booked_on > day, and_(lines.c.booked_on == day, after))
    return (
        select(
            lines.c.entry_id, lines.c.booked_on, entries.c.event_on, entries.c.cause, entries.c.description,
            func.sum(lines.c.amount_cents).label("amount_cents"),
        )
        .join(entries, and_(entries.c.owner == lines.c.owner, entries.c.id == lines.c.entry_id))
        .where(
            visible(lines, purchaser=reach), lines.c.account == bindparam("account", type_=Text),
            lines.c.contract_id == bindparam("contract_id", type_=Uuid), lines.c.kind == "posted",
            lines.c.booked_on >= day, lines.c.booked_on <= last, start,
        )
        .group_by(lines.c.booked_on, lines.c.entry_id, entries.c.event_on, entries.c.cause, entries.c.description)
        .order_by(lines.c.booked_on, lines.c.entry_id)
        .limit(bindparam("limit", type_=Integer))
    )  # fmt: skip


@statement
def _day_of(reach: Reach) -> Executable:
    return select(entries.c.booked_on).where(
        entries.c.id == bindparam("after", type_=Uuid), visible(entries, purchaser=reach)
    )


async def list_statement(
    connection: Connection,
    page: PageRequest,
    account: str,
    contract_id: UUID | None,
    first: date,
    until: date,
) -> tuple[Slice[StatementLine], int]:
    """A page of what was posted on an account from a day until another, and the balance before its first line.

    Three statements at most, however many entries there are.
    """
    where = {"account": account, "contract_id": contract_id or NIL, "organisations": connection.organisations}
    after = {} if page.after is None else {"after": page.after}
    day = first
    if page.after is not None:
        found = await connection.fetch_value(
            _day_of(connection.reach), organisations=connection.organisations, after=page.after
        )
        day = max(first, found or first)
    before = await connection.fetch_value(_before(connection.reach, bool(after)), day=day, **where, **after)
    rows = await connection.fetch(
        _statement_lines(connection.reach, bool(after)),
        day=day,
        until=until,
        limit=page.limit + 1,
        **where,
        **after,
    )
    kept = [{**dict(one), "amount_cents": int(one["amount_cents"])} for one in rows[: page.limit]]
    last = kept[-1]["entry_id"] if len(rows) > page.limit else None
    return Slice(read_all(kept, StatementLine), last), int(before)


__all__ = ["list_balances", "list_statement"]
