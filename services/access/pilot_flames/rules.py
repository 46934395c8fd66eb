"""When a pilot flame burns, when the next contact is, and how the citizen comes back (R-A51)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.contract_terms.rules import ContractTerms
from services.access.policies.rules import Policy
from services.access.requests.rules import UNDECIDED, Details, Request, check_closable, receive
from services.access.requests.rules.words import REENTERED as CAME_BACK
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, add_months, new_id
from shared.values.questions import PilotFlameState, RequestEnd
from shared.values.terms import RequestState

LIT = Sentence(
    "pilot-flame.lit",
    nl="De waakvlam brandt vanaf {lit_on}; het volgende contact is {result} (beleid: {months} maanden).",
    en="The pilot flame burns from {lit_on}; the next contact is {result} (policy: {months} months).",
)
LIT_FOR = Sentence(
    "pilot-flame.lit-for",
    nl="De waakvlam brandt vanaf {lit_on}; het volgende contact is afgesproken op {result}.",
    en="The pilot flame burns from {lit_on}; the next contact was agreed for {result}.",
)
CONTACTED = Sentence(
    "pilot-flame.contacted",
    nl="Contact op {held_on}; het volgende is {result}.",
    en="Contact on {held_on}; the next one is {result}.",
)
REMINDED = Sentence(
    "pilot-flame.reminded",
    nl="Het contact van {next_contact_on} is aan de beurt.",
    en="The contact of {next_contact_on} is due.",
)
REENTERED = Sentence(
    "pilot-flame.reentered",
    nl="De inwoner kwam op {contact_on} terug.",
    en="The citizen came back on {contact_on}.",
)
ENDED = Sentence(
    "pilot-flame.ended",
    nl="De waakvlam ging uit op {ended_on}.",
    en="The pilot flame went out on {ended_on}.",
)
_MAY_BURN = frozenset({*UNDECIDED, RequestState.DECIDED, RequestState.REFERRED, RequestState.CLOSED})


class PilotFlameNotFound(NotFound):
    """There is no such pilot flame, or it is not yours."""

    code = "pilot-flame-not-found"
    title = Text("Waakvlam niet gevonden", "Pilot flame not found")
    detail = Text("Er is geen waakvlam {id}.", "There is no pilot flame {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class PilotFlameRefused(Refused):
    """The pilot flame cannot be like this: `errors` has every reason."""

    code = "pilot-flame-refused"
    rule = "R-A51"
    title = Text("De waakvlam kan zo niet", "The pilot flame cannot be like this")
    detail = Text(
        "Bij een zaak brandt één waakvlam, met een volgend contact dat nog moet komen; vandaag is {today}.",
        "One pilot flame burns for a case, with a next contact that is still to come; today is {today}.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class PilotFlameOut(Refused):
    """The pilot flame burns no more."""

    code = "pilot-flame-out"
    rule = "R-A51"
    title = Text("De waakvlam brandt niet meer", "The pilot flame burns no more")
    detail = Text("De waakvlam staat op {state}.", "The pilot flame is {state}.")
    mend = Text("Leg zo nodig een nieuwe melding vast.", "Report a new request if need be.")


_WRONG = {
    "request-gone": Text(
        "De melding is ingetrokken of ging naar een andere gemeente.",
        "The request was withdrawn or went to another municipality.",
    ),
    "burning-already": Text(
        "Bij deze melding brandt al een waakvlam.", "One burns for this request already."
    ),
    "not-ahead": Text("Het volgende contact ligt niet vooruit.", "The next contact does not lie ahead."),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "before-lit": Text("De dag ligt vóór de waakvlam.", "The day lies before the pilot flame."),
}


@dataclass(frozen=True, slots=True)
class PilotFlame:
    """A pilot flame; `reminded_for` is the day of contact that the team was last reminded of, `note` None once erased."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    external_reference: str | None
    request_id: UUID
    citizen_id: UUID
    state: PilotFlameState
    lit_on: date
    next_contact_on: date | None
    last_contact_on: date | None
    reminded_for: date | None
    contacts: int
    team: str | None
    note: str | None
    ended_on: date | None = None
    reentry_id: UUID | None = None
    policy_id: UUID | None = None
    policy_version: int = 0


