"""What stands beside reward and results: the transaction frame, who decides on support, duties, quality, guarantees."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shared.values.agreements import NonFinancialIncentive, RiskBearer
from shared.values.arrangements import (
    AccessPlace,
    AdmissionMode,
    BasicReward,
    CompetitionMode,
    DecisionDocument,
    DurationKind,
    Evaluator,
    GuaranteeKind,
    Importance,
    IncentiveTarget,
    LagConsequence,
    Obligation,
    OutcomeKnown,
    PaymentSpread,
    PerformanceKind,
    PeriodUnit,
    PriceKind,
    ProcurementModel,
    ProvidersRelation,
    QualityDemandKind,
    Repetition,
    RewardUnit,
    RoleModel,
    Scenario,
    SocialReturnBase,
    Unit,
)
from shared.values.claiming import PartialApproval
from shared.values.populations import LegalFramework
from shared.values.terms import ProvisionType


@dataclass(frozen=True, slots=True, kw_only=True)
class PartiesFrame:
    """The parties of the transaction (N-20)."""

    more_than_two: bool = False
    providers_relation: ProvidersRelation | None = None
    importance_to_purchaser: Importance | None = None
    importance_to_provider: Importance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceFrame:
    """The performance of the transaction (N-21)."""

    kind: PerformanceKind | None = None
    outcome: OutcomeKnown | None = None
    obligation: Obligation | None = None
    risk_bearer: RiskBearer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardFrame:
    """The reward of the transaction (N-22)."""

    price: PriceKind | None = None
    basic_reward: BasicReward | None = None
    payment: PaymentSpread | None = None
    incentives_on: list[IncentiveTarget] = field(default_factory=list)
    non_financial: list[NonFinancialIncentive] = field(default_factory=list)
    unit: RewardUnit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFrame:
    """The period of the transaction (N-23)."""

    repetition: Repetition | None = None
    duration: DurationKind | None = None
    preset_unit: PeriodUnit | None = None
    switching_cost: Importance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionFrame:
    """The four building blocks with their features (N-111)."""

    parties: PartiesFrame | None = None
    performance: PerformanceFrame | None = None
    reward: RewardFrame | None = None
    period: PeriodFrame | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """How the agreement came about and who decides what under it (R-C38, R-C56)."""

    procurement_model: ProcurementModel | None = None
    role_model: RoleModel | None = None
    scenario: Scenario | None = None
    access_place: AccessPlace | None = None
    decision_document: DecisionDocument | None = None
    evaluators: list[Evaluator] = field(default_factory=list)
    admission_mode: AdmissionMode | None = None
    provision_type: ProvisionType | None = None
    personal_budget_option: bool = False
    competition_mode: CompetitionMode | None = None
    concentrated: bool | None = None
    main_contractor: bool | None = None
    population_defined_by: list[Evaluator] = field(default_factory=list)
    results_defined_by: list[Evaluator] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialReturn:
    """A share for work for others (R-C31)."""

    basis_points: int
    base: SocialReturnBase = SocialReturnBase.CONTRACT_SUM


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityDemand:
    """A demand on structure or process (R-C32)."""

    number: int
    kind: QualityDemandKind
    description: str
    product_code: str | None = None
    minimum: str | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The conditions beside reward and results (N-107)."""

    escalation_route: str | None = None
    cooperation_duty: bool = False
    social_return: SocialReturn | None = None
    arbiter_clause: bool = False
    recidivism_guarantee_months: int | None = None
    partial_approval: PartialApproval = PartialApproval.SPLIT
    indexation: bool = True
    own_risk_provision: bool = False
    quality_demands: list[QualityDemand] = field(default_factory=list)
    exempt_care_types: list[str] = field(default_factory=list)
    lag_consequences: list[LagConsequence] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeItem:
    """What the assignment covers, under a law and during days (R-C06, G-72)."""

    name: str
    product_code: str | None = None
    law: LegalFramework | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteedYear:
    """The guaranteed part in one year of the contract."""

    year: int
    basis_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """Volume or budget guarantee in transition (R-C50)."""

    kind: GuaranteeKind = GuaranteeKind.FLOOR
    base_cents: int
    years: list[GuaranteedYear]
