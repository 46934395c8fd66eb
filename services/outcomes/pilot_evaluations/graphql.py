"""Evaluations of pilots in the graph: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.outcomes.pilot_evaluations import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
PilotEvaluation, PilotEvaluationQuery, PilotEvaluationMutation = _made

__all__ = ["PilotEvaluation", "PilotEvaluationMutation", "PilotEvaluationQuery"]
