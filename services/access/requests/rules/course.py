"""What happens to a request on its way to an answer: the first talk, the application, what becomes known, its end (R-O06, R-A55)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services.access.requests.rules import words
from services.access.requests.rules.questions import UNDECIDED, Request, check_application
from services.access.requests.rules.words import (
    CourtOrderBinds,
    FirstTalkRefused,
    RequestEnded,
    RequestRefused,
)
from shared.errors import FieldError
from shared.values import CALENDAR, Derivation, YearNotKnown
from shared.values.questions import ReferrerType, RequestEnd
from shared.values.terms import RequestState

_ENDED = frozenset({RequestState.DECIDED, RequestState.MOVED, RequestState.WITHDRAWN, RequestState.CLOSED})
_BIND_NOT = frozenset({RequestEnd.DECEASED, RequestEnd.DUPLICATE})


def hold_first_talk(
    request: Request, held_on: date, today: date, norm_days: int | None
) -> tuple[Request, Derivation]:
    """Record the first talk, once, with the waiting time in working and calendar days (R-O06, G-12).

    `norm_days` is the contract's norm in working days, None without one. Raises FirstTalkRefused with every reason.
    """
    reasons = []
    if request.first_talk_on is not None:
        reasons.append("first-talk-held-already")
    if held_on < request.contact_on:
        reasons.append("before-contact")
    if held_on > today:
        reasons.append("in-future")
    if reasons:
        errors = tuple(FieldError("#/heldOn", code, words.TALKS[code], rule="R-O06") for code in reasons)
        raise FirstTalkRefused(
            errors=errors, contact_on=request.contact_on, today=today, first_talk_on=request.first_talk_on
        )
    held = replace(request, version=request.version + 1, first_talk_on=held_on)
    return held, waiting_time(request.contact_on, held_on, norm_days)


def waiting_time(contact_on: date, first_talk_on: date, norm_days: int | None) -> Derivation:
    """How long the citizen waited, and whether that is within the norm; not known outside the calendar's years."""
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
    if norm_days is None:
        return why
    return why.because("R-O06", words.WITHIN_NORM, working_days <= norm_days, norm_days=norm_days)


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

    Raises RequestEnded.
    """
    if request.state in _ENDED or referred:
        raise RequestEnded(state=request.state)
    gone = replace(
        request, version=request.version + 1, state=RequestState.WITHDRAWN, closed_on=today,
        end_reason=reason, end_note=note, parties=[],
    )  # fmt: skip
    return gone, told.because("N-126", words.WITHDRAWN, closed_on=today, reason=reason)


def close(
    request: Request, reason: RequestEnd, note: str | None, today: date, told: Derivation, *, referred: bool
) -> tuple[Request, Derivation]:
    """The municipality closes it without a decision: advice or a general provision was enough, another law is first.

    Raises RequestEnded, CourtOrderBinds (R-A04).
    """
    if request.state in _ENDED or referred:
        raise RequestEnded(state=request.state)
    if request.referrer_type is ReferrerType.COURT and reason not in _BIND_NOT:
        error = FieldError("#/reason", "court-order", CourtOrderBinds.detail, rule="R-A04")
        raise CourtOrderBinds(errors=(error,))
    shut = replace(
        request, version=request.version + 1, state=RequestState.CLOSED, closed_on=today, end_reason=reason,
        end_note=note, parties=[],
    )  # fmt: skip
    return shut, told.because("N-126", words.CLOSED, closed_on=today, reason=reason)
