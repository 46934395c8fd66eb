"""The only SQL on ceilings."""

from __future__ import annotations

from services.contracts.ceilings.rules import Ceiling, CeilingNotFound
from services.contracts.tables import ceilings
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

CEILINGS = Register(ceilings, Ceiling, schemas.Ceiling, CeilingNotFound)
