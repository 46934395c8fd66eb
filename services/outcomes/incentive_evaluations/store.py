"""The only SQL on incentive evaluations."""

from __future__ import annotations

from services.outcomes.incentive_evaluations.rules import EvaluationNotFound, IncentiveEvaluation
from services.outcomes.tables import incentive_evaluations
from shared.kit.registers import Register
from shared.schemas import outcomes as schemas

EVALUATIONS = Register(
    incentive_evaluations, IncentiveEvaluation, schemas.IncentiveEvaluation, EvaluationNotFound
)
