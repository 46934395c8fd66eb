"""What one citizen contributes to the counts: a pure function of its cases, from which the kept counts follow (R-O14 … R-O19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from services.outcomes.cases.rules import Case, Goal, PgbSwitch
from services.outcomes.flows.rules.courses import FOREVER, Course, Stretch, courses, stretches
from shared.values import add_months
from shared.values.care_courses import ClientVerdict, PgbState
from shared.values.flowing import CareSegment, CaseKind, Figure, FlowBy, FlowPeriod
from shared.values.terms import ProvisionType

NONE = UUID(int=0)
# Who comes back after ten years is a new client by any window.
LONGEST_WINDOW = 120
SEGMENTS = {
    ProvisionType.GENERAL: CareSegment.GENERAL,
    ProvisionType.TAILOR_MADE: CareSegment.TAILOR_MADE,
}
ENTRANTS = {
    FlowPeriod.MONTH: Figure.ENTRANTS_MONTH,
    FlowPeriod.QUARTER: Figure.ENTRANTS_QUARTER,
    FlowPeriod.YEAR: Figure.ENTRANTS_YEAR,
}


class Group(NamedTuple):
    """For whom is counted; "" and the nil id are "not of one", or not known."""

    counted_by: FlowBy
    contract_id: UUID
    provider: str
    area_code: str
    team: str


class Key(NamedTuple):
    """One kept count: for whom, of which provisions, what, in the month that begins on a day, at which value."""

    group: Group
    segment: CareSegment
    figure: Figure
    month: date
    value: int


class _Whose(NamedTuple):
    contract_id: UUID | None
    provider: str | None
    area_code: str | None = None
    team: str | None = None

    def groups(self) -> Iterator[Group]:
        contract, provider = self.contract_id or NONE, self.provider or ""
        yield Group(FlowBy.CONTRACT, contract, "", "", "")
        yield Group(FlowBy.PROVIDER, contract, provider, "", "")
        yield Group(FlowBy.AREA, contract, "", self.area_code or "", "")
        yield Group(FlowBy.TEAM, contract, provider, "", self.team or "")


def contributions(
    cases: Iterable[Case], switches: Iterable[PgbSwitch] = (), goals: Iterable[Goal] = ()
) -> Counter[Key]:
    """What one citizen's cases, switches and goals count for; nothing is negative, and nothing that is zero is in it."""
    cases = list(cases)
    found = courses(cases)
    counts: Counter[Key] = Counter()
    _count_moves(found, counts)
    for whose, figure, day, value, segment in (
        *_of_courses(found),
        *_of_closings(found),
        *_of_referrals(cases),
        *_of_switches(switches, found),
        *_of_goals(goals, found),
    ):
        for group in whose.groups():
            counts[Key(group, segment, figure, _month(day), value)] += 1
    _count_clients(found, counts)
    return counts


_Event = tuple[_Whose, Figure, date, int, CareSegment]


def _event(whose: _Whose, figure: Figure, day: date, value: int = 0) -> _Event:
    return (whose, figure, day, value, CareSegment.ALL)


def _whose(course: Course) -> _Whose:
    return _Whose(course.contract_id, course.provider, course.area_code, course.team)


def _of_courses(found: Sequence[Course]) -> Iterator[_Event]:
    for one in found:
        whose, at_first = _whose(one), _whose(one.stays[0])
        if one.continues:
            yield _event(at_first, Figure.ARRIVED, one.started_on)
        else:
            yield _event(at_first, Figure.INFLOW, one.started_on)
            yield (at_first, Figure.INFLOW, one.started_on, 0, SEGMENTS[one.provision_type])
            if one.contact_on is not None:
                days = max(0, (one.started_on - one.contact_on).days)
                yield _event(at_first, Figure.DAYS_UNTIL_START, one.started_on, days)
        if one.ended_on is not None:
            yield _event(whose, Figure.THROUGH if one.transferred else Figure.OUTFLOW, one.ended_on)
            if not one.transferred:
                yield _event(
                    whose, Figure.DAYS_IN_CARE, one.ended_on, (one.ended_on - one.started_on).days + 1
                )


def _count_moves(found: Sequence[Course], counts: Counter[Key]) -> None:
    """Care resumed elsewhere leaves the area or team it was in and arrives in the next; for a group that has both nothing moves."""
    for one in found:
        for before, after in pairwise(one.stays):
            left, reached = set(_whose(before).groups()), set(_whose(after).groups())
            for groups, figure in ((left - reached, Figure.THROUGH), (reached - left, Figure.ARRIVED)):
                for group in groups:
                    counts[Key(group, CareSegment.ALL, figure, _month(after.started_on), 0)] += 1


