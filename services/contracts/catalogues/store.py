"""The only SQL on catalogues."""

from __future__ import annotations

from services.contracts.catalogues.rules import Catalogue, CatalogueNotFound
from services.contracts.tables import catalogues
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

CATALOGUES = Register(catalogues, Catalogue, schemas.Catalogue, CatalogueNotFound)
