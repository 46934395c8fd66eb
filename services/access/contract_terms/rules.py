"""What a contract says to access: on which days it is in force, who is a member, and whether a member must accept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.agreements import FundingForm
from shared.values.arrangements import AccessPlace, DecisionDocument, Evaluator, Scenario
from shared.values.terms import ContractState, MemberRole, ProvisionType

FIXED_FORMS = frozenset(
    {
        FundingForm.LUMP_SUM, FundingForm.LUMP_SUM_RETENTION, FundingForm.LUMP_SUM_SUBSIDY,
        FundingForm.AVAILABILITY, FundingForm.CAPITATION_INHABITANT, FundingForm.CAPITATION_INSURED,
        FundingForm.POPULATION_AREA, FundingForm.POPULATION_TARGET_GROUP, FundingForm.SQUARE,
        FundingForm.NEIGHBOURHOOD_BUDGET,
    }
)  # fmt: skip
"""The forms with a budget that does not move with the care that is given (R-C30)."""

_RESTS = Text(
    "Het contract is geschorst; er wordt niets onder toegekend tot het is hervat.",
    "The contract is suspended; nothing is granted under it until it is resumed.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the consortium with its role."""

    oin: str
    role: MemberRole


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """A contract as access knows it; `end_date` is its last day, `waiting_norm_days` working days (R-O06).

    `scenario` says who sets a citizen's results (R-A33); None where the contract names none. `entered_by_diagnosis` is a
    target group that one enters by a diagnosis, without measures to prevent it (R-C54).
    """

    id: UUID
    version: int
    owner: str
    parties: list[str]
    number: str
    state: ContractState
    start_date: date
    end_date: date
    acceptance_duty: bool
    waiting_norm_days: int | None
    payee: str | None
    members: list[Member]
    scenario: Scenario | None = None
    funding_forms: list[FundingForm] = field(default_factory=list)
    evaluators: list[Evaluator] = field(default_factory=list)
    product_codes: list[str] = field(default_factory=list)
    escalation_route: bool = False
    personal_budget_option: bool = False
    entered_by_diagnosis: bool = False
    population_id: UUID | None = None
    access_place: AccessPlace | None = None
    decision_document: DecisionDocument | None = None
    provision_type: ProvisionType | None = None

    @property
    def fixed_budget(self) -> bool:
        """Whether a budget is agreed that does not move with the care that is given (R-C30)."""
        return any(one in FIXED_FORMS for one in self.funding_forms)


class ContractNotFound(NotFound):
    """There is no such contract, it is not active yet, or it is not yours."""

    code = "contract-not-found"
    title = Text("Contract niet gevonden", "Contract not found")
    detail = Text("Er is geen actief contract {id}.", "There is no active contract {id}.")
    mend = Text(
        "Controleer het kenmerk; een pas geactiveerd contract is hier na enkele seconden bekend.",
        "Check the identifier; a contract that was just activated is known here after a few seconds.",
    )


class ContractNotInForce(Refused):
    """The contract does not cover the day."""

    code = "contract-not-in-force"
    rule = "R-X06"
    title = Text("Het contract geldt niet op die dag", "The contract is not in force on that day")
    detail = Text(
        "Contract {number} loopt van {start_date} tot en met {end_date}; het gaat om {day}.",
        "Contract {number} runs from {start_date} up to and including {end_date}; the day is {day}.",
    )
    mend = Text(
        "Kies het contract dat op die dag geldt.", "Choose the contract that is in force on that day."
    )


class NotAMember(Refused):
    """The provider is no member of the contract's consortium."""

    code = "provider-not-a-member"
    rule = "R-X06"
    title = Text("De aanbieder is geen lid", "The provider is not a member")
    detail = Text(
        "{provider} is geen lid van het samenwerkingsverband van contract {number}.",
        "{provider} is not a member of the consortium of contract {number}.",
    )
    mend = Text("Kies een van de leden: {members}.", "Choose one of the members: {members}.")


def check_in_force(terms: ContractTerms, day: date) -> None:
    """Raise ContractNotInForce unless the contract covers the day, first and last day included, and does not rest."""
    rests = terms.state is ContractState.SUSPENDED
    if rests or not terms.start_date <= day <= terms.end_date:
        errors = (FieldError("#/contractId", "contract-suspended", _RESTS, rule="R-X06"),) if rests else ()
        raise ContractNotInForce(
            errors=errors, number=terms.number, start_date=terms.start_date, end_date=terms.end_date, day=day
        )


def check_member(terms: ContractTerms, provider: str) -> None:
    """Raise NotAMember unless the provider (OIN) is a member of the consortium."""
    members = [member.oin for member in terms.members]
    if provider not in members:
        detail = Text("Deze aanbieder is geen lid.", "This provider is not a member.")
        error = FieldError("#/provider", "provider-not-a-member", detail, rule="R-X06")
        raise NotAMember(errors=(error,), provider=provider, number=terms.number, members=members)
