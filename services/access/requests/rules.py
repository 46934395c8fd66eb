"""A citizen's question from first contact to first talk, and the days in between (R-O06, G-12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.contract_terms.rules import ContractNotFound, ContractTerms, check_in_force
from shared.errors import FieldError, NotFound, PurchaserOnly, ReferenceUsed, Refused, Text
from shared.values import CALENDAR, Derivation, Sentence, YearNotKnown, new_id
from shared.values.terms import Law, RequestState

COVERED = Sentence(
    "request.contract-in-force",
    nl="Contract {contract_number} geldt op de dag van het eerste contact, {contact_on}.",
    en="Contract {contract_number} is in force on the day of the first contact, {contact_on}.",
)
WITHOUT_CONTRACT = Sentence(
    "request.without-contract",
    nl="De melding van {contact_on} valt niet onder een contract.",
    en="The request of {contact_on} falls under no contract.",
)
WAITED = Sentence(
    "request.waited",
    nl="Van het eerste contact op {contact_on} tot het eerste gesprek op {first_talk_on}: {working_days} werkdagen, {calendar_days} kalenderdagen.",
    en="From the first contact on {contact_on} to the first talk on {first_talk_on}: {working_days} working days, {calendar_days} calendar days.",
)
WAITED_NOT_KNOWN = Sentence(
    "request.waited-not-known",
    nl="Van het eerste contact op {contact_on} tot het eerste gesprek op {first_talk_on}: {calendar_days} kalenderdagen; het aantal werkdagen is niet bekend, omdat de kalender het jaar {year} niet kent.",
    en="From the first contact on {contact_on} to the first talk on {first_talk_on}: {calendar_days} calendar days; the number of working days is not known, because the calendar does not know the year {year}.",
)
WITHIN_NORM = Sentence(
    "request.within-norm",
    nl="De norm is {norm_days} werkdagen; gehaald: {result}.",
    en="The norm is {norm_days} working days; met: {result}.",
)

MOVED = Sentence(
    "request.moved",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de melding gaat daar verder (R-A56).",
    en="From {moved_on} on the citizen lives in another municipality: the request goes on there (R-A56).",
)


class RequestNotFound(NotFound):
    """There is no such request, or it is not yours."""

    code = "request-not-found"
    title = Text("Melding niet gevonden", "Request not found")
    detail = Text("Er is geen melding {id}.", "There is no request {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ContactInFuture(Refused):
    """A first contact has taken place: it does not lie ahead of today."""

    code = "contact-in-future"
    rule = "R-O06"
    title = Text("Het eerste contact ligt in de toekomst", "The first contact lies in the future")
    detail = Text(
        "Het eerste contact is {contact_on}; vandaag is {today}.",
        "The first contact is {contact_on}; today is {today}.",
    )
    mend = Text("Geef de dag waarop het contact was.", "Give the day on which the contact took place.")


class FirstTalkRefused(Refused):
    """The first talk was recorded before, or its day cannot be."""

    code = "first-talk-refused"
    rule = "R-O06"
    title = Text("Het eerste gesprek wordt niet vastgelegd", "The first talk is not recorded")
    detail = Text(
        "Een melding heeft één eerste gesprek, op of na {contact_on} en niet na {today}.",
        "A request has one first talk, on or after {contact_on} and not after {today}.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


_TALKS = {
    "first-talk-held-already": Text(
        "Het eerste gesprek was op {first_talk_on}.", "The first talk was on {first_talk_on}."
    ),
    "before-contact": Text(
        "Het gesprek ligt vóór het eerste contact.", "The talk lies before the first contact."
    ),
    "in-future": Text("Het gesprek ligt in de toekomst.", "The talk lies in the future."),
}
_DIFFERS = Text("Dit is eerder anders opgegeven.", "This was given differently before.")


@dataclass(frozen=True, slots=True)
class Request:
    """A citizen's question; `parties` is the provider to whom it is referred or allocated."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    contact_on: date
    first_talk_on: date | None
    acute: bool
    state: RequestState
    closed_on: date | None = None


def check_purchaser(organisations: tuple[str, ...], owner: str, *, purchaser: bool) -> None:
    """Raise PurchaserOnly unless who asks is the municipality that owns the request."""
    if not purchaser or owner not in organisations:
        raise PurchaserOnly()


def receive(
    owner: str,
    citizen_id: UUID,
    terms: ContractTerms | None,
    *,
    law: Law,
    contact_on: date,
    acute: bool,
    external_reference: str | None,
    today: date,
) -> tuple[Request, Derivation]:
    """A new request, under a contract that is in force on the day of the first contact when one is named.

    Raises ContractNotFound for the contract of another municipality, ContactInFuture, ContractNotInForce.
    """
    if terms is not None and terms.owner != owner:
        raise ContractNotFound(id=terms.id)
    if contact_on > today:
        error = FieldError("#/contactOn", "in-future", ContactInFuture.detail, rule="R-O06")
        raise ContactInFuture(errors=(error,), contact_on=contact_on, today=today)
    if terms is None:
        why = Derivation().because("R-X06", WITHOUT_CONTRACT, contact_on=contact_on)
    else:
        check_in_force(terms, contact_on)
        why = Derivation().because("R-X06", COVERED, contract_number=terms.number, contact_on=contact_on)
    request = Request(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=external_reference,
        parties=[],
        citizen_id=citizen_id,
        contract_id=None if terms is None else terms.id,
        law=law,
        contact_on=contact_on,
        first_talk_on=None,
        acute=acute,
        state=RequestState.RECEIVED,
    )
    return request, why


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
        errors = tuple(FieldError("#/heldOn", code, _TALKS[code], rule="R-O06") for code in reasons)
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
            "R-O06", WAITED_NOT_KNOWN, calendar_days=calendar_days, year=unknown.year, **days
        )
    why = Derivation().because(
        "R-O06", WAITED, working_days, working_days=working_days, calendar_days=calendar_days, **days
    )
    if norm_days is None:
        return why
    return why.because("R-O06", WITHIN_NORM, working_days <= norm_days, norm_days=norm_days)


def hand_to(request: Request, state: RequestState, provider: str) -> Request:
    """The request as the provider gets it: decided or referred, and seen by that provider alone beside the owner.

    Whoever was asked before sees it no longer: members of a consortium never learn of each other's. What had moved is open again.
    """
    return replace(request, version=request.version + 1, state=state, parties=[provider], closed_on=None)


def move(request: Request, moved_on: date, before: Derivation) -> tuple[Request, Derivation]:
    """An open request of a citizen who moved: closed here on the day of moving; `before` explains it so far (R-A56).

    What came in after that day closes on the day on which it came in. A provider that never accepted sees it no longer.
    """
    moved = replace(
        request,
        version=request.version + 1,
        state=RequestState.MOVED,
        closed_on=max(moved_on, request.contact_on, request.first_talk_on or moved_on),
        parties=[],
    )
    return moved, before.because("R-A56", MOVED, moved_on=moved_on)


def check_same(known_id: UUID, reference: str | None, fields: Mapping[str, tuple[object, object]]) -> None:
    """Raise ReferenceUsed when what is asked now (second) differs from what the reference stands for (first).

    `fields` is named as in the body, in camelCase.
    """
    differing = [name for name, (known, asked) in fields.items() if known != asked]
    if differing:
        errors = tuple(FieldError(f"#/{name}", "differs", _DIFFERS) for name in differing)
        raise ReferenceUsed(errors=errors, reference=reference, id=known_id, fields=differing)
