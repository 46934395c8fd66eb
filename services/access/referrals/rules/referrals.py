"""What a referral holds, and what may be given with it (N-130)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.values.choosing import (
    ApprovalState,
    CareDomain,
    CareIntensity,
    EscalationOutcome,
    EscalationParty,
    RefusalKind,
)
from shared.values.questions import ReferrerType
from shared.values.terms import Law, ReferralState

DOMAIN_OF_LAW = {Law.WMO_2015: CareDomain.WMO, Law.JEUGDWET: CareDomain.YOUTH}
DOMAIN_OF_REFERRER = {
    ReferrerType.GENERAL_PRACTITIONER: CareDomain.HEALTH_INSURANCE,
    ReferrerType.MEDICAL_SPECIALIST: CareDomain.HEALTH_INSURANCE,
    ReferrerType.YOUTH_DOCTOR: CareDomain.PUBLIC_HEALTH,
    ReferrerType.CERTIFIED_INSTITUTION: CareDomain.JUSTICE,
    ReferrerType.COURT: CareDomain.JUSTICE,
}


@dataclass(frozen=True, slots=True)
class Escalation:
    """A step of the escalation route beyond the first: when, by whom, with what outcome (R-A36)."""

    level: int
    taken_on: date
    party: EscalationParty
    outcome: EscalationOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What may be given with a referral; what is None follows from the question and its law. Amounts in cents."""

    referrer_type: ReferrerType | None = None
    referrer_code: str | None = None
    from_domain: CareDomain | None = None
    to_domain: CareDomain | None = None
    expected_cents: int | None = None
    intensity: CareIntensity | None = None
    product_category: str | None = None
    product_code: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral; `breach` and `escalation_level` say what a refusal meant (R-A36).

    `closed_on` is the first day without it: the citizen moved (R-A56), or nobody answered and the basic team denied it (R-A24).
    `onward_of` and `from_provider` are there when a provider refers on; `onward_approval` says whether going on from
    here needs approval. `answered_version` is the version in which it was answered. Amounts in cents.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    law: Law
    provider: str
    referred_on: date
    state: ReferralState
    answered_on: date | None
    refusal_reason: str | None
    breach: bool
    escalation_level: int
    closed_on: date | None = None
    referrer_type: ReferrerType = ReferrerType.MUNICIPALITY
    referrer_code: str | None = None
    from_provider: str | None = None
    onward_of: UUID | None = None
    from_domain: CareDomain | None = None
    to_domain: CareDomain | None = None
    product_category: str | None = None
    product_code: str | None = None
    intensity: CareIntensity | None = None
    expected_cents: int | None = None
    real_cents: int | None = None
    acute: bool = False
    onward_approval: bool = False
    approval: ApprovalState = ApprovalState.NOT_NEEDED
    approved_on: date | None = None
    approved_by: str | None = None
    policy_version: int = 0
    sole_provider: bool = False
    refusal_kind: RefusalKind | None = None
    escalations: list[Escalation] = field(default_factory=list)
    answered_version: int | None = None

    @property
    def crosses(self) -> bool:
        """Whether it goes from one domain to another (E-18)."""
        return self.from_domain != self.to_domain

    @property
    def waits_for_approval(self) -> bool:
        """Whether the provider may not answer it yet, or never (R-A24)."""
        return self.approval in (ApprovalState.PENDING, ApprovalState.DENIED)


__all__ = ["DOMAIN_OF_LAW", "DOMAIN_OF_REFERRER", "Details", "Escalation", "Referral"]
