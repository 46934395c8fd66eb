"""What happens to a decision once it was taken: its effort, its notification, its end by moving (R-A25, R-A29, R-A56)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from services.access.decisions.rules import words
from services.access.decisions.rules.combining import effort_faults
from services.access.decisions.rules.decision import Decision, Effort
from services.access.decisions.rules.revising import REVISED
from services.access.decisions.rules.terms import objection_term
from services.access.decisions.rules.words import DecisionFixed, EffortRefused, NotificationRefused
from shared.errors import FieldError, Text
from shared.values import CALENDAR, Calendar, Derivation
from shared.values.deciding import DecisionState

_TO_COME = Text(
    "De dag waarop de inzet is vastgesteld ligt in de toekomst; geef de dag zelf.",
    "The day on which the effort was fixed is yet to come; give the day itself.",
)


def extend(
    decision: Decision, effort: Effort, today: date, before: Derivation, calendar: Calendar = CALENDAR
) -> tuple[Decision, Derivation]:
    """The second version of a decision on a result: with its effort, made known anew (R-A25, R-A29, F-13). Raises EffortRefused."""
    if decision.state is not DecisionState.AWAITING_EFFORT:
        raise EffortRefused(state=decision.state)
    if effort.fixed_on > today:
        error = FieldError("#/fixedOn", "in-future", _TO_COME, rule="R-A25")
        raise EffortRefused(errors=(error,), state=decision.state)
    faults = effort_faults(decision, effort)
    if faults:
        raise EffortRefused(errors=tuple(faults), state=decision.state)
    until, objection = objection_term(today, calendar)
    extended = replace(
        decision,
        version=decision.version + 1,
        state=DecisionState.FINAL,
        effort=effort,
        extended_on=today,
        notified_on=today,
        objection_until=until,
    )
    why = before.because(
        "R-A25", words.EXTENDED, extended_on=today, volume=effort.volume, unit=effort.unit, frequency=effort.frequency
    )  # fmt: skip
    return extended, why.merge(objection)


def miss_effort(decision: Decision, today: date, before: Derivation) -> tuple[Decision, Derivation]:
    """A decision whose effort did not come in its term (R-A25): it is told once, and waits on."""
    missed = replace(decision, version=decision.version + 1, effort_missed_on=today)
    return missed, before.because("R-A25", words.EFFORT_MISSED, effort_due_on=decision.effort_due_on)


def notify(
    decision: Decision, notified_on: date, today: date, before: Derivation, calendar: Calendar = CALENDAR
) -> tuple[Decision, Derivation]:
    """The day on which the decision was made known (bekendmaking): objection runs from it (Awb 3:41, 6:8).

    Told once, after the fact, of the decision as it stands (taken, extended or revised); until then the day of the act counts,
    and the term for objection that follows from it is never shortened. Raises DecisionFixed, NotificationRefused.
    """
    if not decision.taken or decision.decided_on is None:
        raise DecisionFixed(state=decision.state)
    first = decision.notified_on or decision.extended_on or decision.decided_on
    errors = []
    if _told_already(before):
        errors.append(FieldError("#/notifiedOn", "told-already", words.TOLD_ALREADY, rule="R-A29"))
    if not first <= notified_on <= today:
        errors.append(
            FieldError("#/notifiedOn", "not-a-day-of-notification", NotificationRefused.detail, rule="R-A29")
        )
    if errors:
        raise NotificationRefused(errors=tuple(errors), decided_on=first, today=today)
    until, objection = objection_term(notified_on, calendar)
    told = replace(decision, version=decision.version + 1, notified_on=notified_on, objection_until=until)
    return told, before.because("R-A29", words.NOTIFIED, notified_on=notified_on).merge(objection)


def _told_already(before: Derivation) -> bool:
    """Whether the day was told since the decision was last announced by itself: taken, extended or revised."""
    for step in reversed(before.steps):
        if step.sentence in (words.EXTENDED.id, REVISED.id):
            return False
        if step.sentence == words.NOTIFIED.id:
            return True
    return False


def end_by_move(
    decision: Decision, moved_on: date, before: Derivation, *, taken_on: date | None = None
) -> tuple[Decision, Derivation]:
    """The decision of a citizen who moves: its allocation ends on the day before, or lapses when it would begin later (R-A56).

    `taken_on` is the first day on which the other municipality helps, where that is not the day of moving: no day is without.
    `before` is why it was taken, to which this is added.
    """
    start = decision.start_date
    assert start is not None, "what runs on has begun"
    taken_on = taken_on or moved_on
    lapses = start >= taken_on
    last = start if lapses else taken_on - timedelta(days=1)
    ended = replace(decision, version=decision.version + 1, end_date=last)
    return ended, before.because("R-A56", words.LAPSED if lapses else words.ENDED, last, moved_on=moved_on)
