"""The only SQL on evaluations."""

from __future__ import annotations

from services.contracts.evaluations.rules import Evaluation, EvaluationNotFound
from services.contracts.tables import evaluations
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

EVALUATIONS = Register(evaluations, Evaluation, schemas.Evaluation, EvaluationNotFound)
