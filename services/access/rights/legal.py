"""Who may do what with tests of access, own contributions, budgets for results and gradings."""

from services.access.rights.base import (
    ACTIVITY,
    BOTH,
    CITIZENS_SIDE,
    CREATE,
    DUE,
    PROVIDERS,
    READERS,
    UPDATE,
    R,
    W,
)
from shared.kit.rights import PURCHASERS, READ, Right

COLLECTS = "a provider what it collects itself"
GRADES = "a provider its own intake"

LEGAL = (
    # What another law has of somebody is no provider's to know.
    Right("legal_checks", READ, R, CITIZENS_SIDE, ACTIVITY),
    Right("legal_checks", "get_legal_judgement", R, PURCHASERS, ACTIVITY),
    # A report names nobody, and opens no day of birth.
    Right("legal_checks", "get_legal_frame_report", R, PURCHASERS),
    Right("legal_checks", "register_legal_check", W, PURCHASERS, ACTIVITY, CREATE),
    Right("legal_checks", "answer_legal_check", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("majority_signals", READ, R, PURCHASERS, ACTIVITY),
    Right("majority_signals", "due_watches", None, DUE),
    Right("majority_signals", "watch_majority", None, DUE, ACTIVITY, CREATE),
    Right("majority_signals", "due_raises", None, DUE),
    Right("majority_signals", "raise_majority", None, DUE, ACTIVITY, UPDATE),
    Right("own_contributions", READ, R, READERS, ACTIVITY, None, COLLECTS),
    Right("own_contributions", "register_own_contribution", W, PURCHASERS, ACTIVITY, CREATE),
    Right("own_contributions", "due_openings", None, DUE),
    Right("own_contributions", "open_contribution", None, DUE, ACTIVITY, CREATE),
    Right("own_contributions", "due_alignments", None, DUE),
    Right("own_contributions", "align_contribution", None, DUE, ACTIVITY, UPDATE),
    Right("result_budgets", READ, R, READERS, ACTIVITY),
    Right("result_budgets", "get_result_budget_sum", R, PURCHASERS, ACTIVITY),
    Right("result_budgets", "register_result_budget", W, PURCHASERS, ACTIVITY, CREATE),
    Right("result_budgets", "choose_provider", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("result_budgets", "end_result_budget", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("result_budgets", "withdraw_result_budget", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("gradings", READ, R, CITIZENS_SIDE | PROVIDERS, ACTIVITY, None, GRADES),
    # A comparison names providers and products, and nobody else.
    Right("gradings", "get_grading_comparison", R, PURCHASERS),
    Right("gradings", "register_grading", W, BOTH, ACTIVITY, CREATE, GRADES),
    Right("gradings", "withdraw_grading", W, BOTH, ACTIVITY, UPDATE, GRADES),
)
