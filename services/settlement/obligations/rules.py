"""What a contract year was committed to against what became of it, and the weeks in which money goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shared.errors import InvalidInput, Text

WEEK = timedelta(days=7)
AHEAD = timedelta(weeks=13)
MOST_WEEKS = 106


class LiquidityPeriodRefused(InvalidInput):
    """The days end before they begin, or are more than 106 weeks."""

    code = "liquidity-period-refused"
    title = Text("Deze dagen kunnen niet", "These days are not possible")
    detail = Text(
        "Van {first_day} tot en met {last_day}: de liquiditeit wordt over hooguit {most} weken geteld.",
        "From {first_day} up to and including {last_day}: liquidity is counted over at most {most} weeks.",
    )
    mend = Text(
        "Geef een `until` op of na `from`, binnen 106 weken.",
        "Give an `until` on or after `from`, within 106 weeks.",
    )


@dataclass(frozen=True, slots=True)
class Obligation:
    """A contract year in cents: committed, posted, paid, withheld and still open; its id is that of its schedule."""

    id: UUID
    contract_id: UUID
    contract_number: str
    payee: str
    year: int
    year_amount_cents: int
    receivable_cents: int
    posted_cents: int
    paid_cents: int
    withheld_cents: int
    open_cents: int


@dataclass(frozen=True, slots=True)
class ObligationTotal:
    """All contract years of one year, in cents."""

    year: int
    contract_count: int
    year_amount_cents: int
    receivable_cents: int
    posted_cents: int
    paid_cents: int
    withheld_cents: int
    open_cents: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes out in the week from a Monday, in cents."""

    monday: date
    paid_cents: int
    payable_cents: int
    planned_cents: int


@dataclass(frozen=True, slots=True)
class LiquidityWeek:
    """A week from its Monday: what was paid, what is payable, what is planned, and all of it since the first week."""

    monday: date
    week: str
    paid_cents: int
    payable_cents: int
    planned_cents: int
    total_cents: int
    cumulative_cents: int


def monday_of(day: date) -> date:
    """The Monday of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def period(first: date | None, until: date | None, today: date) -> tuple[date, date]:
    """The days that were asked: from this week's Monday on, thirteen weeks, where nothing was. Raises LiquidityPeriodRefused."""
    first = first or min(monday_of(today), until or today)
    if until is None:
        until = first + AHEAD - timedelta(days=1) if first <= date.max - AHEAD else date.max
    if until < first or until - first >= MOST_WEEKS * WEEK:
        raise LiquidityPeriodRefused(first_day=first, last_day=until, most=MOST_WEEKS)
    return first, until


def weeks(flows: Iterable[Flow], first: date, until: date) -> list[LiquidityWeek]:
    """Every week of the period, also one in which nothing goes, with what went since the first."""
    by_week = {one.monday: one for one in flows}
    told, sofar, monday = [], 0, monday_of(first)
    while monday <= until:
        flow = by_week.get(monday, Flow(monday, 0, 0, 0))
        total = flow.paid_cents + flow.payable_cents + flow.planned_cents
        sofar += total
        year, week, _ = monday.isocalendar()
        told.append(
            LiquidityWeek(
                monday,
                f"{year}-W{week:02}",
                flow.paid_cents,
                flow.payable_cents,
                flow.planned_cents,
                total,
                sofar,
            )
        )
        monday += WEEK
    return told
