"""Who may do what with the municipality's own rules: policies, teams, terms of the law, ceilings; and with the catalogue."""

from services.access.rights.base import ACTIVITY, CITIZENS_SIDE, DUE, READERS, UPDATE, R, W
from shared.kit.rights import PURCHASERS, READ, Right

POLICIES = (
    Right("policies", READ, R, PURCHASERS),
    Right("policies", "register_policy", W, PURCHASERS),
    Right("policies", "change_policy", W, PURCHASERS),
    Right("policies", "withdraw_policy", W, PURCHASERS),
    # What can be granted and where that is decided names no person.
    Right("products", READ, R, READERS),
    Right("products", "apply_product", None, DUE),
    Right("access_routes", READ, R, READERS),
    Right("teams", READ, R, PURCHASERS),
    Right("teams", "register_team", W, PURCHASERS),
    Right("teams", "change_team", W, PURCHASERS),
    Right("equated_days", READ, R, PURCHASERS),
    Right("equated_days", "register_equated_day", W, PURCHASERS),
    Right("equated_days", "change_equated_day", W, PURCHASERS),
    Right("access_ceilings", READ, R, PURCHASERS),
    Right("access_ceilings", "register_access_ceiling", W, PURCHASERS),
    Right("access_ceilings", "change_access_ceiling", W, PURCHASERS),
    Right("access_ceilings", "apply_ceiling", None, DUE),
    # A term is between the citizen and the municipality.
    Right("statutory_terms", READ, R, CITIZENS_SIDE, ACTIVITY),
    Right("statutory_terms", "suspend_statutory_term", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("statutory_terms", "resume_statutory_term", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("statutory_terms", "extend_statutory_term", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("statutory_terms", "give_notice_of_default", W, PURCHASERS, ACTIVITY, UPDATE),
    Right("statutory_terms", "due_terms", None, DUE),
    Right("statutory_terms", "move_term", None, DUE, ACTIVITY, UPDATE),
)
