"""When a plan of action is needed, what it must say, and its life (R-O20, D-09)."""

from services.outcomes.improvement_plans.rules.needs import DEFAULT_TERM_DAYS, PlanNeed, needs
from services.outcomes.improvement_plans.rules.plans import (
    OPEN,
    ImprovementPlan,
    agree,
    close,
    propose,
    side_of,
    tell_progress,
)
from services.outcomes.improvement_plans.rules.problems import (
    ActionUnknown,
    NotASideOfThePlan,
    PlanNotFound,
    PlanRefused,
    PlanStateRefused,
)

__all__ = [
    "DEFAULT_TERM_DAYS", "OPEN", "ActionUnknown", "ImprovementPlan", "NotASideOfThePlan", "PlanNeed", "PlanNotFound",
    "PlanRefused", "PlanStateRefused", "agree", "close", "needs", "propose", "side_of", "tell_progress",
]  # fmt: skip
