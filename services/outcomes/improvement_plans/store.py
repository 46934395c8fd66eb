"""The only SQL on plans of action."""

from __future__ import annotations

from services.outcomes.improvement_plans.rules import ImprovementPlan, PlanNotFound
from services.outcomes.tables import improvement_plans
from shared.kit.registers import Register
from shared.schemas import outcomes as schemas

PLANS = Register(improvement_plans, ImprovementPlan, schemas.ImprovementPlan, PlanNotFound)
