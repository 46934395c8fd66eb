"""To whom a citizen may be referred, and what an answer means under an acceptance duty (R-A27, R-A36)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.contract_terms.rules import ContractTerms, check_in_force, check_member
from services.access.requests.rules import Request
from shared.errors import FieldError, NotAllowed, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.terms import Law, ReferralState, RequestState

GENERAL = Sentence(
    "referral.general",
    nl="Het gaat om een algemene voorziening: daarop hoort geen beschikking.",
    en="This is a general provision: it takes no decision.",
)
MEMBER = Sentence(
    "referral.member",
    nl="{provider} is lid van het samenwerkingsverband van contract {contract_number}, dat geldt op {referred_on}.",
    en="{provider} is a member of the consortium of contract {contract_number}, which is in force on {referred_on}.",
)
ACCEPTED = Sentence(
    "referral.accepted",
    nl="De aanbieder accepteert de verwijzing op {answered_on}.",
    en="The provider accepts the referral on {answered_on}.",
)
BREACH = Sentence(
    "referral.breach",
    nl="De aanbieder weigert op {answered_on}, terwijl contract {contract_number} een acceptatieplicht kent: dit is een schending; opschaling naar trede {result}.",
    en="The provider refuses on {answered_on}, while contract {contract_number} has an acceptance duty: this is a breach; escalation to level {result}.",
)
NO_DUTY = Sentence(
    "referral.no-duty",
    nl="De aanbieder weigert op {answered_on}; contract {contract_number} kent geen acceptatieplicht, dus dit is geen schending.",
    en="The provider refuses on {answered_on}; contract {contract_number} has no acceptance duty, so this is no breach.",
)

CLOSED = Sentence(
    "referral.closed",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de verwijzing is gesloten zonder antwoord (R-A56).",
    en="From {moved_on} on the citizen lives in another municipality: the referral was closed without an answer (R-A56).",
)


class ReferralNotFound(NotFound):
    """There is no such referral, or it is not yours."""

    code = "referral-not-found"
    title = Text("Verwijzing niet gevonden", "Referral not found")
    detail = Text("Er is geen verwijzing {id}.", "There is no referral {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class RequestWithoutContract(Refused):
    """A referral goes to a member of a consortium, and this request falls under no contract."""

    code = "request-without-contract"
    rule = "R-X06"
    title = Text("De melding valt niet onder een contract", "The request falls under no contract")
    detail = Text(
        "Verwijzen kan alleen naar een lid van het samenwerkingsverband van het contract van de melding.",
        "A referral goes only to a member of the consortium of the request's contract.",
    )
    mend = Text("Leg de melding vast met een contractId.", "Report the request with a contractId.")


class RequestDecided(Refused):
    """The request ended in a decision: nothing is left to refer."""

    code = "request-decided"
    rule = "R-A27"
    title = Text("Op de melding is al beslist", "The request was decided")
    detail = Text(
        "Op deze melding is een beschikking genomen; de toewijzing noemt de aanbieder.",
        "A decision was taken on this request; the allocation names the provider.",
    )
    mend = Text(
        "Leg voor een andere voorziening een nieuwe melding vast.",
        "Report a new request for another provision.",
    )


class ReferralOpen(Refused):
    """One provider at a time: the last one asked has not refused."""

    code = "referral-open"
    rule = "R-A36"
    title = Text("Er loopt al een verwijzing", "There is a referral already")
    detail = Text("De verwijzing {id} staat op {state}.", "The referral {id} is {state}.")
    mend = Text(
        "Wacht het antwoord van de aanbieder af; alleen na een weigering kan een ander lid worden gevraagd.",
        "Wait for the provider's answer; only after a refusal another member can be asked.",
    )


class RefusedBefore(Refused):
    """This member refused the same request before."""

    code = "provider-refused-before"
    rule = "R-A36"
    title = Text("Deze aanbieder weigerde al", "This provider refused before")
    detail = Text(
        "{provider} weigerde deze melding op {answered_on}.",
        "{provider} refused this request on {answered_on}.",
    )
    mend = Text(
        "Vraag een ander lid, of volg de opschalingsroute.",
        "Ask another member, or follow the escalation route.",
    )


class ProviderOnly(NotAllowed):
    """Only the provider itself answers a referral."""

    code = "provider-only"
    rule = "R-A36"
    title = Text("Alleen voor de aanbieder", "For the provider only")
    detail = Text(
        "Een verwijzing wordt beantwoord door de aanbieder naar wie is verwezen.",
        "A referral is answered by the provider to whom it was made.",
    )
    mend = Text("Vraag een token namens die aanbieder.", "Ask for a token on behalf of that provider.")


class AlreadyAnswered(Refused):
    """A referral is answered once."""

    code = "referral-answered"
    rule = "R-A36"
    title = Text("De verwijzing is al beantwoord", "The referral was answered already")
    detail = Text(
        "De verwijzing is op {answered_on} beantwoord en staat op {state}.",
        "The referral was answered on {answered_on} and is {state}.",
    )
    mend = Text("Er is niets meer te doen.", "Nothing is left to do.")


class ReferralClosed(Refused):
    """The citizen moved before the provider answered: the question goes on in another municipality."""

    code = "referral-closed"
    rule = "R-A56"
    title = Text("De verwijzing is gesloten", "The referral was closed")
    detail = Text(
        "De inwoner verhuisde; de verwijzing is op {closed_on} zonder antwoord gesloten.",
        "The citizen moved; the referral was closed on {closed_on} without an answer.",
    )
    mend = Text(
        "Er is niets meer te doen; de gemeente van vestiging verwijst zelf.",
        "Nothing is left to do; the municipality of arrival refers by itself.",
    )


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral; `breach` and `escalation_level` say what a refusal meant (R-A36).

    `closed_on` is the day on which one that nobody answered was closed, because the citizen moved (R-A56).
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    law: Law
    provider: str
    referred_on: date
    state: ReferralState
    answered_on: date | None
    refusal_reason: str | None
    breach: bool
    escalation_level: int
    closed_on: date | None = None


def check_referable(request: Request) -> UUID:
    """The contract whose members can be asked. Raises RequestDecided, RequestWithoutContract."""
    if request.state is RequestState.DECIDED:
        raise RequestDecided()
    if request.contract_id is None:
        raise RequestWithoutContract()
    return request.contract_id


def refer(
    request: Request,
    terms: ContractTerms,
    before: Sequence[Referral],
    provider: str,
    *,
    external_reference: str | None,
    today: date,
) -> tuple[Referral, Derivation]:
    """A referral for a general provision, without a decision (R-A27), to a member that did not refuse before.

    `before` are the request's referrals so far. Raises ContractNotInForce, NotAMember, ReferralOpen, ReferralClosed,
    RefusedBefore.
    """
    check_in_force(terms, today)
    check_member(terms, provider)
    for earlier in before:
        if earlier.state is not ReferralState.REFUSED and earlier.closed_on is None:
            raise ReferralOpen(id=earlier.id, state=earlier.state)
    for earlier in before:
        if earlier.provider == provider:
            if earlier.closed_on is not None:
                raise ReferralClosed(closed_on=earlier.closed_on)
            error = FieldError("#/provider", "provider-refused-before", RefusedBefore.title, rule="R-A36")
            raise RefusedBefore(errors=(error,), provider=provider, answered_on=earlier.answered_on)
    referral = Referral(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=external_reference,
        parties=[provider],
        request_id=request.id,
        citizen_id=request.citizen_id,
        contract_id=terms.id,
        law=request.law,
        provider=provider,
        referred_on=today,
        state=ReferralState.MADE,
        answered_on=None,
        refusal_reason=None,
        breach=False,
        escalation_level=0,
    )
    why = (
        Derivation()
        .because("R-A27", GENERAL)
        .because("R-X06", MEMBER, provider=provider, contract_number=terms.number, referred_on=today)
    )
    return referral, why


def check_provider(referral: Referral, organisation: str) -> None:
    """Raise ProviderOnly unless the acting organisation is the provider to whom the referral was made."""
    if referral.provider != organisation:
        raise ProviderOnly()


def _check_unanswered(referral: Referral) -> None:
    if referral.closed_on is not None:
        raise ReferralClosed(closed_on=referral.closed_on)
    if referral.state is not ReferralState.MADE:
        raise AlreadyAnswered(answered_on=referral.answered_on, state=referral.state)


def accept(referral: Referral, today: date) -> tuple[Referral, Derivation]:
    """The provider takes the citizen on. Raises AlreadyAnswered, ReferralClosed."""
    _check_unanswered(referral)
    accepted = replace(
        referral, version=referral.version + 1, state=ReferralState.ACCEPTED, answered_on=today
    )
    return accepted, Derivation().because("R-A36", ACCEPTED, answered_on=today)


def refuse(referral: Referral, terms: ContractTerms, reason: str, today: date) -> tuple[Referral, Derivation]:
    """The provider refuses: under an acceptance duty a breach and escalation level 1 (R-A36).

    Raises AlreadyAnswered, ReferralClosed.
    """
    _check_unanswered(referral)
    level = 1 if terms.acceptance_duty else 0
    refused = replace(
        referral,
        version=referral.version + 1,
        state=ReferralState.REFUSED,
        answered_on=today,
        refusal_reason=reason,
        breach=terms.acceptance_duty,
        escalation_level=level,
    )
    sentence = BREACH if terms.acceptance_duty else NO_DUTY
    why = Derivation().because(
        "R-A36",
        sentence,
        level,
        answered_on=today,
        contract_number=terms.number,
        contract_version=terms.version,
    )
    return refused, why


def close(referral: Referral, moved_on: date, before: Derivation) -> tuple[Referral, Derivation]:
    """A referral that nobody answered before the citizen moved: closed on that day; `before` explains it so far (R-A56)."""
    closed = replace(referral, version=referral.version + 1, closed_on=max(moved_on, referral.referred_on))
    return closed, before.because("R-A56", CLOSED, moved_on=moved_on)
