"""A citizen's question as it comes in, and who sees it while it goes on (N-126, R-X06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.contract_terms.rules import (
    ContractNotFound,
    ContractNotInForce,
    ContractTerms,
    check_in_force,
)
from services.access.requests.rules import words
from services.access.requests.rules.words import ContactInFuture, RequestRefused
from shared.errors import FieldError, PurchaserOnly, ReferenceUsed
from shared.values import Derivation, new_id
from shared.values.choosing import ClientDelayReason
from shared.values.questions import ReferrerType, RequestChannel, RequestEnd, ResidenceReason
from shared.values.terms import Law, RequestState

UNDECIDED = frozenset({RequestState.RECEIVED, RequestState.CLARIFIED, RequestState.APPLIED})
"""The states in which the municipality still has to answer: no decision, no referral, not ended."""


@dataclass(frozen=True, slots=True)
class Request:
    """A citizen's question; `parties` is the provider to whom it is referred or allocated.

    `question`, `referrer_name`, `acute_motive` and `end_note` are the municipality's alone, and None once the citizen is
    erased; `urgency` runs from 1 (first) to 3; `transfer_by` is the day by which another municipality takes over (R-A56); `client_delay_days` how many
    days of the wait the client asked for (G-12).
    """

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
    channel: RequestChannel | None = None
    referrer_type: ReferrerType | None = None
    referrer_name: str | None = None
    referrer_code: str | None = None
    direct_access: bool | None = None
    question: str | None = None
    application_on: date | None = None
    team: str | None = None
    area: str | None = None
    urgency: int | None = None
    acute_motive: str | None = None
    acute_decided_by: str | None = None
    responsible_municipality: str | None = None
    responsible_reason: ResidenceReason | None = None
    responsible_since: date | None = None
    responsible_code: str | None = None
    transfer_by: date | None = None
    product_category: str | None = None
    product_code: str | None = None
    previous_id: UUID | None = None
    end_reason: RequestEnd | None = None
    end_note: str | None = None
    source_system: str | None = None
    source_reference: str | None = None
    client_delay_days: int | None = None
    client_delay_reason: ClientDelayReason | None = None

    @property
    def undecided(self) -> bool:
        """Whether the municipality still has to answer it."""
        return self.state in UNDECIDED

    @property
    def decidable(self) -> bool:
        """Whether a first decision can be taken: not answered yet, or referred while an application or acute need asks for one.

        Whoever was helped without a decision keeps the right to apply for a tailor-made provision (R-A28, F-16).
        """
        asked = self.application_on is not None or self.acute
        return self.undecided or (self.state is RequestState.REFERRED and asked)


@dataclass(frozen=True, slots=True)
class Details:
    """What is told of a question beside law, day and citizen; all of it may be unknown."""

    channel: RequestChannel | None = None
    referrer_type: ReferrerType | None = None
    referrer_name: str | None = None
    referrer_code: str | None = None
    question: str | None = None
    application_on: date | None = None
    team: str | None = None
    area: str | None = None
    urgency: int | None = None
    acute_motive: str | None = None
    product_category: str | None = None
    product_code: str | None = None
    previous_id: UUID | None = None


NOTHING = Details()


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
    details: Details = NOTHING,
    reporter: str | None = None,
    crisis: bool = False,
) -> tuple[Request, Derivation]:
    """A new request, under a contract that is in force on the day of the first contact when one is named.

    Acute care, of itself or by the product that is asked (`crisis`), is reported under one that is not, too (F-33).
    An application (aanvraag) that comes with it applies at once; `reporter` decided that it is acute, if it is (G-40). Raises
    ContractNotFound for the contract of another municipality, ContactInFuture, ContractNotInForce, RequestRefused.
    """
    if terms is not None and terms.owner != owner:
        raise ContractNotFound(id=terms.id)
    if contact_on > today:
        error = FieldError("#/contactOn", "in-future", ContactInFuture.detail, rule="R-O06")
        raise ContactInFuture(errors=(error,), contact_on=contact_on, today=today)
    check_application(details.application_on, contact_on, today)
    why = _covered(terms, contact_on, acute=acute or crisis)
    youth = law is Law.JEUGDWET
    told = {name: getattr(details, name) for name in Details.__slots__}
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
        state=RequestState.RECEIVED if details.application_on is None else RequestState.APPLIED,
        acute_decided_by=reporter if acute else None,
        # Until the residence is assessed the municipality that is asked is responsible: nobody waits for it (R-A56).
        responsible_municipality=owner if youth else None,
        responsible_reason=ResidenceReason.NOT_ASSESSED if youth else None,
        responsible_since=contact_on if youth else None,
        **told,
    )
    return request, _told(request, why)


def _covered(terms: ContractTerms | None, contact_on: date, *, acute: bool) -> Derivation:
    """Under which contract it falls. Raises ContractNotInForce unless the care is acute, which is told so (F-33)."""
    why = Derivation()
    if terms is None:
        return why.because("R-X06", words.WITHOUT_CONTRACT, contact_on=contact_on)
    named = {"contract_number": terms.number, "contact_on": contact_on}
    try:
        check_in_force(terms, contact_on)
    except ContractNotInForce:
        if not acute:
            raise
        return why.because("F-33", words.NOT_COVERED, **named)
    return why.because("R-X06", words.COVERED, **named)


def _told(request: Request, why: Derivation) -> Derivation:
    """What else the request rests on: why it is acute, that it was applied for, who is responsible."""
    if request.acute:
        why = why.because("R-A48", words.ACUTE, motivated=request.acute_motive is not None)
    if request.application_on is not None:
        why = why.because("R-A55", words.APPLIED, application_on=request.application_on)
    if request.responsible_reason is ResidenceReason.NOT_ASSESSED:
        why = why.because("R-A56", words.NOT_ASSESSED)
    return why


def check_application(application_on: date | None, contact_on: date, today: date) -> None:
    """Raise RequestRefused unless the day of the application lies between the first contact and today."""
    if application_on is None:
        return
    wrong = [
        code
        for code, is_so in {
            "application-before-contact": application_on < contact_on,
            "application-in-future": application_on > today,
        }.items()
        if is_so
    ]
    if wrong:
        errors = tuple(FieldError("#/applicationOn", one, words.WRONG[one], rule="R-A55") for one in wrong)
        raise RequestRefused(errors=errors, contact_on=contact_on, today=today)


def hand_to(request: Request, state: RequestState, provider: str) -> Request:
    """The request as the provider gets it: decided or referred, and seen by that provider alone beside the owner.

    Whoever was asked before sees it no longer: members of a consortium never learn of each other's. What had moved is open again.
    """
    return replace(request, version=request.version + 1, state=state, parties=[provider], closed_on=None)


def move(
    request: Request, moved_on: date, before: Derivation, *, helpers: Sequence[str] = ()
) -> tuple[Request, Derivation]:
    """An open request of a citizen who moved: closed here on the day of moving; `before` explains it so far (R-A56).

    What came in after that day closes on the day on which it came in. The `helpers` took it on and go on seeing it; a
    provider that never accepted sees it no longer.
    """
    moved = replace(
        request,
        version=request.version + 1,
        state=RequestState.MOVED,
        closed_on=max(moved_on, request.contact_on, request.first_talk_on or moved_on),
        parties=[one for one in request.parties if one in helpers],
    )
    return moved, before.because("R-A56", words.MOVED, moved_on=moved_on)


def check_same(known_id: UUID, reference: str | None, fields: Mapping[str, tuple[object, object]]) -> None:
    """Raise ReferenceUsed when what is asked now (second) differs from what the reference stands for (first).

    `fields` is named as in the body, in camelCase.
    """
    differing = [name for name, (known, asked) in fields.items() if known != asked]
    if differing:
        errors = tuple(FieldError(f"#/{name}", "differs", words.DIFFERS) for name in differing)
        raise ReferenceUsed(errors=errors, reference=reference, id=known_id, fields=differing)
