"""One family, one plan, one household: who is in it, who directs it, and what it lacks (N-125, R-A23)."""

from services.access.household_plans.rules.plans import (
    Goal,
    Household,
    HouseholdPlan,
    Member,
    Planned,
    as_seen_by,
    as_told,
    change,
    check_open,
    end,
    lacking,
    look_again,
    of_citizen,
    plan,
)
from services.access.household_plans.rules.words import (
    HouseholdPlanEnded,
    HouseholdPlanNotFound,
    HouseholdPlanRefused,
)

__all__ = [
    "Goal",
    "Household",
    "HouseholdPlan",
    "HouseholdPlanEnded",
    "HouseholdPlanNotFound",
    "HouseholdPlanRefused",
    "Member",
    "Planned",
    "as_seen_by",
    "as_told",
    "change",
    "check_open",
    "end",
    "lacking",
    "look_again",
    "of_citizen",
    "plan",
]
