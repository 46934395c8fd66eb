"""Switches to a PGB in a period beside the one before it: share, trend, reasons, and who was left where (D-15, R-A41)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.access.pgb_switches.rules.switches import Counted
from shared.values.access_reports import ViewStep
from shared.values.care_courses import PgbReason, PgbState
from shared.values.period import add_months

MOST_LEFT = 500
_MONTHS = {ViewStep.MONTH: 1, ViewStep.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class Cell:
    """Citizens who asked (`switched` False) or switched, in the period or before it; of the last four one is named at most.

    `step` is the first day of a month or quarter, `area` and `provider` go together under `placed`.
    """

    before: bool
    switched: bool
    persons: int
    reason: PgbReason | None = None
    state: PgbState | None = None
    step: date | None = None
    placed: bool = False
    area: str | None = None
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class PgbStep:
    """A month or quarter, as far as it lies in the period."""

    first_day: date
    last_day: date
    requested: int
    switched: int


@dataclass(frozen=True, slots=True)
class PgbPeriod:
    """A period: who asked, who switched, and which share of all clients that is."""

    first_day: date
    last_day: date
    clients: int
    requested: int
    switched: int
    share_basis_points: int | None
    steps: list[PgbStep]


@dataclass(frozen=True, slots=True)
class PgbReasonCount:
    """A reason, now and before."""

    reason: PgbReason
    requested: int
    requested_before: int
    switched: int
    switched_before: int


@dataclass(frozen=True, slots=True)
class PgbStateCount:
    """How those who asked in the period stand now."""

    state: PgbState
    requested: int


@dataclass(frozen=True, slots=True)
class PgbLeft:
    """A provider that was left in an area."""

    area: str | None
    provider: str | None
    requested: int
    requested_before: int
    switched: int
    switched_before: int


@dataclass(frozen=True, slots=True)
class PgbSwitchView:
    """The whole view."""

    step: ViewStep
    period: PgbPeriod
    before: PgbPeriod
    reasons: list[PgbReasonCount]
    states: list[PgbStateCount]
    left: list[PgbLeft]


_Four = dict[str, int]


def _fours(cells: Sequence[Cell], key: Callable[[Cell], Any]) -> dict[Any, _Four]:
    """The cells by a key, each as requested and switched, now and before."""
    found: dict[Any, _Four] = {}
    for one in cells:
        empty = dict.fromkeys(("requested", "requested_before", "switched", "switched_before"), 0)
        name = ("switched" if one.switched else "requested") + ("_before" if one.before else "")
        found.setdefault(key(one), empty)[name] += one.persons
    return found


def steps_between(first: date, last: date, step: ViewStep) -> list[tuple[date, date]]:
    """The calendar months or quarters of some days, the first and the last as far as they lie in them."""
    found, start = [], first
    while start <= last:
        following = add_months(_floor(start, step), _MONTHS[step])
        found.append((start, min(last, following - timedelta(days=1))))
        start = following
    return found


def _floor(day: date, step: ViewStep) -> date:
    """The first day of the calendar month or quarter of a day."""
    months = _MONTHS[step]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _period(
    days: tuple[date, date], step: ViewStep, found: Counted, cells: Sequence[Cell], *, before: bool
) -> PgbPeriod:
    counted = {
        (one.step, one.switched): one.persons
        for one in cells
        if one.step is not None and one.before is before
    }
    first, last = days
    parts = [
        PgbStep(
            start,
            end,
            counted.get((_floor(start, step), False), 0),
            counted.get((_floor(start, step), True), 0),
        )
        for start, end in steps_between(first, last, step)
    ]
    share = found.switched * 10_000 // found.clients if found.clients else None
    return PgbPeriod(first, last, found.clients, found.requested, found.switched, share, parts)


def view(
    days: tuple[date, date],
    days_before: tuple[date, date],
    step: ViewStep,
    now: Counted,
    before: Counted,
    cells: Sequence[Cell],
) -> PgbSwitchView:
    """The view of a period: 30 of 1,500 clients is 200 basis points (R-A41), rounded down."""
    reasons = _fours([one for one in cells if one.reason is not None], lambda one: one.reason)
    left = _fours([one for one in cells if one.placed], lambda one: (one.area, one.provider))
    states = Counter[PgbState]()
    for one in cells:
        if one.state is not None and not one.before and not one.switched:
            states[one.state] += one.persons
    lines = [PgbLeft(area, provider, **four) for (area, provider), four in left.items()]
    lines.sort(key=lambda one: (-one.requested, -one.switched, one.area or "", one.provider or ""))
    return PgbSwitchView(
        step=step,
        period=_period(days, step, now, cells, before=False),
        before=_period(days_before, step, before, cells, before=True),
        reasons=[PgbReasonCount(one, **reasons[one]) for one in PgbReason if one in reasons],
        states=[PgbStateCount(one, states[one]) for one in PgbState if states[one]],
        left=lines[:MOST_LEFT],
    )


__all__ = ["Cell", "PgbLeft", "PgbPeriod", "PgbStep", "PgbSwitchView", "steps_between", "view"]