def _of_closings(found: Sequence[Course]) -> Iterator[_Event]:
    """Where the last care of a citizen ended, for it is that end after which one relapses, and when care began again (R-O17)."""
    spans: list[list[Course]] = []
    last = date.min
    for one in found:
        if spans and (one.continues or last == FOREVER or (one.started_on - last).days <= 1):
            spans[-1].append(one)
            last = max(last, one.last)
        else:
            spans.append([one])
            last = one.last
    for number, span in enumerate(spans):
        closing = max(span, key=lambda one: (one.last, str(one.id)))
        if closing.ended_on is None or closing.transferred or closing.gone:
            continue
        yield _event(_whose(closing), Figure.CLOSINGS, closing.ended_on)
        if number + 1 < len(spans):
            months = months_after(closing.ended_on, spans[number + 1][0].started_on)
            if months <= LONGEST_WINDOW:
                yield _event(_whose(closing), Figure.REENTRIES, closing.ended_on, months)


def months_after(ended_on: date, started_on: date) -> int:
    """The shortest window, in whole months from the end on, in which a later start lies."""
    months = max(1, (started_on.year - ended_on.year) * 12 + started_on.month - ended_on.month)
    return months if started_on <= add_months(ended_on, months) else months + 1


def _of_referrals(cases: Iterable[Case]) -> Iterator[_Event]:
    for one in cases:
        if one.kind is CaseKind.REFERRAL and one.referred_on is not None:
            whose = _Whose(one.contract_id, one.provider)
            yield _event(whose, Figure.REFERRALS, one.referred_on)
            if one.refused:
                yield _event(whose, Figure.REFUSALS, one.referred_on)


def _of_switches(switches: Iterable[PgbSwitch], found: Sequence[Course]) -> Iterator[_Event]:
    for one in switches:
        if one.state is PgbState.WITHDRAWN:
            continue
        left = [
            course
            for whole in found
            for course in whole.stays
            if course.contract_id == one.contract_id
            and course.provider == one.provider
            and course.started_on <= one.requested_on
        ]
        whose = _whose(left[-1]) if left else _Whose(one.contract_id, one.provider)
        yield _event(whose, Figure.PGB_REQUESTED, one.requested_on)
        if one.state is PgbState.GRANTED and one.switched_on is not None:
            yield _event(whose, Figure.PGB_SWITCHED, one.switched_on)


def _of_goals(goals: Iterable[Goal], found: Sequence[Course]) -> Iterator[_Event]:
    """Goals by the month in which they were judged or, while they are not, are due; what cannot be judged stands apart (R-O15).

    Judged on a day without a verdict is in dispute: due, and not reached.
    """
    for one in goals:
        if one.withdrawn:
            continue
        under = [course for course in found if course.grant_id == one.grant_id]
        day = one.evaluated_on or one.term
        stays = [stay for course in under for stay in course.stays]
        given = [stay for stay in stays if stay.started_on <= day] or stays[:1]
        whose = _whose(given[-1]) if given else _Whose(one.contract_id, one.provider)
        if one.verdict is ClientVerdict.NOT_JUDGEABLE:
            yield _event(whose, Figure.GOALS_NOT_JUDGEABLE, day)
            continue
        yield _event(
            whose, Figure.GOALS_JUDGED if one.verdict or one.evaluated_on else Figure.GOALS_OPEN, day
        )
        if one.verdict is ClientVerdict.ACHIEVED:
            yield _event(whose, Figure.GOALS_REACHED, day)
            begin = under[0].started_on if under else one.set_on
            yield _event(whose, Figure.DAYS_UNTIL_GOAL, day, max(0, (day - begin).days))


def _count_clients(found: Sequence[Course], counts: Counter[Key]) -> None:
    """Persons, not cases: with two courses at once one is one client of the contract, and of each of both providers."""
    grouped: dict[tuple[Group, CareSegment], list[Course]] = {}
    for one in (stay for course in found for stay in course.stays):
        for group in _whose(one).groups():
            for segment in (CareSegment.ALL, SEGMENTS[one.provision_type]):
                grouped.setdefault((group, segment), []).append(one)
    for (group, segment), several in grouped.items():
        spans = stretches(several)
        for span in spans:
            counts[Key(group, segment, Figure.CLIENTS_IN, _month(span.first), 0)] += 1
            if span.last != FOREVER:
                counts[Key(group, segment, Figure.CLIENTS_OUT, _month(span.last), 0)] += 1
        for period, figure in ENTRANTS.items():
            for first in entered(spans, period):
                counts[Key(group, segment, figure, first, 0)] += 1


def entered(spans: Sequence[Stretch], period: FlowPeriod) -> set[date]:
    """The first days of the periods in which one was in care, but not yet when they began."""
    begins = {period_start(span.first, period) for span in spans}
    return {day for day in begins if not any(span.first < day <= span.last for span in spans)}


def period_start(day: date, period: FlowPeriod) -> date:
    """The first day of the month, quarter or year that a day lies in."""
    return day.replace(month=(day.month - 1) // period.months * period.months + 1, day=1)


def _month(day: date) -> date:
    return day.replace(day=1)


def difference(before: Counter[Key], after: Counter[Key]) -> dict[Key, int]:
    """What changes in the counts, in the order in which rows are locked."""
    changed = {key: after[key] - before[key] for key in before.keys() | after.keys()}
    return {key: changed[key] for key in sorted(changed) if changed[key]}
