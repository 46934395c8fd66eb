"""What a contract is made of: dataclasses whose fields are the columns and the wire model's names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules.agreed import (
    FundingAgreement,
    Incentive,
    PartyShare,
)
from services.contracts.contracts.rules.conditions import (
    Arrangement,
    Conditions,
    Guarantee,
    ScopeItem,
    TransactionFrame,
)
from services.contracts.contracts.rules.moments import Suspension, TakenOver, Termination
from shared.values.agreements import FundingForm, NonFinancialIncentive
from shared.values.arrangements import Distinguishable, MeasurementFrequency, OptionCondition
from shared.values.terms import (
    AmendmentReason,
    ContractState,
    IndicatorKind,
    IndicatorScope,
    LegalForm,
    MeasurementSource,
    MemberRole,
    NormOperator,
    Side,
    VerdictBasis,
    YearRule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of the consortium as it was at activation."""

    oin: str
    role: MemberRole
    payment_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consortium:
    """What a contract asks of its consortium: whose it is, and who its members are."""

    id: UUID
    owner: str
    members: list[Member]

    @property
    def lead(self) -> str:
        """The OIN of the lead for payment; R-C11 saw to it that there is one."""
        return next(member.oin for member in self.members if member.payment_lead)


@dataclass(frozen=True, slots=True)
class Around:
    """What a contract asks of the world around it: its consortium, and how many inhabitants its population has."""

    consortium: Consortium | None = None
    inhabitants: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyFunding:
    """What one funding agreement comes to in a full year, in cents: paid in instalments, and held back (R-S01)."""

    number: int
    form: FundingForm
    annual_amount_cents: int
    effective_on: date | None = None
    advance_basis_points: int
    advance_cents: int
    retention_cents: int
    instalment_count: int
    instalment_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultAgreement:
    """What is measured and against which norm, from its date of effect on (None: from the start)."""

    number: int
    code: str
    name: str
    kind: IndicatorKind
    scope: IndicatorScope
    unit: str
    operator: NormOperator
    norm: str
    norm_invented: bool = False
    lowest: str
    highest: str
    source: MeasurementSource
    verdict_basis: VerdictBasis = VerdictBasis.POINT
    year_rule: YearRule = YearRule.LAST_VALUE
    definition_version: int = 1
    frequency: MeasurementFrequency | None = None
    weight: int | None = None
    narrative_required: bool = False
    hard: bool = True
    valid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionOption:
    """A right to so many months more."""

    number: int
    months: int
    exercised: bool = False
    condition: OptionCondition = OptionCondition.FREE
    minimum_risen: int | None = None
    minimum_steps: int = 1
    distinguishable: Distinguishable = Distinguishable.REQUIRED
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCheck:
    """The day of the year on which the budget is looked at."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed for which side, on which day of the domain's clock."""

    side: Side
    organisation: str
    signed_by: str | None = None
    signed_on: date
    end_user: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiCompensation:
    """A shortfall on one agreement in a year that a raised norm of another makes good, by amendment (R-C52, G-03)."""

    missed_number: int
    compensating_number: int
    year: int
    result_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySlice:
    """What was agreed otherwise on earlier days of a running contract; None is as it is now."""

    valid_from: date
    valid_until: date
    decided_on: date | None = None
    reason: AmendmentReason | None = None
    product_codes: list[str] | None = None
    scope: list[ScopeItem] | None = None
    funding_agreements: list[FundingAgreement] | None = None
    incentives: list[Incentive] | None = None
    agreements: list[ResultAgreement] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The history of a contract that ran before it was entered: signed on paper, with its earlier versions as known."""

    signed_on: date
    slices: list[HistorySlice] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the parties write down; what is not known yet is None or empty."""

    number: str
    name: str
    municipality_code: str
    legal_form: LegalForm
    consortium_id: UUID | None = None
    provider: str | None = None
    co_purchasers: list[PartyShare] = field(default_factory=list)
    population_id: UUID | None = None
    product_codes: list[str] = field(default_factory=list)
    tendered_scope: list[ScopeItem] = field(default_factory=list)
    scope: list[ScopeItem] = field(default_factory=list)
    start_date: date | None = None
    base_term_months: int | None = None
    evaluation_after_months: int | None = None
    extension_options: list[ExtensionOption] = field(default_factory=list)
    yearly_check: YearlyCheck | None = None
    funding_agreements: list[FundingAgreement] = field(default_factory=list)
    incentives: list[Incentive] = field(default_factory=list)
    non_financial_incentives: list[NonFinancialIncentive] = field(default_factory=list)
    agreements: list[ResultAgreement] = field(default_factory=list)
    frame: TransactionFrame | None = None
    arrangement: Arrangement | None = None
    conditions: Conditions | None = None
    guarantee: Guarantee | None = None
    acceptance_duty: bool = False
    waiting_norm_days: int | None = None
    auditor: str | None = None
    history: History | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Terms):
    """One version of a contract: its terms, and what became of them."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    state: ContractState = ContractState.DRAFT
    end_date: date | None = None
    latest_end_date: date | None = None
    evaluation_date: date | None = None
    yearly_funding: list[YearlyFunding] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    payee: str | None = None
    signatures: list[Signature] = field(default_factory=list)
    amendment_id: UUID | None = None
    suspension: Suspension | None = None
    termination: Termination | None = None
    compensations: list[KpiCompensation] = field(default_factory=list)
    next_move_on: date | None = None

    @property
    def taken_over(self) -> TakenOver | None:
        """That it ran before it was entered here; None for a contract that was signed here."""
        if self.history is None:
            return None
        return TakenOver(signed_on=self.history.signed_on, slices=len(self.history.slices))

    @property
    def awarded_on(self) -> date | None:
        """The day on which the last side signed, from which the scope check counts (R-C06); else its first day."""
        if self.history is not None:
            return self.history.signed_on
        return max((one.signed_on for one in self.signatures), default=self.start_date)

    @property
    def fixed_sum(self) -> FundingAgreement | None:
        """The agreement whose annual amount the parties fixed, and an amendment may change (R-C07)."""
        fixed = (one for one in self.funding_agreements if one.annual_amount_cents is not None)
        return next(fixed, None)

    @property
    def funding_effective_on(self) -> date | None:
        """From which day on the fixed annual amount holds; None before activation or where none is fixed."""
        fixed = self.fixed_sum
        of_fixed = (one.effective_on for one in self.yearly_funding if fixed and one.number == fixed.number)
        return next(of_fixed, None)


def agreements_on(agreements: list[ResultAgreement], day: date) -> list[ResultAgreement]:
    """Of each agreement the norm that is valid on a day: the newest that has taken effect (R-C08)."""
    valid: dict[int, ResultAgreement] = {}
    for agreement in sorted(agreements, key=lambda one: one.valid_from or date.min):
        if agreement.valid_from is None or agreement.valid_from <= day:
            valid[agreement.number] = agreement
    return [valid[number] for number in sorted(valid)]
