"""An amendment, and what it asks of the contract as it stands."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.contracts.contract_results.rules import ContractResult
from services.contracts.contracts.rules import Change, KpiCompensation
from services.contracts.contracts.rules import ScopeItem as AgreedScope
from shared.values.populations import LegalFramework
from shared.values.terms import AmendmentReason, AmendmentState, ContractState, NormOperator, Side


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
    operator: NormOperator = NormOperator.MIN
    code: str = ""


@dataclass(frozen=True, slots=True)
class AreaAmount:
    """The annual amount of one area, in cents."""

    area_code: str
    annual_amount_cents: int


@dataclass(frozen=True, slots=True)
class CategoryAmount:
    """The annual amount of one category of a square, in cents (R-C20)."""

    code: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Funded:
    """One agreement of the reward, as far as an amendment can change it."""

    number: int
    annual_amount_cents: int | None = None
    areas: list[AreaAmount] | None = None
    passes_through: bool | None = None
    form: str = ""
    amount_cents: int | None = None
    categories: list[CategoryAmount] | None = None


@dataclass(frozen=True, slots=True)
class YearlySum:
    """What an agreement comes to in a full year, and from which day on."""

    number: int
    effective_on: date | None = None
    annual_amount_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeItem:
    """What the assignment covers: a product or a named kind of support, under a law, during days (A-5.14)."""

    name: str
    product_code: str | None = None
    law: LegalFramework | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class GrantChange:
    """The state grant before and after, in cents: what it loses or gains passes through in full (R-C15)."""

    old_cents: int
    new_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensation:
    """A shortfall on one agreement in a year that the raised norm of another makes good (R-C52, G-03)."""

    missed_number: int
    compensating_number: int
    year: int
    result_id: UUID | None = None


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
    fixed_sum: Reward | None
    agreements: list[Norm]
    funding_effective_on: date | None
    funding_agreements: list[Funded] = field(default_factory=list)
    yearly_funding: list[YearlySum] = field(default_factory=list)
    scope: list[ScopeItem] = field(default_factory=list)
    results: list[ContractResult] = field(default_factory=list)
    opened_years: list[int] = field(default_factory=list)

    def sum_of(self, number: int) -> int | None:
        """What an agreement comes to in a full year, in cents; None where nothing is paid in instalments."""
        return next((one.annual_amount_cents for one in self.yearly_funding if one.number == number), None)

    def sum_effective_on(self, number: int | None) -> date | None:
        """From which day on the sum of an agreement holds; that of the fixed sum where none is named."""
        if number is None:
            return self.funding_effective_on
        return next((one.effective_on for one in self.yearly_funding if one.number == number), None)


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
    funding_number: int | None = None
    area_amounts: list[AreaAmount] = field(default_factory=list)
    amount_cents: int | None = None
    category_amounts: list[CategoryAmount] = field(default_factory=list)
    scope_additions: list[ScopeItem] = field(default_factory=list)
    scope_removals: list[str] = field(default_factory=list)
    grant_change: GrantChange | None = None
    compensation: Compensation | None = None
    extension_months: int | None = None


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
    funding_number: int | None = None
    area_amounts: list[AreaAmount] = field(default_factory=list)
    amount_cents: int | None = None
    category_amounts: list[CategoryAmount] = field(default_factory=list)
    scope_additions: list[ScopeItem] = field(default_factory=list)
    scope_removals: list[str] = field(default_factory=list)
    grant_change: GrantChange | None = None
    compensation: Compensation | None = None
    extension_months: int | None = None
    signatures: list[Signature]


_PROPOSED = [one for one in Proposal.__dataclass_fields__ if one != "area_amounts"]


def proposal_of(amendment: Amendment) -> Proposal:
    """What was proposed, without what became of it; a changed grant's amounts are computed, not proposed."""
    areas = [] if amendment.grant_change is not None else amendment.area_amounts
    return Proposal(area_amounts=areas, **{name: getattr(amendment, name) for name in _PROPOSED})


def change_of(amendment: Amendment) -> Change:
    """What an amendment in force changes of its contract."""
    link = amendment.compensation
    return Change(
        amendment_id=amendment.id,
        number=amendment.number,
        reason=amendment.reason,
        effective_on=amendment.effective_on,
        annual_amount_cents=amendment.annual_amount_cents,
        funding_number=amendment.funding_number,
        norms={one.number: one.norm for one in amendment.agreement_changes},
        areas={one.area_code: one.annual_amount_cents for one in amendment.area_amounts},
        amount_cents=amendment.amount_cents,
        categories={one.code: one.amount_cents for one in amendment.category_amounts},
        scope_additions=[
            AgreedScope(
                name=one.name,
                product_code=one.product_code,
                law=one.law,
                valid_from=one.valid_from,
                valid_until=one.valid_until,
            )
            for one in amendment.scope_additions
        ],
        scope_removals=amendment.scope_removals,
        compensation=None
        if link is None
        else KpiCompensation(
            missed_number=link.missed_number,
            compensating_number=link.compensating_number,
            year=link.year,
            result_id=link.result_id,
        ),
        extension_months=amendment.extension_months,
    )
