"""Who may do what with care that is given, what it is for, and who leaves it."""

from services.access.rights.base import (
    ACTIVITY,
    BOTH,
    CITIZENS_SIDE,
    CREATE,
    DUE,
    GIVES,
    MANDATED,
    READERS,
    SETS,
    UPDATE,
    R,
    W,
)
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import Scope

GRANTS = "granted at once: the scope access:decide and a mandate for the law, on the day (R-A03)"
CARE = (
    Right("care_starts", READ, R, READERS, ACTIVITY),
    Right("care_starts", "register_care_start", W, BOTH, ACTIVITY, CREATE, GIVES),
    Right("care_starts", "change_care_start", W, BOTH, ACTIVITY, UPDATE, GIVES),
    Right("care_starts", "withdraw_care_start", W, BOTH, ACTIVITY, UPDATE, GIVES),
    Right("care_stops", READ, R, READERS, ACTIVITY),
    Right("care_stops", "register_care_stop", W, BOTH, ACTIVITY, CREATE, GIVES),
    Right("care_stops", "change_care_stop", W, BOTH, ACTIVITY, UPDATE, GIVES),
    Right("care_stops", "withdraw_care_stop", W, BOTH, ACTIVITY, UPDATE, GIVES),
    Right("care_stops", "due_departed", None, DUE),
    Right("care_stops", "stop_departed", None, DUE, ACTIVITY, UPDATE),
    Right("desired_results", READ, R, READERS, ACTIVITY),
    Right("desired_results", "register_desired_result", W, BOTH, ACTIVITY, CREATE, SETS),
    Right("desired_results", "change_desired_result", W, BOTH, ACTIVITY, UPDATE, SETS),
    Right("desired_results", "withdraw_desired_result", W, BOTH, ACTIVITY, UPDATE, SETS),
    Right("desired_results", "apply_evaluation", None, DUE, ACTIVITY, UPDATE),
    Right("desired_results", "due_departed", None, DUE),
    Right("desired_results", "withdraw_departed", None, DUE, ACTIVITY, UPDATE),
    Right("evaluated_decisions", READ, R, PURCHASERS, ACTIVITY),
    Right("pgb_switches", READ, R, CITIZENS_SIDE, ACTIVITY),
    # A count names nobody, and small ones are left out.
    Right("pgb_switches", "get_pgb_switch_counts", R, PURCHASERS),
    Right("pgb_switches", "get_pgb_switch_view", R, PURCHASERS),
    Right("pgb_switches", "register_pgb_switch", W, PURCHASERS, ACTIVITY, CREATE, GRANTS),
    Right("pgb_switches", "grant_pgb_switch", Scope.ACCESS_DECIDE, PURCHASERS, ACTIVITY, UPDATE, MANDATED),
    Right("pgb_switches", "refuse_pgb_switch", Scope.ACCESS_DECIDE, PURCHASERS, ACTIVITY, UPDATE, MANDATED),
    Right("pgb_switches", "withdraw_pgb_switch", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("pgb_switches", "due_departed", None, DUE),
    Right("pgb_switches", "close_departed", None, DUE, ACTIVITY, UPDATE),
    # A ranking names providers and no person.
    Right("provider_rankings", READ, R, READERS),
    Right("provider_rankings", "apply_ranking", None, DUE),
)
