"""Who may do what with allocations, care orders, providers' requests and transition cohorts."""

from services.access.rights.base import ACTIVITY, BOTH, CREATE, DUE, MANDATED, READERS, UPDATE, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import Scope

_D = Scope.ACCESS_DECIDE
SCALES = "a provider only in scenario B, C and D, and only more or less of the same (R-A35); a municipality with access:decide and a mandate (R-A03)"
ASKS = "the provider that asks, or the municipality for it"

ALLOCATIONS = (
    Right("allocations", READ, R, READERS, ACTIVITY),
    Right("allocations", "change_allocation", W, BOTH, ACTIVITY, UPDATE, SCALES),
    Right("allocations", "due_departed", None, DUE),
    Right("allocations", "end_departed", None, DUE, ACTIVITY, UPDATE),
    Right("allocations", "due_untold", None, DUE),
    Right("allocations", "tell_allocation", None, DUE, ACTIVITY, UPDATE),
    Right("care_orders", READ, R, READERS, ACTIVITY),
    # By provider, and nobody in it.
    Right("care_orders", "get_unallocated_care", R, BOTH),
    Right("care_orders", "register_care_order", W, PURCHASERS, ACTIVITY, CREATE),
    Right("care_orders", "withdraw_care_order", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("care_orders", "due_decided", None, DUE),
    Right("care_orders", "close_decided", None, DUE, ACTIVITY, UPDATE),
    Right("allocation_requests", READ, R, READERS, ACTIVITY),
    Right("allocation_requests", "register_allocation_request", W, BOTH, ACTIVITY, CREATE, ASKS),
    Right("allocation_requests", "investigate_allocation_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("allocation_requests", "reject_allocation_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("allocation_requests", "grant_allocation_request", _D, PURCHASERS, ACTIVITY, UPDATE, MANDATED),
    Right("allocation_requests", "withdraw_allocation_request", W, BOTH, ACTIVITY, UPDATE, ASKS),
    Right("change_requests", READ, R, READERS, ACTIVITY),
    Right("change_requests", "register_change_request", W, BOTH, ACTIVITY, CREATE, ASKS),
    Right("change_requests", "investigate_change_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("change_requests", "reject_change_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("change_requests", "grant_change_request", _D, PURCHASERS, ACTIVITY, UPDATE, MANDATED),
    Right("change_requests", "withdraw_change_request", W, BOTH, ACTIVITY, UPDATE, ASKS),
    # A cohort names no person; the transfer list does, and the allocations that it moves.
    Right("transition_cohorts", READ, R, PURCHASERS, ACTIVITY),
    Right("transition_cohorts", "register_transition_cohort", W, PURCHASERS, ACTIVITY, CREATE),
    Right("transition_cohorts", "carry_out_transition_cohort", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("transition_cohorts", "withdraw_transition_cohort", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("transition_cohorts", "apply_transition", None, DUE, ACTIVITY, CREATE),
)
