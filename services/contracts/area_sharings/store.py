"""The only SQL on sharings."""

from __future__ import annotations

from services.contracts.area_sharings.rules import AreaSharing, AreaSharingNotFound
from services.contracts.tables import area_sharings
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

AREA_SHARINGS = Register(area_sharings, AreaSharing, schemas.AreaSharing, AreaSharingNotFound)
