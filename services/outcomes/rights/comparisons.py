"""Who may do what for a fair comparison: figures for the two sides of it, what is published for all readers."""

from services.outcomes.rights.base import READERS, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind

_SIDES = PURCHASERS | {ActorKind.PROVIDER}
_OWN = "a provider sees itself and the funnel without names"

COMPARISONS = (
    Right("comparisons", READ, R, _SIDES, remark=_OWN),
    Right("comparisons", "register_client_outcome", W, _SIDES, remark="a provider its own clients only"),
    Right("comparisons", "read_client_outcomes", W, _SIDES),
    Right("comparisons", "register_client_outcomes", W, _SIDES, remark="a provider its own clients only"),
    Right("comparisons", "register_case_mix_model", W, PURCHASERS),
    Right("comparisons", "register_comparison", W, PURCHASERS),
    Right("comparisons", "register_ranking", W, PURCHASERS),
    Right("comparisons", "withdraw_ranking", W, PURCHASERS),
    Right("comparisons", "get_ranking", R, READERS, remark="what is published"),
    Right("comparisons", "list_rankings", R, READERS, remark="what is published"),
    Right("comparisons", "find_control_chart", R, READERS),
    Right("comparisons", "compute_control_charts", R, READERS),
)
