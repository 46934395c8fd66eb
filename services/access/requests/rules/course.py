"""What happens to a request on its way to an answer: the first talk, the application, what becomes known, its end (R-O06, R-A55)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from services.access.requests.rules import words
from services.access.requests.rules.questions import UNDECIDED, Request, check_application
from services.access.requests.rules.words import (
    ApplicationOpen,
    CourtOrderBinds,
    FirstTalkRefused,
    RequestEnded,
    RequestRefused,
)
from shared.errors import FieldError
from shared.values import CALENDAR, Derivation, YearNotKnown
from shared.values.choosing import ClientDelayReason
from shared.values.questions import ReferrerType, RequestEnd
from shared.values.terms import RequestState

_ENDED = frozenset({RequestState.DECIDED, RequestState.MOVED, RequestState.WITHDRAWN, RequestState.CLOSED})
_BIND_NOT = frozenset({RequestEnd.DECEASED, RequestEnd.DUPLICATE})


@dataclass(frozen=True, slots=True)
class Delay:
    """How many calendar days the client asked the first talk to be later, and why (G-12); both or neither."""

    days: int | None = None
    reason: ClientDelayReason | None = None


NO_DELAY = Delay()


def hold_first_talk(
    request: Request, held_on: date, today: date, norm_days: int | None, delay: Delay = NO_DELAY
) -> tuple[Request, Derivation]:
    """Record the first talk, once, with the waiting time in working and calendar days (R-O06, G-12).

    `norm_days` is the contract's norm in working days, None without one. Raises FirstTalkRefused with every reason.
    """
    reasons = []
    if request.first_talk_on is not None:
        reasons.append(("#/heldOn", "first-talk-held-already"))
    if held_on < request.contact_on:
        reasons.append(("#/heldOn", "before-contact"))
    if held_on > today:
        reasons.append(("#/heldOn", "in-future"))
    reasons += _delay_faults(delay, (held_on - request.contact_on).days)
    if reasons:
        errors = tuple(FieldError(at, code, words.TALKS[code], rule="R-O06") for at, code in reasons)
        raise FirstTalkRefused(
            errors=errors, contact_on=request.contact_on, today=today, first_talk_on=request.first_talk_on
        )
    held = replace(
        request, version=request.version + 1, first_talk_on=held_on, client_delay_days=delay.days,
        client_delay_reason=delay.reason,
    )  # fmt: skip
    return held, waiting_time(request.contact_on, held_on, norm_days, delay)


def _delay_faults(delay: Delay, waited: int) -> list[tuple[str, str]]:
    """What is wrong with the delay of a wait of so many calendar days."""
    if delay.days is None:
        return [] if delay.reason is None else [("#/clientDelayDays", "delay-missing")]
    found = [] if delay.reason is not None else [("#/clientDelayReason", "delay-reason-missing")]
    # What lies before the contact is said already.
    if delay.days > max(waited, 0):
        found.append(("#/clientDelayDays", "delay-longer-than-wait"))
    return found


def waiting_time(
    contact_on: date, first_talk_on: date, norm_days: int | None, delay: Delay = NO_DELAY
) -> Derivation:
    """How long the citizen waited, and whether that is within the norm; not known outside the calendar's years.

    Where the client asked for a later day both are told: the whole wait, and the wait up to the day that could have been.
    """
    days = {"contact_on": contact_on, "first_talk_on": first_talk_on}
    calendar_days = (first_talk_on - contact_on).days
    try:
        working_days = CALENDAR.working_days_between(contact_on, first_talk_on)
    except YearNotKnown as unknown:
        return Derivation().because(
            "R-O06", words.WAITED_NOT_KNOWN, calendar_days=calendar_days, year=unknown.year, **days
        )
    why = Derivation().because(
        "R-O06", words.WAITED, working_days, working_days=working_days, calendar_days=calendar_days, **days
    )
    if norm_days is not None:
        why = why.because("R-O06", words.WITHIN_NORM, working_days <= norm_days, norm_days=norm_days)
    if delay.days is None:
        return why
    sooner = first_talk_on - timedelta(days=delay.days)
    without = CALENDAR.working_days_between(contact_on, sooner)
    told = {"delay_days": delay.days, "reason": delay.reason, "calendar_days": calendar_days - delay.days}
    why = why.because("G-12", words.DELAYED, without, possible_on=sooner, **told)
    if norm_days is None:
        return why
    return why.because("G-12", words.WITHIN_NORM_WITHOUT, without <= norm_days, norm_days=norm_days)


def check_undecided(request: Request) -> None:
    """Raise RequestEnded unless the municipality still has to answer the request."""
    if request.state not in UNDECIDED:
        raise RequestEnded(state=request.state)


def clarified(request: Request) -> Request:
    """The request of which the question is clear; one that was applied for or answered stays what it is."""
    if request.state is not RequestState.RECEIVED:
        return request
    return replace(request, version=request.version + 1, state=RequestState.CLARIFIED)


def apply(
    request: Request, application_on: date, today: date, told: Derivation
) -> tuple[Request, Derivation]:
    """The request with the day of its application (aanvraag), once; the term of the decision runs from it (R-A55).

    Raises RequestEnded, RequestRefused.
    """
    if request.state in _ENDED:
        raise RequestEnded(state=request.state)
    if request.application_on is not None:
        error = FieldError("#/applicationOn", "applied-already", words.WRONG["applied-already"], rule="R-A55")
        raise RequestRefused(errors=(error,), contact_on=request.contact_on, today=today)
    check_application(application_on, request.contact_on, today)
    state = RequestState.APPLIED if request.state in UNDECIDED else request.state
    applied = replace(request, version=request.version + 1, application_on=application_on, state=state)
    return applied, told.because("R-A55", words.APPLIED, application_on=application_on)


def flag(
    request: Request, acute: bool, motive: str | None, decider: str, told: Derivation
) -> tuple[Request, Derivation]:
    """The request as acute, or not (any more), with who decided that and why (G-40); in every state: nothing holds it up."""
    flagged = replace(
        request, version=request.version + 1, acute=acute, acute_motive=motive, acute_decided_by=decider
    )
    sentence = words.ACUTE if acute else words.NOT_ACUTE
    return flagged, told.because("R-A48", sentence, motivated=motive is not None)


def complete(
    request: Request, changes: Mapping[str, Any], today: date, told: Derivation
) -> tuple[Request, Derivation] | None:
    """The request with what became known of it; None where nothing changes. Raises RequestEnded."""
    differing = {name: value for name, value in changes.items() if getattr(request, name) != value}
    if not differing:
        return None
    if request.state in _ENDED and request.state is not RequestState.DECIDED:
        raise RequestEnded(state=request.state)
    changed = replace(request, version=request.version + 1, **differing)
    return changed, told.because("N-126", words.CHANGED, changed_on=today, fields=sorted(differing))


def withdraw(
    request: Request, reason: RequestEnd, note: str | None, today: date, told: Derivation, *, referred: bool
) -> tuple[Request, Derivation]:
    """The citizen wants it no longer; `referred` says that a provider has it to do, who is then told otherwise (care stop).

    Raises RequestEnded, CourtOrderBinds (R-A04).
    """
    if request.state in _ENDED or referred:
        raise RequestEnded(state=request.state)
    _check_not_ordered(request, reason)
    gone = replace(
        request, version=request.version + 1, state=RequestState.WITHDRAWN, closed_on=today,
        end_reason=reason, end_note=note, parties=[],
    )  # fmt: skip
    return gone, told.because("N-126", words.WITHDRAWN, closed_on=today, reason=reason)


def check_closable(request: Request, reason: RequestEnd) -> None:
    """Raise CourtOrderBinds for what a court ordered (R-A04), ApplicationOpen for what was applied for (R-A28).

    A citizen who died, or a second entry of the same question, needs no answer.
    """
    _check_not_ordered(request, reason)
    if request.application_on is not None and request.undecided and reason not in _BIND_NOT:
        error = FieldError("#/reason", "application-open", ApplicationOpen.detail, rule="R-A28")
        raise ApplicationOpen(application_on=request.application_on, errors=(error,))


def _check_not_ordered(request: Request, reason: RequestEnd) -> None:
    if request.referrer_type is ReferrerType.COURT and reason not in _BIND_NOT:
        error = FieldError("#/reason", "court-order", CourtOrderBinds.detail, rule="R-A04")
        raise CourtOrderBinds(errors=(error,))


def close(
    request: Request, reason: RequestEnd, note: str | None, today: date, told: Derivation, *, referred: bool
) -> tuple[Request, Derivation]:
    """The municipality closes it without a decision: advice or a general provision was enough, another law is first.

    Raises RequestEnded, CourtOrderBinds (R-A04), ApplicationOpen (R-A28).
    """
    if request.state in _ENDED or referred:
        raise RequestEnded(state=request.state)
    check_closable(request, reason)
    shut = replace(
        request, version=request.version + 1, state=RequestState.CLOSED, closed_on=today, end_reason=reason,
        end_note=note, parties=[],
    )  # fmt: skip
    return shut, told.because("N-126", words.CLOSED, closed_on=today, reason=reason)
