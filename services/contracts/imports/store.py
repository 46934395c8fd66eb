"""The only SQL on imports."""

from __future__ import annotations

from services.contracts.imports.rules import Import, ImportNotFound
from services.contracts.tables import imports
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

IMPORTS = Register(imports, Import, schemas.Import, ImportNotFound)
