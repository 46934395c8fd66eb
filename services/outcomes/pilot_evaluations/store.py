"""The only SQL on evaluations of pilots."""

from __future__ import annotations

from services.outcomes.pilot_evaluations.rules import PilotEvaluation, PilotEvaluationNotFound
from services.outcomes.tables import pilot_evaluations
from shared.kit.shared_registers import SharedRegister
from shared.schemas import outcomes as schemas

PILOT_EVALUATIONS = SharedRegister(
    pilot_evaluations, PilotEvaluation, schemas.PilotEvaluation, PilotEvaluationNotFound
)
