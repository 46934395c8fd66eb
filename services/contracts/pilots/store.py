"""The only SQL on pilots."""

from __future__ import annotations

from services.contracts.pilots.rules import Pilot, PilotNotFound
from services.contracts.tables import pilots
from shared.kit.shared_registers import SharedRegister
from shared.schemas import contracts as schemas

PILOTS = SharedRegister(pilots, Pilot, schemas.Pilot, PilotNotFound)
