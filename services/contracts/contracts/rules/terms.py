"""What a contract is made of: dataclasses whose fields are the columns and the wire model's names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values.terms import (
    ContractState,
    FundingForm,
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
    """What a contract asks of its consortium: who its members are."""

    id: UUID
    members: list[Member]

    @property
    def lead(self) -> str:
        """The OIN of the lead for payment; R-C11 saw to it that there is one."""
        return next(member.oin for member in self.members if member.payment_lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """The reward: an annual amount in cents, the part in basis points that is paid in instalments."""

    form: FundingForm
    annual_amount_cents: int
    advance_basis_points: int
    instalment_count: int
    instalment_day: int = 1


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
    valid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionOption:
    """A right to so many months more."""

    number: int
    months: int
    exercised: bool = False


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
    signed_by: str
    signed_on: date
    end_user: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the parties write down; what is not known yet is None or empty."""

    number: str
    name: str
    municipality_code: str
    legal_form: LegalForm
    consortium_id: UUID | None = None
    population_id: UUID | None = None
    start_date: date | None = None
    base_term_months: int | None = None
    evaluation_after_months: int | None = None
    extension_options: list[ExtensionOption] = field(default_factory=list)
    yearly_check: YearlyCheck | None = None
    funding: Funding | None = None
    agreements: list[ResultAgreement] = field(default_factory=list)
    acceptance_duty: bool = False
    waiting_norm_days: int | None = None
    auditor: str | None = None


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
    funding_effective_on: date | None = None
    members: list[Member] = field(default_factory=list)
    payee: str | None = None
    signatures: list[Signature] = field(default_factory=list)
    amendment_id: UUID | None = None


def agreements_on(agreements: list[ResultAgreement], day: date) -> list[ResultAgreement]:
    """Of each agreement the norm that is valid on a day: the newest that has taken effect (R-C08)."""
    valid: dict[int, ResultAgreement] = {}
    for agreement in sorted(agreements, key=lambda one: one.valid_from or date.min):
        if agreement.valid_from is None or agreement.valid_from <= day:
            valid[agreement.number] = agreement
    return [valid[number] for number in sorted(valid)]
