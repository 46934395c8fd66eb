"""The only SQL on triple aims."""

from __future__ import annotations

from services.outcomes.tables import triple_aims
from services.outcomes.triple_aims.rules import TripleAim, TripleAimNotFound
from shared.kit.shared_registers import SharedRegister
from shared.schemas import outcomes as schemas

TRIPLE_AIMS = SharedRegister(triple_aims, TripleAim, schemas.TripleAim, TripleAimNotFound)
