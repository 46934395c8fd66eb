"""The notice of default and what a late decision costs a day (Awb 4:17, R-A55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.access.policies.rules import PenaltyRate
from services.access.statutory_terms.rules.courses import StatutoryTerm
from services.access.statutory_terms.rules.problems import refuse
from shared.values import YearNotKnown
from shared.values.access_policies import TermKind, TermState
from shared.values.calendar import Calendar, LegalTerm

_DAY = timedelta(days=1)
_RESPITE = LegalTerm(weeks=2)
STEP_DAYS = 14
"""So many days at each amount; three steps are 42 days, to which the Algemene termijnenwet does not apply."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a late decision costs up to and including a day; amounts None where nobody knows those of that time.

    `first_on` and `last_on` are the first and last day for which a penalty is due, None while none is.
    """

    on: date
    first_on: date | None
    last_on: date | None
    days: int
    day_cents: int | None
    total_cents: int | None
    maximum_cents: int | None
    source: str | None


def give_notice(term: StatutoryTerm, on: date, today: date, calendar: Calendar) -> StatutoryTerm:
    """A notice of default was received: two weeks later, moved by the Algemene termijnenwet, the penalty begins.

    Raises TermRefused for an inquiry, for a term that was not over on that day, and for a second notice.
    """
    wrong = []
    if term.kind is not TermKind.DECISION:
        wrong.append(("#/on", "no-decision"))
    if term.state not in (TermState.RUNNING, TermState.LATE):
        wrong.append(("#/on", "not-running"))
    if on <= term.ends_on:
        wrong.append(("#/on", "premature"))
    if on > today:
        wrong.append(("#/on", "in-future"))
    if term.notice_on is not None:
        wrong.append(("#/on", "given-already"))
    refuse(term, wrong)
    try:
        begins: date | None = calendar.ends(on, _RESPITE) + _DAY
    except YearNotKnown:
        begins = None
    late = {"state": TermState.LATE, "late_on": term.late_on or term.ends_on + _DAY}
    return replace(term, version=term.version + 1, notice_on=on, penalty_from=begins, **late)  # type: ignore[arg-type]


def rate_on(rates: Sequence[PenaltyRate], day: date) -> PenaltyRate | None:
    """The amounts of the law on a day: the last ones whose first day has come; None before the first that is known."""
    begun = [one for one in rates if one.valid_from <= day]
    return max(begun, key=lambda one: one.valid_from, default=None)


def penalty_on(term: StatutoryTerm, on: date, rates: Sequence[PenaltyRate]) -> Penalty:
    """The penalty up to and including a day: 14 days at each of three amounts, 42 days at most.

    The amounts are those of the day on which the notice was received (Stcrt. 2018, 65542, transition). The day of the decision,
    or on which nothing is asked any more, costs nothing itself.
    """
    first = term.penalty_from
    if first is None or term.notice_on is None:
        return Penalty(on, None, None, 0, None, None if term.notice_on else 0, None, None)
    rate = rate_on(rates, term.notice_on)
    end = first + timedelta(days=3 * STEP_DAYS - 1)
    over = term.met_on or term.lapsed_on
    last = end if over is None else min(end, over - _DAY)
    days = max(0, (min(on, last) - first).days + 1)
    started = last >= first
    shown = (first if started else None, last if started else None)
    if rate is None:
        return Penalty(on, *shown, days, None, None if days else 0, None, None)
    steps = rate.day_cents
    total = sum(steps[number // STEP_DAYS] for number in range(days))
    owed = started and first <= on <= last
    today = steps[(on - first).days // STEP_DAYS] if owed else 0
    return Penalty(on, *shown, days, today, total, sum(steps) * STEP_DAYS, rate.source)