def light(
    request: Request,
    burning: bool,
    policy: Policy,
    today: date,
    *,
    next_contact_on: date | None,
    team: str | None,
    note: str | None,
    external_reference: str | None,
) -> tuple[PilotFlame, Request | None, Derivation]:
    """A pilot flame for a case, and the request as it closes by it; None where it was answered or closed before.

    Without a day the next contact is the policy's months ahead. Raises PilotFlameRefused with every reason,
    CourtOrderBinds, ApplicationOpen.
    """
    due = next_contact_on or add_months(today, policy.pilot_flame_months)
    wrong = []
    if request.state not in _MAY_BURN:
        wrong.append(("#/requestId", "request-gone"))
    if burning:
        wrong.append(("#/requestId", "burning-already"))
    if due <= today:
        wrong.append(("#/nextContactOn", "not-ahead"))
    _refuse(wrong, today)
    if request.undecided:
        check_closable(request, RequestEnd.PILOT_FLAME)
    flame = PilotFlame(
        id=new_id(), version=1, owner=request.owner, parties=[], external_reference=external_reference,
        request_id=request.id, citizen_id=request.citizen_id, state=PilotFlameState.BURNING, lit_on=today,
        next_contact_on=due, last_contact_on=None, reminded_for=None, contacts=0, team=team or request.team,
        note=note, policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip
    closed = None
    if request.undecided:
        closed = replace(
            request, version=request.version + 1, state=RequestState.CLOSED, closed_on=today,
            end_reason=RequestEnd.PILOT_FLAME, parties=[],
        )  # fmt: skip
    if next_contact_on is not None:
        return flame, closed, Derivation().because("R-A51", LIT_FOR, due, lit_on=today)
    why = Derivation().because("R-A51", LIT, due, lit_on=today, months=policy.pilot_flame_months)
    return flame, closed, why


def contact(
    flame: PilotFlame,
    held_on: date,
    policy: Policy,
    today: date,
    told: Derivation,
    *,
    next_contact_on: date | None,
    note: str | None,
) -> tuple[PilotFlame, Derivation]:
    """A light contact, and the day of the next one. Raises PilotFlameOut, PilotFlameRefused."""
    check_burning(flame)
    due = next_contact_on or add_months(held_on, policy.pilot_flame_months)
    wrong = []
    if held_on > today:
        wrong.append(("#/heldOn", "in-future"))
    if held_on < flame.lit_on:
        wrong.append(("#/heldOn", "before-lit"))
    if due <= today:
        wrong.append(("#/nextContactOn", "not-ahead"))
    _refuse(wrong, today)
    met = replace(
        flame, version=flame.version + 1, last_contact_on=held_on, next_contact_on=due,
        contacts=flame.contacts + 1, note=note or flame.note, policy_id=policy.id,
        policy_version=policy.version,
    )  # fmt: skip
    return met, told.because("R-A51", CONTACTED, due, held_on=held_on)


def remind(flame: PilotFlame, told: Derivation) -> tuple[PilotFlame, Derivation]:
    """The team is reminded of the contact that is due, once for each."""
    reminded = replace(flame, version=flame.version + 1, reminded_for=flame.next_contact_on)
    return reminded, told.because("R-A51", REMINDED, next_contact_on=flame.next_contact_on)


def reenter(
    flame: PilotFlame,
    old: Request,
    terms: ContractTerms | None,
    *,
    contact_on: date,
    acute: bool,
    acute_motive: str | None,
    question: str | None,
    external_reference: str | None,
    reporter: str,
    today: date,
    told: Derivation,
) -> tuple[PilotFlame, Derivation, Request, Derivation]:
    """The citizen comes back: the flame goes over into a new request, linked to the old one (R-A51).

    `terms` is the contract of the old request where it is still in force. Raises PilotFlameOut, ContactInFuture.
    """
    check_burning(flame)
    details = Details(
        channel=old.channel, question=question, team=flame.team or old.team, area=old.area,
        urgency=old.urgency, acute_motive=acute_motive, product_category=old.product_category,
        product_code=old.product_code, previous_id=old.id,
    )  # fmt: skip
    request, why = receive(
        old.owner, old.citizen_id, terms, law=old.law, contact_on=contact_on, acute=acute,
        external_reference=external_reference, today=today, details=details, reporter=reporter,
    )  # fmt: skip
    why = why.because("R-A51", CAME_BACK, previous_id=old.id)
    back = replace(
        flame, version=flame.version + 1, state=PilotFlameState.REENTERED, next_contact_on=None,
        ended_on=max(contact_on, flame.lit_on), reentry_id=request.id,
    )  # fmt: skip
    return back, told.because("R-A51", REENTERED, contact_on=contact_on), request, why


def end(flame: PilotFlame, today: date, told: Derivation) -> tuple[PilotFlame, Derivation]:
    """The pilot flame goes out: no contact is needed any more, or the citizen moved. Raises PilotFlameOut."""
    check_burning(flame)
    out = replace(
        flame, version=flame.version + 1, state=PilotFlameState.ENDED, next_contact_on=None, ended_on=today
    )
    return out, told.because("R-A51", ENDED, ended_on=today)


def check_burning(flame: PilotFlame) -> None:
    """Raise PilotFlameOut unless it burns."""
    if flame.state is not PilotFlameState.BURNING:
        raise PilotFlameOut(state=flame.state)


def _refuse(wrong: list[tuple[str, str]], today: date) -> None:
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule="R-A51") for at, code in wrong)
        raise PilotFlameRefused(errors=errors, today=today)
