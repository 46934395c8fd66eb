"""Who may do what with decisions, from draft to final."""

from services.access.rights.base import ACTIVITY, CREATE, DUE, MANDATED, READERS, UPDATE, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import Scope

_D = Scope.ACCESS_DECIDE
DECISIONS = (
    # A draft is seen by the municipality alone; the operations leave it out for who else reads here.
    Right("decisions", READ, R, READERS, ACTIVITY),
    Right("decisions", "get_motivation", R, PURCHASERS, ACTIVITY),
    Right("decisions", "get_readiness", R, PURCHASERS, ACTIVITY),
    # Counts name products, teams and practices, and no person.
    Right("decisions", "get_decision_counts", R, PURCHASERS),
    Right("decisions", "take_decision", _D, PURCHASERS, ACTIVITY, CREATE, MANDATED),
    Right("decisions", "change_decision", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("decisions", "submit_decision", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("decisions", "withdraw_decision", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("decisions", "finalise_decision", _D, PURCHASERS, ACTIVITY, UPDATE, MANDATED),
    Right("decisions", "add_effort", _D, PURCHASERS, ACTIVITY, UPDATE),
    Right("decisions", "notify_decision", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("decisions", "due_endings", None, DUE),
    Right("decisions", "end_decision", None, DUE, ACTIVITY, UPDATE),
    Right("decisions", "due_efforts", None, DUE),
    Right("decisions", "tell_missed_effort", None, DUE, ACTIVITY, UPDATE),
)
