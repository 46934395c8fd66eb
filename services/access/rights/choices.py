"""Who may do what with choices of a provider, waiting lists, contacts of the nurse at the practice, and more of referrals."""

from services.access.rights.base import (
    ACTIVITY,
    BOTH,
    CITIZENS_SIDE,
    CREATE,
    DUE,
    READERS,
    UPDATE,
    R,
    W,
)
from shared.kit.rights import PURCHASERS, READ, Right

ONWARD = "the provider that accepted the referral, or the municipality for it (R-A24)"

CHOICES = (
    Right("referrals", "refer_on", W, BOTH, ACTIVITY, CREATE, ONWARD),
    Right("referrals", "approve_referral", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("referrals", "escalate_referral", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("referrals", "settle_referral_cost", W, PURCHASERS, ACTIVITY, UPDATE),
    # Counts name providers and domains, and no person.
    Right("referrals", "get_refusal_counts", R, PURCHASERS),
    Right("referrals", "get_domain_flows", R, PURCHASERS),
    # A catalogue names providers and no person.
    Right("catalogues", READ, R, READERS),
    Right("catalogues", "apply_award", None, DUE),
    Right("catalogues", "apply_capacity", None, DUE),
    Right("provider_choices", READ, R, CITIZENS_SIDE, ACTIVITY),
    Right("provider_choices", "register_provider_choice", W, PURCHASERS, ACTIVITY, CREATE),
    Right("provider_choices", "record_choice", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("provider_choices", "assign_provider", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("provider_choices", "withdraw_provider_choice", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("provider_choices", "due_assignments", None, DUE),
    Right("provider_choices", "assign_overdue", None, DUE, ACTIVITY, UPDATE),
    Right("provider_choices", "due_departed", None, DUE),
    Right("provider_choices", "close_departed", None, DUE, ACTIVITY, UPDATE),
    Right("waiting_list", READ, R, CITIZENS_SIDE, ACTIVITY),
    # The order stands beside other citizens: the municipality alone sees it.
    Right("waiting_list", "list_waiting_list", R, PURCHASERS, ACTIVITY),
    # An overview names nobody.
    Right("waiting_list", "get_waiting_list_overview", R, PURCHASERS),
    Right("waiting_list", "register_waiting_entry", W, PURCHASERS, ACTIVITY, CREATE),
    Right("waiting_list", "change_waiting_entry", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("waiting_list", "delay_waiting_entry", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("waiting_list", "place_waiting_entry", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("waiting_list", "withdraw_waiting_entry", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("waiting_list", "due_departed", None, DUE),
    Right("waiting_list", "close_departed", None, DUE, ACTIVITY, UPDATE),
    # Counts of contacts, by practice: no person is in them.
    Right("nurse_contacts", READ, R, PURCHASERS),
    Right("nurse_contacts", "register_nurse_contact", W, PURCHASERS),
    Right("nurse_contacts", "change_nurse_contact", W, PURCHASERS),
)
