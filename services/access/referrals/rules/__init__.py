"""To whom a citizen may be referred, and what an answer means under an acceptance duty (R-A04, R-A24, R-A27, R-A36)."""

from services.access.referrals.rules.answering import (
    accept,
    check_provider,
    close,
    escalate,
    refuse,
    settle_cost,
)
from services.access.referrals.rules.counting import DomainFlow, DomainFlows, RefusalCount, RefusalCounts
from services.access.referrals.rules.making import (
    also_seen,
    approve,
    check_referable,
    refer,
    refer_on,
)
from services.access.referrals.rules.problems import (
    AlreadyAnswered,
    ApprovalNotPending,
    EscalationRefused,
    NotApproved,
    ProviderOnly,
    ReferralClosed,
    ReferralNotFound,
    ReferralNotOnward,
    ReferralOpen,
    ReferralRefused,
    RefusedBefore,
    RequestDecided,
    RequestWithoutContract,
)
from services.access.referrals.rules.referrals import Details, Escalation, Referral

__all__ = [
    "AlreadyAnswered",
    "ApprovalNotPending",
    "Details",
    "DomainFlow",
    "DomainFlows",
    "Escalation",
    "EscalationRefused",
    "NotApproved",
    "ProviderOnly",
    "Referral",
    "ReferralClosed",
    "ReferralNotFound",
    "ReferralNotOnward",
    "ReferralOpen",
    "ReferralRefused",
    "RefusalCount",
    "RefusalCounts",
    "RefusedBefore",
    "RequestDecided",
    "RequestWithoutContract",
    "accept",
    "also_seen",
    "approve",
    "check_provider",
    "check_referable",
    "close",
    "escalate",
    "refer",
    "refer_on",
    "refuse",
    "settle_cost",
]
