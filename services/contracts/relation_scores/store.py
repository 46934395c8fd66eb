"""The only SQL on relation scores."""

from __future__ import annotations

from services.contracts.relation_scores.rules import RelationScore, RelationScoreNotFound
from services.contracts.tables import relation_scores
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

RELATION_SCORES = Register(relation_scores, RelationScore, schemas.RelationScore, RelationScoreNotFound)
