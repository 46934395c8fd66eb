"""An amendment, and what it asks of the contract as it stands."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.values.terms import AmendmentReason, AmendmentState, ContractState, Side


@dataclass(frozen=True, slots=True)
class CheckDay:
    """The agreed day of the yearly check; 29 February falls on the 28th in other years."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day of the check in one year."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def following(self, today: date) -> date:
        """The first check after a day."""
        this_year = self.in_year(today.year)
        return this_year if this_year > today else self.in_year(today.year + 1)


@dataclass(frozen=True, slots=True)
class Reward:
    """The annual amount in force, in cents."""

    annual_amount_cents: int


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm of a result agreement with the scale it lies on."""

    number: int
    norm: str
    lowest: str
    highest: str
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Amendable:
    """What an amendment asks of the contract as it stands."""

    id: UUID
    owner: str
    parties: list[str]
    number: str
    state: ContractState
    start_date: date | None
    latest_end_date: date | None
    yearly_check: CheckDay | None
    funding: Reward | None
    agreements: list[Norm]
    funding_effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """A new norm for one agreement."""

    number: int
    norm: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for which side, on which day of the domain's clock."""

    side: Side
    organisation: str
    signed_by: str
    signed_on: date
    end_user: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the purchaser wants to change, why, and from when."""

    reason: AmendmentReason | None
    motivation: str
    effective_on: date
    annual_amount_cents: int | None
    agreement_changes: list[AgreementChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A decided change; in force once both sides have signed."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    number: int
    state: AmendmentState = AmendmentState.DECIDED
    reason: AmendmentReason
    motivation: str
    decided_on: date
    effective_on: date
    annual_amount_cents: int | None
    agreement_changes: list[AgreementChange]
    signatures: list[Signature]


def proposal_of(amendment: Amendment) -> Proposal:
    """What was proposed, without what became of it."""
    return Proposal(
        reason=amendment.reason,
        motivation=amendment.motivation,
        effective_on=amendment.effective_on,
        annual_amount_cents=amendment.annual_amount_cents,
        agreement_changes=amendment.agreement_changes,
    )
