"""A term of the law from its first day to its last: when it is due, rests, moves on, is met, late or lapsed (R-A55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.access.statutory_terms.rules.problems import refuse
from shared.values import YearNotKnown, new_id
from shared.values.access_policies import SuspensionGround, TermKind, TermState
from shared.values.calendar import Calendar, LegalTerm
from shared.values.terms import Law

_DAY = timedelta(days=1)
WEEKS: dict[tuple[Law, TermKind], int] = {
    (Law.WMO_2015, TermKind.INQUIRY): 6,
    (Law.WMO_2015, TermKind.DECISION): 2,
    (Law.JEUGDWET, TermKind.DECISION): 8,
}
"""The terms in weeks: Wmo 2015 art. 2.3.2(1) and 2.3.5(2), Awb 4:13(2); the Jeugdwet has no term for the inquiry."""
_NO_LAW_TERM = frozenset({(Law.JEUGDWET, TermKind.DECISION)})
OPEN = (TermState.RUNNING, TermState.SUSPENDED, TermState.LATE)


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which a term rests: from its first resting day; `resumed_on` is the first day on which it runs again.

    `answer_by` is the last day that the applicant was given, after which the term runs again by itself.
    """

    begins_on: date
    ground: SuspensionGround
    answer_by: date | None = None
    resumed_on: date | None = None


