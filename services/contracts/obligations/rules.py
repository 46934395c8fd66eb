"""Guaranteed amounts, the states of what is done in return, and what is missing (R-C50, N-119, D-56)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract
from shared.errors import FieldError, NotAllowed, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence, Share
from shared.values.arrangements import GuaranteeKind
from shared.values.budgets import ObligationKind, ObligationState
from shared.values.remarks import BudgetRemark, remark
from shared.values.terms import ContractState

NO_SOCIAL_PLAN = Sentence(
    "obligation.social-plan-missing",
    nl="Contract {number} garandeert {guaranteed_cents}, en er staat geen sociaal plan tegenover.",
    en="Contract {number} guarantees {guaranteed_cents}, and no social plan stands against it.",
)
OVERDUE = Sentence(
    "obligation.overdue",
    nl="De verplichting {kind} was uiterlijk op {due_on} na te komen en is dat niet.",
    en="The obligation {kind} was due on {due_on} and is not fulfilled.",
)
STEPPED = Sentence(
    "obligation.stepped",
    nl="De verplichting {kind} (uiterlijk {due_on}) gaat van {was} naar {result}.",
    en="The obligation {kind} (due {due_on}) goes from {was} to {result}.",
)
OPEN = frozenset({ObligationState.AGREED, ObligationState.UNDER_WAY})
_NEXT = {
    ObligationState.AGREED: {ObligationState.UNDER_WAY, ObligationState.FULFILLED, ObligationState.WAIVED},
    ObligationState.UNDER_WAY: {ObligationState.FULFILLED, ObligationState.WAIVED},
}
_SIGNED = Text("Het contract is nog een concept.", "The contract is still a draft.")
_NO_PARTY = Text(
    "Noem wie het doet: het contract heeft nog geen aanbieder.",
    "Name who does it: the contract has no provider yet.",
)
_STRANGER = Text(
    "Deze organisatie is geen partij bij het contract.", "This organisation is no party to the contract."
)
_REASON = Text("Kwijtschelden vraagt een reden.", "Waiving needs a reason.")


class ObligationNotFound(NotFound):
    """There is no such obligation, or it is not yours."""

    code = "obligation-not-found"
    title = Text("Verplichting niet gevonden", "Obligation not found")
    detail = Text("Er is geen verplichting {id}.", "There is no obligation {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract.", "Check the identifier, or search by contract."
    )


class ObligationRefused(Refused):
    """An obligation stands in a contract that is no draft, and a party of it does it; errors lists each point."""

    code = "obligation-refused"
    rule = "R-C50"
    title = Text("De verplichting past niet bij het contract", "The obligation does not fit the contract")
    detail = Text("Zie errors.", "See errors.")
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class ObligationStepRefused(Refused):
    """What is fulfilled or waived stays so."""

    code = "obligation-step-refused"
    rule = "R-C50"
    title = Text("Deze stap kan niet", "This step is not possible")
    detail = Text(
        "De verplichting heeft de toestand {state}; {asked} volgt daar niet op, of mist een reden.",
        "The obligation has state {state}; {asked} does not follow it, or lacks a reason.",
    )
    mend = Text(
        "Kies een volgende toestand; bij waived met een reden.", "Choose a next state; waived with a reason."
    )


class StepOfOther(NotAllowed):
    """The party says underWay; the purchaser says fulfilled or waived."""

    code = "obligation-step-of-other"
    rule = "R-C50"
    title = Text("Deze stap is aan een ander", "This step is somebody else's")
    detail = Text(
        "De uitvoerende partij meldt underWay; de opdrachtgever fulfilled of waived.",
        "The party that does it says underWay; the purchaser fulfilled or waived.",
    )
    mend = Text("Vraag het de andere partij.", "Ask the other party.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One obligation in one version."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    contract_id: UUID
    kind: ObligationKind
    party: str
    description: str | None = None
    due_on: date
    state: ObligationState = ObligationState.AGREED
    state_on: date
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteedAmount:
    """What is guaranteed in one year of the contract, in cents."""

    year: int
    basis_points: int
    guaranteed_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocityLine:
    """One contract: what is guaranteed, what is done in return, and what is missing (D-56)."""

    contract_id: UUID
    number: str
    name: str
    payee: str | None
    guarantee_kind: GuaranteeKind | None
    guaranteed: list[GuaranteedAmount]
    obligations: list[Obligation]
    open: int
    overdue: int
    warnings: list[BudgetRemark]


def party_of(contract: Contract, asked: str | None) -> str:
    """Who does what is agreed: who is named, else the provider that is paid. Raises ObligationRefused with every point."""
    party = asked or contract.payee or contract.provider
    faults = []
    if contract.state is ContractState.DRAFT:
        faults.append(FieldError("#/contractId", "contract-draft", _SIGNED, rule="R-C50"))
    if party is None:
        faults.append(FieldError("#/party", "party-missing", _NO_PARTY, rule="R-C50"))
    elif party not in contract.parties:
        faults.append(FieldError("#/party", "party-of-other-contract", _STRANGER, rule="R-C50"))
    if faults or party is None:
        raise ObligationRefused(errors=tuple(faults))
    return party


def advance(
    obligation: Obligation,
    state: ObligationState,
    evidence: str | None,
    organisations: tuple[str, ...],
    today: date,
) -> tuple[Obligation, Derivation]:
    """The obligation in its next state. Raises StepOfOther, ObligationStepRefused."""
    purchaser = obligation.owner in organisations
    if not purchaser and (state is not ObligationState.UNDER_WAY or obligation.party not in organisations):
        raise StepOfOther()
    wrong = state not in _NEXT.get(obligation.state, set())
    unreasoned = state is ObligationState.WAIVED and evidence is None
    if wrong or unreasoned:
        faults = (FieldError("#/evidence", "reason-missing", _REASON, rule="R-C50"),) if unreasoned else ()
        raise ObligationStepRefused(errors=faults, state=obligation.state, asked=state)
    why = Derivation().because(
        "R-C50", STEPPED, state, kind=obligation.kind, due_on=obligation.due_on, was=obligation.state
    )
    return (
        replace(obligation, version=obligation.version + 1, state=state, state_on=today, evidence=evidence),
        why,
    )


def guaranteed(contract: Contract) -> list[GuaranteedAmount]:
    """What the contract guarantees in each of its years: base × share, rounded once (R-C50); nothing without a guarantee."""
    if contract.guarantee is None:
        return []
    base = Money(contract.guarantee.base_cents)
    return [
        GuaranteedAmount(
            year=one.year,
            basis_points=one.basis_points,
            guaranteed_cents=base.times(Share(one.basis_points)).cents,
        )
        for one in sorted(contract.guarantee.years, key=lambda one: one.year)
    ]


def line_of(contract: Contract, obligations: list[Obligation], today: date) -> ReciprocityLine:
    """A contract with what it guarantees, what stands against it, and what is missing or late (R-C50, D-56)."""
    amounts = guaranteed(contract)
    still = [one for one in obligations if one.state in OPEN]
    late = [one for one in still if one.due_on < today]
    warnings = []
    if amounts and not any(one.kind is ObligationKind.SOCIAL_PLAN for one in obligations):
        total = Money(sum(one.guaranteed_cents for one in amounts))
        warnings.append(
            remark(
                "R-C50", "social-plan-missing", NO_SOCIAL_PLAN, number=contract.number, guaranteed_cents=total
            )
        )
    warnings += [
        remark("R-C50", "obligation-overdue", OVERDUE, about=str(one.id), kind=one.kind, due_on=one.due_on)
        for one in late
    ]
    return ReciprocityLine(
        contract_id=contract.id,
        number=contract.number,
        name=contract.name,
        payee=contract.payee,
        guarantee_kind=None if contract.guarantee is None else contract.guarantee.kind,
        guaranteed=amounts,
        obligations=obligations,
        open=len(still),
        overdue=len(late),
        warnings=warnings,
    )
