"""Counting referrals in groups: by team or practice, product category and intensity (R-A39, E-11, E-12, E-18, E-19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from services.access.referral_rates.rules import Tally
from services.access.tables import products, referrals, requests
from shared.kit.database import Connection, among, statement
from shared.kit.rows import read_all
from shared.values.choosing import ApprovalState, RefusalKind
from shared.values.products import CareLayer, CareLine
from shared.values.referring import RatesBy
from shared.values.terms import ReferralState

CASES_SHOWN = 100
_HEAVIER = (CareLayer.SPECIALIST.value, CareLayer.ADDITIONAL.value)


def _special() -> Any:
    """Whether the product is specialist or additional care on the day; null where the catalogue does not know it."""
    made, known = referrals.c, products.c
    heavier = case(
        (known.layer.is_not(None), or_(*(known.layer == one for one in _HEAVIER))),
        else_=known.line == CareLine.SECOND.value,
    )
    return (
        select(heavier)
        .where(
            known.owner == made.owner,
            known.code == made.product_code,
            or_(made.product_category.is_(None), known.category == made.product_category),
            made.law == func.any(known.laws),
            known.valid_from <= made.referred_on,
            or_(known.valid_until.is_(None), known.valid_until >= made.referred_on),
        )
        .order_by(known.valid_from.desc(), known.id.desc())
        .limit(1)
        .correlate(referrals)
        .scalar_subquery()
    )


def _first() -> Any:
    """Whether it is the first referral of its question: after a refusal another is asked for the same one."""
    made, other = referrals.c, referrals.alias("other").c
    before = and_(
        other.owner == made.owner,
        other.request_id == made.request_id,
        other.onward_of.is_(None),
        other.id < made.id,
    )
    return and_(made.onward_of.is_(None), ~exists().where(before).correlate(referrals))


def going_on(columns: Any) -> Any:
    """Not held back by the basic team (R-A24)."""
    return and_(
        columns.approval != ApprovalState.PENDING.value, columns.approval != ApprovalState.DENIED.value
    )


def _made(subject: Any, by_category: bool, *more: Any) -> Any:
    """The referrals of some days, each with what it counts as."""
    made = referrals.c
    query = (
        select(
            made.id,
            subject.label("subject"),
            made.product_category.label("category"),
            *more,
            _first().label("first"),
            _special().label("special"),
        )
        .select_from(
            referrals.join(requests, and_(requests.c.owner == made.owner, requests.c.id == made.request_id))
        )
        .where(
            among(made.owner, "owners"),
            made.referred_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
            going_on(made),
        )
    )
    if by_category:
        query = query.where(made.product_category == bindparam("category", type_=Text))
    if subject is made.referrer_code:
        query = query.where(subject.is_not(None))
    return query


def _subject(by: RatesBy) -> Any:
    return requests.c.team if by is RatesBy.TEAM else referrals.c.referrer_code


def _earlier() -> Any:
    """Whether the citizen was referred on another question in so many months before."""
    made, other = referrals.c, referrals.alias("before").c
    since = cast(made.referred_on - func.make_interval(0, bindparam("months", type_=Integer)), Date)
    return exists().where(
        other.owner == made.owner,
        other.citizen_id == made.citizen_id,
        other.request_id != made.request_id,
        other.id < made.id,
        other.referred_on >= since,
        going_on(other),
    ).correlate(referrals)  # fmt: skip


def _waited() -> Any:
    """The days from the answer to what it was referred on from, until it was referred on."""
    made, other = referrals.c, referrals.alias("parent").c
    answered = (
        select(other.answered_on)
        .where(other.owner == made.owner, other.id == made.onward_of)
        .correlate(referrals)
        .scalar_subquery()
    )
    return made.referred_on - answered


@statement
def _tallies(by: RatesBy, by_category: bool) -> Executable:
    made = referrals.c
    lines = _made(
        _subject(by), by_category, made.intensity, made.state, made.refusal_kind, made.breach, made.expected_cents,
        made.real_cents, made.from_domain, made.to_domain, made.onward_of,
        (made.referred_on - requests.c.contact_on).label("days"), _earlier().label("again"), _waited().label("waited"),
    ).subquery("lines").c  # fmt: skip
    special = func.coalesce(lines.special, True)
    counts, asked = and_(lines.first, special), and_(lines.onward_of.is_(None), special)
    refused = and_(asked, lines.state == ReferralState.REFUSED.value)
    cannot = lines.refusal_kind == RefusalKind.CANNOT_DELIVER.value
    onward = and_(lines.onward_of.is_not(None), special)
    taken = and_(special, lines.state != ReferralState.REFUSED.value)

    def many(*which: Any) -> Any:
        return func.count().filter(*which)

    def total(column: Any, *which: Any) -> Any:
        return func.coalesce(func.sum(column).filter(*which), 0).cast(BigInteger)

    groups = (lines.subject, lines.category, lines.intensity)
    return select(
        *groups,
        many(counts).label("referrals"),
        many(lines.first, ~special).label("lighter"),
        many(lines.first, lines.special.is_(None)).label("layer_unknown"),
        many(asked).label("asked"),
        many(asked, lines.state == ReferralState.ACCEPTED.value).label("accepted"),
        many(refused, func.coalesce(~cannot, True)).label("refused"),
        many(refused, cannot).label("cannot_deliver"),
        many(asked, lines.breach).label("breaches"),
        total(lines.expected_cents, taken).label("expected_cents"),
        total(lines.real_cents, special).label("real_cents"),
        func.count(lines.real_cents).filter(special).label("costed"),
        many(counts, lines.from_domain != lines.to_domain).label("across"),
        total(lines.days, counts).label("days"),
        many(counts, lines.again).label("again"),
        many(onward).label("onward"),
        total(lines.waited, onward).label("onward_days"),
    ).group_by(*groups)  # fmt: skip


async def count_tallies(
    connection: Connection,
    owner: str,
    by: RatesBy,
    days: tuple[date, date],
    *,
    category: str | None,
    months: int,
) -> list[Tally]:
    """The referrals of some days in groups, in one statement; `months` is how far back another referral makes it one again.

    Amounts that were expected leave out who refused, so that a question asked twice costs once.
    """
    more = {} if category is None else {"category": category}
    rows = await connection.fetch(
        _tallies(by, bool(more)), owners=[owner], first=days[0], last=days[1], months=months, **more
    )
    return read_all(rows, Tally)


@statement
def _cases(by: RatesBy, by_category: bool) -> Executable:
    subject = _subject(by)
    lines = _made(subject, by_category).where(among(subject, "subjects")).subquery("lines").c
    place = func.row_number().over(partition_by=lines.subject, order_by=lines.id.desc()).label("place")
    ranked = (
        select(lines.subject, lines.id, place)
        .where(lines.first, func.coalesce(lines.special, True))
        .subquery("ranked")
    )
    shown = ranked.c.place <= CASES_SHOWN
    return select(ranked.c.subject, ranked.c.id).where(shown).order_by(ranked.c.subject, ranked.c.id.desc())


async def list_cases(
    connection: Connection,
    owner: str,
    by: RatesBy,
    days: tuple[date, date],
    *,
    category: str | None,
    subjects: Sequence[str],
) -> dict[str, list[UUID]]:
    """The newest referrals of some teams or practices, at most 100 of each, in one statement."""
    more = {} if category is None else {"category": category}
    rows = await connection.fetch(
        _cases(by, bool(more)), owners=[owner], first=days[0], last=days[1], subjects=list(subjects), **more
    )
    found: dict[str, list[UUID]] = {}
    for row in rows:
        found.setdefault(row["subject"], []).append(row["id"])
    return found


@statement
def _months() -> Executable:
    made = referrals.c
    lines = (
        _made(requests.c.team, False, func.to_char(made.referred_on, "YYYY-MM").label("moment"))
        .where(requests.c.team == bindparam("team", type_=Text))
        .subquery("lines")
        .c
    )
    return (
        select(lines.moment, func.count().label("referrals"))
        .where(lines.first, func.coalesce(lines.special, True))
        .group_by(lines.moment)
    )


async def count_by_month(
    connection: Connection, owner: str, team: str, days: tuple[date, date]
) -> dict[str, int]:
    """The referrals of a team by month ("2026-05"), in one statement; months without any are left out."""
    rows = await connection.fetch(_months(), owners=[owner], first=days[0], last=days[1], team=team)
    return {row["moment"]: row["referrals"] for row in rows}


__all__ = ["CASES_SHOWN", "count_by_month", "count_tallies", "going_on", "list_cases"]
