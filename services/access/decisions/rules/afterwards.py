"""What happens to a decision once it was taken: its effort, its notification, its end by moving (R-A25, R-A29, R-A56)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from services.access.decisions.rules import words
from services.access.decisions.rules.decision import Decision, Effort
from services.access.decisions.rules.terms import objection_term
from services.access.decisions.rules.words import DecisionFixed, EffortRefused, NotificationRefused
from shared.errors import FieldError
from shared.values import Derivation
from shared.values.deciding import DecisionState


def extend(
    decision: Decision, effort: Effort, today: date, before: Derivation
) -> tuple[Decision, Derivation]:
    """The second version of a decision on a result: with its effort, made known anew (R-A25, R-A29, F-13). Raises EffortRefused."""
    if decision.state is not DecisionState.AWAITING_EFFORT:
        raise EffortRefused(state=decision.state)
    until, objection = objection_term(today)
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
    decision: Decision, notified_on: date, today: date, before: Derivation
) -> tuple[Decision, Derivation]:
    """The day on which the decision was made known (bekendmaking): objection runs from it (Awb 6:8). Raises DecisionFixed, NotificationRefused."""
    if not decision.taken or decision.decided_on is None:
        raise DecisionFixed(state=decision.state)
    first = decision.extended_on or decision.decided_on
    if not first <= notified_on <= today:
        error = FieldError(
            "#/notifiedOn", "not-a-day-of-notification", NotificationRefused.detail, rule="R-A29"
        )
        raise NotificationRefused(errors=(error,), decided_on=first, today=today)
    until, objection = objection_term(notified_on)
    told = replace(decision, version=decision.version + 1, notified_on=notified_on, objection_until=until)
    return told, before.because("R-A29", words.NOTIFIED, notified_on=notified_on).merge(objection)


def end_by_move(decision: Decision, moved_on: date, before: Derivation) -> tuple[Decision, Derivation]:
    """The decision of a citizen who moves: its allocation ends on the day before, or lapses when it would begin later (R-A56).

    `before` is why it was taken, to which this is added.
    """
    start = decision.start_date
    assert start is not None, "what runs on has begun"
    lapses = start >= moved_on
    last = start if lapses else moved_on - timedelta(days=1)
    ended = replace(decision, version=decision.version + 1, end_date=last)
    return ended, before.because("R-A56", words.LAPSED if lapses else words.ENDED, last, moved_on=moved_on)
