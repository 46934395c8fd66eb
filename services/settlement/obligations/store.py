"""The only SQL on obligations and liquidity: one statement each, however many contracts."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.base import Executable

from services.settlement.ledger import rules as ledger
from services.settlement.obligations.rules import Flow, Obligation, ObligationTotal
from services.settlement.tables import (
    account_days,
    accounts,
    contract_terms,
    instalments,
    retentions,
    schedules,
)
from shared.kit.database import Connection, Reach, statement
from shared.kit.rows import PageRequest, Slice, read_all, visible
from shared.values.terms import InstalmentState

_SUMS = (
    "year_amount_cents", "receivable_cents", "posted_cents", "paid_cents", "withheld_cents", "open_cents",
)  # fmt: skip


def _years(reach: Reach, *filters: str) -> Select[Any]:
    """Each contract year with its sums; what is open comes to the contract's balance of the commitments account."""
    lines, year, held = instalments, schedules, retentions
    amount = lines.c.amount_cents
    sums = (
        select(
            func.coalesce(func.sum(amount).filter(lines.c.state != InstalmentState.PLANNED.value), 0).label(
                "posted"
            ),
            func.coalesce(func.sum(amount).filter(lines.c.state == InstalmentState.PAID.value), 0).label(
                "paid"
            ),
        )
        .where(lines.c.owner == year.c.owner, lines.c.schedule_id == year.c.id)
        .lateral("sums")
    )
    released = func.coalesce(held.c.released_cents, 0)
    posted = sums.c.posted + released
    paid = sums.c.paid + case((held.c.paid_on.is_not(None), released), else_=0)
    open_ = year.c.year_amount_cents + year.c.receivable_cents - posted
    same_year = and_(
        held.c.owner == year.c.owner, held.c.contract_id == year.c.contract_id, held.c.year == year.c.year
    )
    query = (
        select(
            year.c.id, year.c.contract_id, year.c.contract_number, year.c.payee, year.c.year,
            year.c.year_amount_cents, year.c.receivable_cents,
            cast(posted, BigInteger).label("posted_cents"), cast(paid, BigInteger).label("paid_cents"),
            (func.coalesce(held.c.withheld_cents, 0) - released).label("withheld_cents"),
            cast(open_, BigInteger).label("open_cents"),
        )
        .select_from(year.join(sums, true()).outerjoin(held, same_year))
        .where(visible(year, purchaser=reach))
    )  # fmt: skip
    for name in filters:
        query = query.where(year.c[name] == bindparam(f"of_{name}", type_=year.c[name].type))
    return query


@statement
def _page(reach: Reach, after: bool, *filters: str) -> Executable:
    query = _years(reach, *filters)
    if after:
        query = query.where(schedules.c.id > bindparam("after", type_=Uuid))
    return query.order_by(schedules.c.id).limit(bindparam("limit", type_=Integer))


async def list_obligations(
    connection: Connection, page: PageRequest, contract_id: UUID | None, year: int | None
) -> Slice[Obligation]:
    """A page of contract years with what became of them, in one statement."""
    asked = {"contract_id": contract_id, "year": year}
    filters = {name: value for name, value in asked.items() if value is not None}
    after = {} if page.after is None else {"after": page.after}
    rows = await connection.fetch(
        _page(connection.reach, bool(after), *filters), organisations=connection.organisations,
        limit=page.limit + 1, **after, **{f"of_{name}": value for name, value in filters.items()},
    )  # fmt: skip
    items = read_all(rows[: page.limit], Obligation)
    return Slice(items, items[-1].id if len(rows) > page.limit else None)


@statement
def _totals(reach: Reach) -> Executable:
    each = _years(reach).subquery("each_year")
    sums = (cast(func.sum(each.c[name]), BigInteger).label(name) for name in _SUMS)
    count = func.count(each.c.contract_id.distinct()).label("contract_count")
    return select(each.c.year, count, *sums).group_by(each.c.year).order_by(each.c.year)


async def list_totals(connection: Connection) -> list[ObligationTotal]:
    """Every year with the sums of its contracts, in one statement."""
    rows = await connection.fetch(_totals(connection.reach), organisations=connection.organisations)
    return read_all(rows, ObligationTotal)


def _planned(reach: Reach, first: ColumnElement[date], until: ColumnElement[date]) -> Select[Any]:
    """What is planned, on the day that it is expected: never in the past, and not before a contract that rests is resumed."""
    lines, terms, today = instalments, contract_terms, bindparam("today", type_=Date)
    due = func.greatest(lines.c.due_date, today)
    rests = and_(terms.c.rests_from <= due, or_(terms.c.rests_until.is_(None), terms.c.rests_until >= due))
    day = case((rests, terms.c.rests_until + literal_column("1", Integer)), else_=due)
    of_schedule = and_(schedules.c.owner == lines.c.owner, schedules.c.id == lines.c.schedule_id)
    of_contract = and_(terms.c.owner == schedules.c.owner, terms.c.id == schedules.c.contract_id)
    return (
        select(day.label("day"), literal_column("'planned'").label("kind"), lines.c.amount_cents.label("cents"))
        .join(schedules, of_schedule)
        .join(terms, of_contract)
        .where(
            visible(lines, purchaser=reach), lines.c.state == InstalmentState.PLANNED.value, day >= first,
            day <= until,
        )
    )  # fmt: skip


@statement
def _flows(reach: Reach) -> Executable:
    first, until = bindparam("first_day", type_=Date), bindparam("last_day", type_=Date)
    today = bindparam("today", type_=Date)
    paid = select(
        account_days.c.booked_on.label("day"), literal_column("'paid'").label("kind"),
        (account_days.c.credit_cents - account_days.c.debit_cents).label("cents"),
    ).where(
        visible(account_days, purchaser=reach), account_days.c.account == ledger.BANK,
        account_days.c.currency == ledger.EURO, account_days.c.booked_on >= first,
        account_days.c.booked_on <= until,
    )  # fmt: skip
    payable = select(
        today.label("day"), literal_column("'payable'").label("kind"),
        (accounts.c.credit_cents - accounts.c.debit_cents).label("cents"),
    ).where(
        visible(accounts, purchaser=reach), accounts.c.account == ledger.PAYABLE,
        accounts.c.currency == ledger.EURO, today >= first, today <= until,
    )  # fmt: skip
    all_ = union_all(paid, payable, _planned(reach, first, until)).subquery("flows")
    monday = cast(func.date_trunc("week", all_.c.day), Date).label("monday")
    sums = (
        cast(
            func.coalesce(func.sum(all_.c.cents).filter(all_.c.kind == literal_column(f"'{kind}'")), 0),
            BigInteger,
        ).label(f"{kind}_cents")
        for kind in ("paid", "payable", "planned")
    )
    return select(monday, *sums).group_by(monday)


async def list_flows(connection: Connection, first: date, until: date, today: date) -> list[Flow]:
    """What goes out by week: paid by the bank, payable now, and planned; one statement."""
    rows = await connection.fetch(
        _flows(connection.reach), organisations=connection.organisations, first_day=first, last_day=until,
        today=today,
    )  # fmt: skip
    return read_all(rows, Flow)
