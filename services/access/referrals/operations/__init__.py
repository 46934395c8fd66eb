"""What can be done with a referral: the municipality makes it, the provider answers it or refers on, both read it."""

from services.access.referrals.operations.answering import (
    accept_referral,
    approve_referral,
    close_referral,
    due_closings,
    escalate_referral,
    refuse_referral,
    settle_referral_cost,
)
from services.access.referrals.operations.making import (
    make_referral,
    refer_on,
)
from services.access.referrals.operations.reading import (
    get_domain_flows,
    get_referral,
    get_refusal_counts,
    list_referrals,
    list_referrals_by_id,
    list_referrals_by_request,
)

__all__ = [
    "accept_referral",
    "approve_referral",
    "close_referral",
    "due_closings",
    "escalate_referral",
    "get_domain_flows",
    "get_referral",
    "get_refusal_counts",
    "list_referrals",
    "list_referrals_by_id",
    "list_referrals_by_request",
    "make_referral",
    "refer_on",
    "refuse_referral",
    "settle_referral_cost",
]
