"""The only SQL on consortia."""

from __future__ import annotations

from services.contracts.consortia.rules import Consortium, ConsortiumNotFound
from services.contracts.tables import consortia
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

CONSORTIA = Register(consortia, Consortium, schemas.Consortium, ConsortiumNotFound)
