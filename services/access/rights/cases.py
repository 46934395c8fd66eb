"""Who may do what with what citizens ask, and with referrals."""

from services.access.rights.base import (
    ACTIVITY,
    CREATE,
    DUE,
    PROVIDERS,
    READERS,
    REFERRED,
    UPDATE,
    R,
    W,
)
from shared.kit.rights import PURCHASERS, READ, Right

CASES = (
    Right("requests", READ, R, READERS, ACTIVITY),
    Right("requests", "report_request", W, PURCHASERS, ACTIVITY, CREATE),
    Right("requests", "due_moves", None, DUE),
    Right("requests", "move_request", None, DUE, ACTIVITY, UPDATE),
    Right("requests", "hold_first_talk", W, PURCHASERS | PROVIDERS, ACTIVITY, UPDATE),
    Right("referrals", READ, R, READERS, ACTIVITY),
    Right("referrals", "due_closings", None, DUE),
    Right("referrals", "close_referral", None, DUE, ACTIVITY, UPDATE),
    Right("referrals", "make_referral", W, PURCHASERS, ACTIVITY, CREATE),
    Right("referrals", "accept_referral", W, PROVIDERS, ACTIVITY, UPDATE, REFERRED),
    Right("referrals", "refuse_referral", W, PROVIDERS, ACTIVITY, UPDATE, REFERRED),
)
