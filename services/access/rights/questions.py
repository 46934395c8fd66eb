"""Who may do what with questions beside reporting and reading them: clarify, plan, take over, keep an eye on."""

from services.access.rights.base import ACTIVITY, CREATE, DUE, PROVIDERS, UPDATE, R, W
from shared.kit.rights import PURCHASERS, READ, Right

_ON_PLAN = "a provider on the plan sees its own part alone (R-A23)"

QUESTIONS = (
    Right("requests", "get_question", R, PURCHASERS, ACTIVITY),
    Right("requests", "assess_responsible_municipality", R, PURCHASERS, ACTIVITY),
    Right("requests", "apply_for_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("requests", "change_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("requests", "flag_acute", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("requests", "determine_responsible_municipality", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("requests", "withdraw_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("requests", "close_request", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("clarifications", READ, R, PURCHASERS, ACTIVITY),
    Right("clarifications", "record_clarification", W, PURCHASERS, ACTIVITY, CREATE),
    Right("household_plans", READ, R, PURCHASERS | PROVIDERS, ACTIVITY, None, _ON_PLAN),
    Right("household_plans", "register_household_plan", W, PURCHASERS, ACTIVITY, CREATE),
    Right("household_plans", "change_household_plan", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("household_plans", "end_household_plan", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("household_plans", "due_warnings", None, DUE),
    Right("household_plans", "renew_warnings", None, DUE, ACTIVITY, UPDATE),
    Right("pilot_flames", READ, R, PURCHASERS, ACTIVITY),
    Right("pilot_flames", "light_pilot_flame", W, PURCHASERS, ACTIVITY, CREATE),
    Right("pilot_flames", "contact_pilot_flame", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("pilot_flames", "reenter_pilot_flame", W, PURCHASERS, ACTIVITY, CREATE),
    Right("pilot_flames", "end_pilot_flame", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("pilot_flames", "due_flames", None, DUE),
    Right("pilot_flames", "tend_flame", None, DUE, ACTIVITY, UPDATE),
    Right("file_takeovers", READ, R, PURCHASERS),
    Right("file_takeovers", "read_takeover", W, PURCHASERS),
    Right("file_takeovers", "take_over_file", W, PURCHASERS, ACTIVITY, CREATE),
    Right("file_takeovers", "due_untold", None, DUE),
    Right("file_takeovers", "tell_taken_over", None, DUE, ACTIVITY, UPDATE),
)
