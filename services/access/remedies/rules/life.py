"""A remedy, and who moves it: filed, handled, suspended and resumed, extended once, decided or withdrawn (N-137)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.decisions.rules import Decision
from services.access.pgb_switches.rules import PgbSwitch
from services.access.remedies.rules.filing import explain_delay, filing_faults
from services.access.remedies.rules.problems import (
    WRONG,
    RemedyClosed,
    RemedyExtended,
    RemedyNotSuspended,
    RemedyRefused,
    fault,
)
from services.access.remedies.rules.terms import filed_in_time, term_of
from services.access.remedies.rules.walls import HANDLERS, is_involved
from shared.errors import FieldError
from shared.values import CALENDAR, Calendar, Derivation, new_id
from shared.values.remedies import RemedyHandler, RemedyKind, RemedyOutcome, RemedyState, RemedySubject

# Whose act it is when not the body but the token names the person.
_TOKEN = "Authorization"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A remedy; `due_on` is the last day to decide (None: no term, or not known), `ground` and notes None once erased.

    `notice_on` is the day on which a notice of default on an objection came (Awb 6:12).
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: RemedyKind
    citizen_id: UUID
    decision_id: UUID | None
    previous_id: UUID | None
    provider: str | None
    subject: RemedySubject
    filed_on: date
    posted_on: date | None
    last_day: date | None
    in_time: bool | None
    ground: str | None
    handler_kind: RemedyHandler
    handler: str | None
    state: RemedyState
    due_on: date | None
    extended: bool = False
    suspended_on: date | None = None
    suspended_days: int = 0
    decided_on: date | None = None
    outcome: RemedyOutcome | None = None
    outcome_note: str | None = None
    pgb_switch_id: UUID | None = None
    resumed_on: date | None = None
    notice_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits for its end."""
        return self.state not in (RemedyState.DECIDED, RemedyState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class New:
    """What is filed, as the body says it."""

    external_reference: str | None
    kind: RemedyKind
    citizen_id: UUID
    decision_id: UUID | None
    previous_id: UUID | None
    provider: str | None
    subject: RemedySubject
    filed_on: date
    posted_on: date | None
    ground: str | None
    handler_kind: RemedyHandler
    pgb_switch_id: UUID | None = None


def file(
    owner: str,
    new: New,
    decision: Decision | None,
    previous: Remedy | None,
    *,
    objection_until: date | None,
    today: date,
    calendar: Calendar = CALENDAR,
    switch: PgbSwitch | None = None,
) -> tuple[Remedy, Derivation]:
    """The remedy as filed, late or not; `objection_until` is the last day for what is filed. Raises RemedyRefused.

    An appeal is against a decision on an objection, or against the failure to decide on one in time (Awb 6:2, 6:12). What it is about is a `decision`, or what was decided on a wish for a PGB (`switch`), on a decision or not.
    """
    errors = filing_faults(new, decision, previous, switch, today=today, calendar=calendar)
    if errors:
        raise RemedyRefused(errors=tuple(errors))
    limited = new.kind in (RemedyKind.OBJECTION, RemedyKind.APPEAL)
    in_time, why = (
        filed_in_time(new.filed_on, new.posted_on, objection_until) if limited else (None, Derivation())
    )
    if new.kind is RemedyKind.APPEAL and previous is not None and previous.open:
        # Against a failure to decide no term runs, so nothing is late (Awb 6:12(1)).
        in_time, why = None, explain_delay(previous, calendar)
    last_day = objection_until if limited else None
    term, due = term_of(
        new.kind, new.handler_kind, filed_on=new.filed_on, last_day=last_day, extended=False, suspended_days=0,
        calendar=calendar,
    )  # fmt: skip
    remedy = Remedy(
        id=new_id(), version=1, owner=owner, external_reference=new.external_reference, parties=[], kind=new.kind,
        citizen_id=new.citizen_id, decision_id=new.decision_id, previous_id=new.previous_id, provider=new.provider,
        subject=new.subject, filed_on=new.filed_on, posted_on=new.posted_on, last_day=last_day, in_time=in_time,
        ground=new.ground, handler_kind=new.handler_kind, handler=None, state=RemedyState.FILED, due_on=term.due_on,
        pgb_switch_id=new.pgb_switch_id,
    )  # fmt: skip
    return remedy, why.merge(due)


def _check_open(remedy: Remedy) -> None:
    if not remedy.open:
        raise RemedyClosed(id=remedy.id, state=remedy.state)


def _timed(remedy: Remedy, told: Derivation, calendar: Calendar) -> tuple[Remedy, Derivation]:
    """The remedy with the term that follows from how it stands now; after a notice of default it stays as it was."""
    if remedy.notice_on is not None:
        return replace(remedy, version=remedy.version + 1), told
    term, why = term_of(
        remedy.kind, remedy.handler_kind, filed_on=remedy.filed_on, last_day=remedy.last_day,
        extended=remedy.extended, suspended_days=remedy.suspended_days, calendar=calendar,
    )  # fmt: skip
    return replace(remedy, version=remedy.version + 1, due_on=term.due_on), told.merge(why)


def handle(
    remedy: Remedy,
    handler: str,
    handler_kind: RemedyHandler,
    told: Derivation,
    calendar: Calendar = CALENDAR,
    *,
    involved: Collection[str] = (),
) -> tuple[Remedy, Derivation]:
    """The remedy taken up by a person; a committee changes its term. Raises RemedyClosed, RemedyRefused.

    Who is `involved` in what an objection is against does not handle it (Awb 7:5, 10:3(3)).
    """
    _check_open(remedy)
    errors = []
    if handler_kind not in HANDLERS[remedy.kind]:
        errors.append(fault("handlerKind", "handler-of-another"))
    if is_involved(handler, involved):
        errors.append(FieldError("#/handler", "decided-it", WRONG["decided-it"], rule="Awb 7:5"))
    if errors:
        raise RemedyRefused(errors=tuple(errors))
    state = RemedyState.IN_HANDLING if remedy.state is RemedyState.FILED else remedy.state
    return _timed(replace(remedy, handler=handler, handler_kind=handler_kind, state=state), told, calendar)


def suspend(remedy: Remedy, day: date, today: date) -> Remedy:
    """The term stands still from a day on, while an omission is repaired (Awb 7:10(2)).

    Raises RemedyClosed, RemedyNotSuspended, RemedyRefused: before it was filed or went on again, in the future, or its last day
    has passed.
    """
    _check_open(remedy)
    if remedy.state is RemedyState.SUSPENDED:
        raise RemedyNotSuspended(id=remedy.id, state=remedy.state)
    _check_day(day, remedy.filed_on, today)
    if remedy.resumed_on is not None and day < remedy.resumed_on:
        raise RemedyRefused(errors=(fault("day", "stood-still-before"),))
    _check_running(remedy, today, "day")
    return replace(remedy, version=remedy.version + 1, state=RemedyState.SUSPENDED, suspended_on=day)


def resume(
    remedy: Remedy, day: date, today: date, told: Derivation, calendar: Calendar = CALENDAR
) -> tuple[Remedy, Derivation]:
    """The term goes on, longer by the days that it stood still: only those that have passed.

    Raises RemedyClosed, RemedyNotSuspended, RemedyRefused.
    """
    _check_open(remedy)
    if remedy.suspended_on is None:
        raise RemedyNotSuspended(id=remedy.id, state=remedy.state)
    _check_day(day, remedy.suspended_on, today)
    days = remedy.suspended_days + (day - remedy.suspended_on).days
    state = RemedyState.FILED if remedy.handler is None else RemedyState.IN_HANDLING
    return _timed(
        replace(remedy, state=state, suspended_on=None, suspended_days=days, resumed_on=day), told, calendar
    )


def _check_day(day: date, first: date, today: date) -> None:
    code = "in-future" if day > today else "before-filing" if day < first else None
    if code is not None:
        raise RemedyRefused(errors=(fault("day", code),))


def _check_running(remedy: Remedy, today: date, field: str) -> None:
    """A term that has passed neither rests nor grows any more; one that stands still has not passed."""
    over = remedy.suspended_on is None and remedy.due_on is not None and remedy.due_on < today
    if over or remedy.notice_on is not None:
        raise RemedyRefused(errors=(fault(field, "term-over"),))


def extend(
    remedy: Remedy, today: date, told: Derivation, calendar: Calendar = CALENDAR
) -> tuple[Remedy, Derivation]:
    """The one extension that the law gives, within the term (Awb 7:10(3), 9:11(2)).

    Raises RemedyClosed, RemedyExtended, RemedyRefused: its last day has passed.
    """
    _check_open(remedy)
    longer, why = _timed(replace(remedy, extended=True), told, calendar)
    if remedy.extended or (remedy.due_on is None and longer.due_on is None):
        raise RemedyExtended(id=remedy.id)
    _check_running(remedy, today, "dueOn")
    return longer, why


def decide(
    remedy: Remedy,
    outcome: RemedyOutcome,
    note: str | None,
    decided_on: date,
    today: date,
    *,
    by: str | None = None,
    involved: Collection[str] = (),
) -> Remedy:
    """The remedy with its outcome. Raises RemedyClosed, RemedyRefused.

    `by` decides; neither this person nor the handler is `involved` in what an objection is against (Awb 7:5, 10:3(3)).
    """
    _check_open(remedy)
    if any(is_involved(one, involved) for one in (by, remedy.handler)):
        error = FieldError(_TOKEN, "decided-it", WRONG["decided-it"], "header", "Awb 10:3")
        raise RemedyRefused(errors=(error,))
    if decided_on > today:
        raise RemedyRefused(errors=(fault("decidedOn", "in-future"),))
    if decided_on < remedy.filed_on:
        raise RemedyRefused(errors=(fault("decidedOn", "before-filing"),))
    return replace(
        remedy, version=remedy.version + 1, state=RemedyState.DECIDED, suspended_on=None, decided_on=decided_on,
        outcome=outcome, outcome_note=note,
    )  # fmt: skip


def withdraw(remedy: Remedy, today: date) -> Remedy:
    """The citizen wants it no longer. Raises RemedyClosed."""
    _check_open(remedy)
    return replace(
        remedy, version=remedy.version + 1, state=RemedyState.WITHDRAWN, suspended_on=None, decided_on=today
    )