@dataclass(frozen=True, slots=True)
class StatutoryTerm:
    """A term of the law on a request; `due_on` is its last day, None where the calendar does not know the year.

    `last_day_on` is the last day before the Algemene termijnenwet moved it; `late_days` how late it was met (0 in time).
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    law: Law
    kind: TermKind
    state: TermState
    started_on: date
    term_weeks: int
    last_day_on: date
    due_on: date | None
    suspensions: list[Suspension]
    extended_on: date | None = None
    extended_until: date | None = None
    notice_on: date | None = None
    penalty_from: date | None = None
    met_on: date | None = None
    late_days: int | None = None
    late_on: date | None = None
    lapsed_on: date | None = None

    @property
    def ends_on(self) -> date:
        """Its last day as far as it is known: moved where the calendar knows the year, else bare."""
        return self.due_on or self.last_day_on

    @property
    def extension_counts(self) -> bool:
        """Whether an extension moves the term: only where the law itself gives none (Awb 4:14(3))."""
        return (self.law, self.kind) in _NO_LAW_TERM


def moved(day: date, calendar: Calendar) -> date | None:
    """The day moved by the Algemene termijnenwet; None where the calendar does not know the year."""
    try:
        return calendar.moved(day)
    except YearNotKnown:
        return None


def start(
    owner: str,
    request_id: UUID,
    citizen_id: UUID,
    law: Law,
    kind: TermKind,
    started_on: date,
    calendar: Calendar,
) -> StatutoryTerm | None:
    """The term that begins with a report or an application; None where the law gives none for it.

    Report 4-5-2026: the inquiry is ready by 15-6-2026 (R-A55).
    """
    weeks = WEEKS.get((law, kind))
    if weeks is None:
        return None
    term = LegalTerm(weeks=weeks)
    last = term.from_day(started_on)
    try:
        due: date | None = calendar.ends(started_on, term)
    except YearNotKnown:
        due = None
    return StatutoryTerm(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=None,
        parties=[],
        request_id=request_id,
        citizen_id=citizen_id,
        law=law,
        kind=kind,
        state=TermState.RUNNING,
        started_on=started_on,
        term_weeks=weeks,
        last_day_on=last,
        due_on=due,
        suspensions=[],
    )


def applied_from(application_on: date, inquiry: StatutoryTerm | None) -> date:
    """From which day an application counts as made, and the term of its decision begins (Wmo 2015 art. 2.3.2(9)).

    An application cannot be made before the inquiry was done, unless it was not done in its six weeks. One that comes sooner is
    kept and not sent back: it counts from the day on which the inquiry is ready, at the latest from the day after its term.
    Report 20-4 with an application: the inquiry until 1-6, so from 2-6 on; ready on 4-5: from 4-5. Without an inquiry by law
    (Jeugdwet), or one that lapsed, from its own day.
    """
    if inquiry is None or inquiry.state is TermState.LAPSED:
        return application_on
    over = inquiry.ends_on + _DAY
    ready = over if inquiry.met_on is None else min(inquiry.met_on, over)
    return max(application_on, ready)


def begin_sooner(term: StatutoryTerm, started_on: date, calendar: Calendar) -> StatutoryTerm | None:
    """The term of a decision of which the inquiry is ready before its six weeks were over; None where nothing moves."""
    if term.state is not TermState.RUNNING or term.started_on <= started_on or term.suspensions:
        return None
    sooner = start(term.owner, term.request_id, term.citizen_id, term.law, term.kind, started_on, calendar)
    if sooner is None or term.extended_until is not None or term.notice_on is not None:
        return None
    return replace(
        term,
        version=term.version + 1,
        started_on=started_on,
        last_day_on=sooner.last_day_on,
        due_on=sooner.due_on,
    )


def suspend(
    term: StatutoryTerm, on: date, ground: SuspensionGround, answer_by: date | None, today: date
) -> StatutoryTerm:
    """The term rests (Awb 4:15): from the day after information was asked, on other grounds from the day itself.

    Raises TermRefused: not running any more, before its first day, after its last one, in the future.
    """
    wrong = []
    # The duty that marks it late may not have run yet.
    if term.state is not TermState.RUNNING or today > term.ends_on:
        wrong.append(("#/on", "not-running"))
    if not term.started_on <= on <= term.ends_on:
        wrong.append(("#/on", "outside-term"))
    if on > today:
        wrong.append(("#/on", "in-future"))
    asked = ground in (SuspensionGround.INFORMATION_ASKED, SuspensionGround.FOREIGN_INFORMATION)
    begins = on + _DAY if asked else on
    if any(one.resumed_on is not None and begins < one.resumed_on for one in term.suspensions):
        wrong.append(("#/on", "overlaps"))
    if answer_by is not None and answer_by < begins:
        wrong.append(("#/answerBy", "answer-too-soon"))
    refuse(term, wrong)
    resting = Suspension(begins, ground, answer_by)
    return replace(
        term,
        version=term.version + 1,
        state=TermState.SUSPENDED,
        suspensions=[*term.suspensions, resting],
    )


def resume(term: StatutoryTerm, on: date, today: date, calendar: Calendar) -> StatutoryTerm:
    """The term runs again from a day on, and ends as many days later as it rested.

    Raises TermRefused: it does not rest, or the day lies before the rest began or in the future.
    """
    if term.state is not TermState.SUSPENDED:
        refuse(term, [("#/on", "not-suspended")])
    resting = term.suspensions[-1]
    wrong = []
    if on > today:
        wrong.append(("#/on", "in-future"))
    # What was asked and answered on one day rested no day.
    if on < resting.begins_on - _DAY:
        wrong.append(("#/on", "before-suspension"))
    refuse(term, wrong)
    on = max(on, resting.begins_on)
    last = term.last_day_on + (on - resting.begins_on)
    return replace(
        term,
        version=term.version + 1,
        state=TermState.RUNNING,
        suspensions=[*term.suspensions[:-1], replace(resting, resumed_on=on)],
        last_day_on=last,
        due_on=last if term.extended_until is not None and term.extension_counts else moved(last, calendar),
    )


def extend(term: StatutoryTerm, until: date, today: date) -> StatutoryTerm:
    """The municipality tells that it will take until a later day (Awb 4:14), within the term and once.

    Where the law itself gives the term, its last day stays what it was: the citizen only knows when to expect the answer.
    Raises TermRefused.
    """
    wrong = []
    if term.state is not TermState.RUNNING or today > term.ends_on:
        wrong.append(("#/until", "not-running"))
    if term.extended_until is not None:
        wrong.append(("#/until", "extended-already"))
    if until <= term.ends_on:
        wrong.append(("#/until", "not-later"))
    refuse(term, wrong)
    told = replace(term, version=term.version + 1, extended_on=today, extended_until=until)
    return replace(told, last_day_on=until, due_on=until) if term.extension_counts else told


def meet(term: StatutoryTerm, met_on: date) -> StatutoryTerm:
    """What had to be ready is ready; `late_days` tells by how much it was late, 0 in time, None where that is not known."""
    late = None if term.due_on is None else max(0, (met_on - term.due_on).days)
    suspensions = list(term.suspensions)
    if suspensions and suspensions[-1].resumed_on is None:
        resting = suspensions[-1]
        suspensions[-1] = replace(resting, resumed_on=max(met_on, resting.begins_on))
        late = 0
    return replace(
        term,
        version=term.version + 1,
        state=TermState.MET,
        met_on=met_on,
        late_days=late,
        suspensions=suspensions,
    )


def lapse(term: StatutoryTerm, on: date) -> StatutoryTerm:
    """Nothing is asked any more from a day on: withdrawn, or it goes on in another municipality."""
    return replace(term, version=term.version + 1, state=TermState.LAPSED, lapsed_on=on)


def advance(term: StatutoryTerm, today: date, calendar: Calendar) -> StatutoryTerm | None:
    """What a day did to an open term: an unanswered question made it run again, or it became late; None for nothing."""
    if term.state is TermState.SUSPENDED:
        answer_by = term.suspensions[-1].answer_by
        over = answer_by is not None and answer_by < today
        return resume(term, answer_by + _DAY, today, calendar) if over and answer_by is not None else None
    if term.state is TermState.RUNNING and term.due_on is not None and term.due_on < today:
        return replace(term, version=term.version + 1, state=TermState.LATE, late_on=term.due_on + _DAY)
    return None


def rested_days(suspensions: Sequence[Suspension]) -> int:
    """How many days a term rested in all, as far as it runs again."""
    return sum((one.resumed_on - one.begins_on).days for one in suspensions if one.resumed_on is not None)
