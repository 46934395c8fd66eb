"""What a procedure is made of: dataclasses whose fields are the columns and the wire model's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.contracts.tariffs.rules import CostElementAmount
from shared.values.agreements import LegalForm
from shared.values.arrangements import ProcurementModel, Unit
from shared.values.procurements import (
    AwardMeasure,
    Openness,
    PhaseKind,
    ProcurementState,
    ScoringMethod,
    SingleSourceGround,
    TieRule,
)
from shared.values.terms import NormOperator


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionCriterion:
    """A demand that a bid meets or not."""

    number: int
    name: str
    demand: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCriterion:
    """A criterion with its weight in basis points; `best` gives 100 points and `worst` none."""

    number: int
    name: str
    description: str | None = None
    measure: AwardMeasure
    weight_basis_points: int
    method: ScoringMethod
    best: str | None = None
    worst: str | None = None
    indicator_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedTariff:
    """A tariff that is the same for everyone who is admitted; euros per unit."""

    product_code: str
    unit: Unit
    tariff: str
    cost_elements: list[CostElementAmount] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covenant:
    """The covenant that providers join."""

    title: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DialoguePhase:
    """A phase of a dialogue."""

    number: int
    kind: PhaseKind
    name: str
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyActivity:
    """What a subsidy is granted for."""

    number: int
    name: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDemand:
    """A measurable result on which a subsidy is adjusted."""

    number: int
    indicator_code: str
    operator: NormOperator
    norm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What one model needs; what another model needs is None.

    `model` is the value of a ProcurementModel as plain text: by it the wire tells the variants apart.
    """

    model: str
    tariffs: list[FixedTariff] | None = None
    case_reference: str | None = None
    covenant: Covenant | None = None
    phases: list[DialoguePhase] | None = None
    choice_term_days: int | None = None
    ground: SingleSourceGround | None = None
    motivation: str | None = None
    framework_id: UUID | None = None
    call_off_criteria: list[AwardCriterion] | None = None
    product_code: str | None = None
    unit: Unit | None = None
    real_price: str | None = None
    results: list[ResultDemand] | None = None
    cycle_months: int | None = None
    activities: list[SubsidyActivity] | None = None
    ceiling_cents: int | None = None
    execution_agreement: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementLot:
    """A lot on which providers bid apart."""

    number: int
    name: str
    product_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractOutline:
    """What every contract from a procedure says."""

    population_id: UUID | None = None
    product_codes: list[str] = field(default_factory=list)
    start_date: date | None = None
    base_term_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludedPhase:
    """A phase that is over, with who dropped out."""

    number: int
    concluded_on: date
    dropped_out: list[str]
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementAward:
    """A bid that won, and the draft contract that follows."""

    lot: int | None
    bid_id: UUID
    provider: str
    rank: int
    total: str | None
    contract_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the purchaser writes down; None in form and openness means what the model prescribes."""

    number: str
    name: str
    description: str | None = None
    municipality_code: str
    procedure: Procedure
    legal_form: LegalForm | None = None
    openness: Openness | None = None
    invited: list[str] = field(default_factory=list)
    lots: list[ProcurementLot] = field(default_factory=list)
    admission_criteria: list[AdmissionCriterion] = field(default_factory=list)
    award_criteria: list[AwardCriterion] = field(default_factory=list)
    tie_rule: TieRule = TieRule.HEAVIEST_CRITERION
    maximum_winners: int | None = None
    closes_at: datetime | None = None
    standstill_days: int = 20
    replaces_id: UUID | None = None
    contract: ContractOutline = field(default_factory=ContractOutline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement(Terms):
    """One version of a procedure: its terms, and what became of them."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    state: ProcurementState = ProcurementState.DRAFT
    model: ProcurementModel
    legal_form: LegalForm
    openness: Openness
    published_at: datetime | None = None
    opened_at: datetime | None = None
    concluded_phases: list[ConcludedPhase] = field(default_factory=list)
    standstill_until: date | None = None
    awarded_on: date | None = None
    awards: list[ProcurementAward] = field(default_factory=list)
    withdrawal_reason: str | None = None

    @property
    def dropped_out(self) -> set[str]:
        """Who left the dialogue."""
        return {oin for phase in self.concluded_phases for oin in phase.dropped_out}

    @property
    def winners(self) -> int | None:
        """How many may win a lot; None for all."""
        return self.maximum_winners

    def next(self, **changes: Any) -> Procurement:
        """The next version with these changes."""
        return replace(self, version=self.version + 1, **changes)

    def seen_by(self, organisations: tuple[str, ...]) -> Procurement:
        """The procedure as organisations may see it: who was invited and who dropped out is the purchaser's to know."""
        if self.owner in organisations:
            return self
        mine = set(organisations)
        phases = [
            replace(one, dropped_out=sorted(mine.intersection(one.dropped_out)))
            for one in self.concluded_phases
        ]
        return replace(self, invited=sorted(mine.intersection(self.invited)), concluded_phases=phases)


def fields_of(terms: Terms) -> dict[str, Any]:
    """The terms as a mapping."""
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}


def changed(procurement: Procurement, changes: Mapping[str, Any]) -> Terms:
    """The terms of a draft with these changes."""
    return Terms(**{**fields_of(procurement), **changes})
