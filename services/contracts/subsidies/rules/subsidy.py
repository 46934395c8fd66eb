"""What a subsidy is made of: dataclasses whose fields are the columns and the wire model's names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values.subsidies import DeterminationGround, SubsidyState
from shared.values.terms import ContractState, LegalForm


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedActivity:
    """An activity and its part of the amount granted, in cents."""

    number: int
    description: str
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedDuty:
    """A duty that comes with the subsidy (Awb 4:37)."""

    number: int
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredResult:
    """A result that is aimed at; a score is a decimal as text."""

    code: str
    name: str
    agreed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityAccount:
    """How much of an activity was done, in basis points."""

    number: int
    done_basis_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAccount:
    """Whether a duty was met."""

    number: int
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultAccount:
    """What was scored on a desired result."""

    code: str
    scored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyAccount:
    """What the recipient accounts for (Awb 4:45)."""

    activities: list[ActivityAccount]
    duties: list[DutyAccount] = field(default_factory=list)
    results: list[ResultAccount] = field(default_factory=list)
    accounted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryDecision:
    """A decision to recover an amount in cents."""

    decided_on: date
    amount_cents: int
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalNote:
    """A result below what was agreed: a note for the renewal (R-C09)."""

    code: str
    name: str
    agreed: str
    scored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a grant asks of its contract."""

    owner: str
    legal_form: LegalForm
    state: ContractState
    recipient: str | None
    start_date: date | None
    end_date: date | None
    parties: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """A subsidy in one version; amounts in cents, shares in basis points."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    recipient: str
    state: SubsidyState
    decision_number: str
    granted_on: date
    valid_from: date
    valid_until: date
    granted_cents: int
    advance_basis_points: int
    advance_cents: int
    instalment_count: int
    account_due_on: date
    decision_weeks: int
    activities: list[GrantedActivity]
    duties: list[GrantedDuty]
    results: list[DesiredResult]
    account: SubsidyAccount | None = None
    accounted_on: date | None = None
    decision_due_on: date | None = None
    renewal_notes: list[RenewalNote] = field(default_factory=list)
    determined_on: date | None = None
    determined_cents: int | None = None
    grounds: list[DeterminationGround] = field(default_factory=list)
    ex_officio: bool = False
    motivation: str | None = None
    advances_paid_cents: int | None = None
    settlement_cents: int | None = None
    pay_by: date | None = None
    recoverable_until: date | None = None
    recoveries: list[RecoveryDecision] = field(default_factory=list)
    recovered_cents: int = 0
