"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.imports import ImportKind


class ImportNotFound(NotFound):
    """There is no such import, or it is not yours."""

    code = "import-not-found"
    title = Text("Inlezing niet gevonden", "Import not found")
    detail = Text("Er is geen inlezing {id}.", "There is no import {id}.")
    mend = Text("Zoek de inlezingen op soort.", "Search the imports by kind.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import did; `touched` are the ids of what is new, changed or closed."""

    id: UUID
    owner: str
    kind: ImportKind
    version: int = 1
    external_reference: str | None = None
    parties: list[str]
    registered: int
    changed: int = 0
    closed: int = 0
    unchanged: int
    suppressed: int = 0
    unfit: int = 0
    touched: list[UUID]
