"""Who moves from one contract to another, and whether anybody is without care in between (R-C60)."""

from services.contracts.contract_transitions.rules.lines import (
    ContractTransition,
    ContractTransitionLine,
    Plan,
    TransitionPlacement,
    gap_days,
)
from services.contracts.contract_transitions.rules.planning import (
    check_open,
    confirm,
    days_of,
    is_same,
    plan,
)
from services.contracts.contract_transitions.rules.refusals import (
    TransitionConfirmed,
    TransitionNotFound,
    TransitionNotSeamless,
    TransitionRefused,
)

__all__ = [
    "ContractTransition", "ContractTransitionLine", "Plan", "TransitionConfirmed", "TransitionNotFound",
    "TransitionNotSeamless", "TransitionPlacement", "TransitionRefused", "check_open", "confirm", "days_of", "gap_days", "is_same", "plan",
]  # fmt: skip
