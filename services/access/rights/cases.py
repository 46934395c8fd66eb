"""Who may do what with what citizens ask and get: requests, decisions, referrals."""

from services.access.rights.base import (
    ACTIVITY,
    CREATE,
    DUE,
    MANDATED,
    PROVIDERS,
    READERS,
    REFERRED,
    UPDATE,
    R,
    W,
)
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import Scope

CASES = (
    Right("requests", READ, R, READERS, ACTIVITY),
    Right("requests", "report_request", W, PURCHASERS, ACTIVITY, CREATE),
    Right("requests", "due_moves", None, DUE),
    Right("requests", "move_request", None, DUE, ACTIVITY, UPDATE),
    Right("requests", "hold_first_talk", W, PURCHASERS | PROVIDERS, ACTIVITY, UPDATE),
    Right("decisions", READ, R, READERS, ACTIVITY),
    Right("decisions", "get_motivation", R, PURCHASERS, ACTIVITY),
    Right("decisions", "due_endings", None, DUE),
    Right("decisions", "end_decision", None, DUE, ACTIVITY, UPDATE),
    Right("decisions", "take_decision", Scope.ACCESS_DECIDE, PURCHASERS, ACTIVITY, CREATE, MANDATED),
    Right("referrals", READ, R, READERS, ACTIVITY),
    Right("referrals", "due_closings", None, DUE),
    Right("referrals", "close_referral", None, DUE, ACTIVITY, UPDATE),
    Right("referrals", "make_referral", W, PURCHASERS, ACTIVITY, CREATE),
    Right("referrals", "accept_referral", W, PROVIDERS, ACTIVITY, UPDATE, REFERRED),
    Right("referrals", "refuse_referral", W, PROVIDERS, ACTIVITY, UPDATE, REFERRED),
)
