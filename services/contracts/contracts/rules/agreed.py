"""What is agreed beside results and term: funding of every form (N-06), and incentives.

A funding agreement is one dataclass for all forms: what its form does not know is None. The wire model of each form
(`shared.schemas.contracts.funding`) sees to it that the fields of its form are there, and no others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shared.values.agreements import (
    BaselineMethod,
    BudgetSource,
    IncentiveBase,
    IncentiveKind,
    InstalmentTiming,
    LadderMode,
    PaymentMoment,
    PoolLevel,
    ReleaseRule,
    RiskBearer,
    SharingForm,
    SurchargeMethod,
    SurplusRule,
)
from shared.values.arrangements import (
    Unit,
)
from shared.values.terms import NormOperator


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep:
    """From this many on, this amount."""

    threshold: str
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A ladder of a bonus (G-49)."""

    mode: LadderMode = LadderMode.MARGINAL
    steps: list[LadderStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyShare:
    """A party's weight in what is divided."""

    oin: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidisedActivity:
    """An activity or duty on which a subsidy is granted."""

    number: int
    description: str
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaBudget:
    """The budget of one area with who is responsible for it."""

    area_code: str
    provider: str
    annual_amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of care with its part of the budget (R-C20)."""

    code: str
    name: str
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourhoodShare:
    """A neighbourhood's part of the budget, and the core team that holds it."""

    area_code: str
    amount_cents: int
    core_team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """An intervention of a trajectory (R-C39)."""

    name: str
    units_per_period: str
    unit: Unit = Unit.HOUR
    tariff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolShare:
    """The part of an incentive pool that one level gets."""

    level: PoolLevel
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentMoment:
    """A month for which a part of the year is paid; the parts are equal where none has a share."""

    month: int
    day: int | None = None
    share_basis_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingAgreement:
    """One form of the reward; amounts in cents, parts in basis points.

    `form` is the value of a FundingForm as plain text: by it the wire tells the variants apart (msgspec takes no StrEnum).
    """

    number: int
    form: str
    product_codes: list[str] = field(default_factory=list)
    valid_from: date | None = None
    valid_until: date | None = None
    motivation: str | None = None
    risk_bearer: RiskBearer | None = None
    instalment_count: int | None = None
    instalment_day: int | None = None
    instalment_timing: InstalmentTiming | None = None
    instalment_moments: list[InstalmentMoment] | None = None
    annual_amount_cents: int | None = None
    advance_basis_points: int | None = None
    budget_source: BudgetSource | None = None
    surplus_rule: SurplusRule | None = None
    release_rule: ReleaseRule | None = None
    activities: list[SubsidisedActivity] | None = None
    function: str | None = None
    amount_cents: int | None = None
    counted_on: date | None = None
    insured: int | None = None
    risk_adjusted: bool | None = None
    areas: list[AreaBudget] | None = None
    passes_through: bool | None = None
    target_group: str | None = None
    entry_condition: str | None = None
    prevention_measures: list[str] | None = None
    categories: list[Category] | None = None
    neighbourhoods: list[NeighbourhoodShare] | None = None
    total_amount_cents: int | None = None
    interventions: list[Intervention] | None = None
    periods: int | None = None
    result_linked: bool | None = None
    unit: Unit | None = None
    tiers: list[LadderStep] | None = None
    months: int | None = None
    members: list[PartyShare] | None = None
    maximum_days: int | None = None
    share_basis_points: int | None = None
    maximum_cents: int | None = None
    measurable: bool | None = None
    agreed: bool | None = None
    within_influence: bool | None = None
    linked_basis_points: int | None = None
    sample_basis_points: int | None = None
    places: int | None = None
    bonus_cents: int | None = None
    minimum_steps: int | None = None
    indicator_code: str | None = None
    ladder: Ladder | None = None
    method: SurchargeMethod | None = None
    indicator_codes: list[str] | None = None
    surcharge_basis_points: int | None = None
    deduction_basis_points: int | None = None
    top_basis_points: int | None = None
    bottom_basis_points: int | None = None
    benchmark: str | None = None
    withheld_basis_points: int | None = None
    levels: list[PoolShare] | None = None
    sharing_form: SharingForm | None = None
    baseline_method: BaselineMethod | None = None
    baseline_cents: int | None = None
    trend_basis_points: int | None = None
    parties: list[PartyShare] | None = None
    minimum_savings_basis_points: int | None = None
    cap_basis_points: int | None = None
    shares_losses: bool | None = None
    quality_gate: bool | None = None
    principal_cents: int | None = None
    base_basis_points: int | None = None
    threshold_basis_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incentive:
    """A financial incentive beside the basic reward (N-42)."""

    number: int
    kind: IncentiveKind
    description: str
    funding_number: int | None = None
    indicator_code: str | None = None
    operator: NormOperator | None = None
    threshold: str | None = None
    amount_cents: int | None = None
    basis_points: int | None = None
    ladder: Ladder | None = None
    base: IncentiveBase = IncentiveBase.ANNUAL_AMOUNT
    cap_cents: int | None = None
    floor_cents: int | None = None
    payment_moment: PaymentMoment = PaymentMoment.YEAR_END
