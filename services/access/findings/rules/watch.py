"""The watch of a month: a municipality's patterns are looked at once, and what was found is told by signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text

PATTERNS = "patterns"


@dataclass(frozen=True, slots=True)
class PatternWatch:
    """A month of a municipality that was looked at; `month` is its first day, `signals` how many new ones came of it."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    month: date
    signals: int


class PatternWatchNotFound(NotFound):
    """There is no such watch, or it is not yours."""

    code = "pattern-watch-not-found"
    title = Text("Maand niet gevonden", "Watch not found")
    detail = Text("Er is geen bewaakte maand {id}.", "There is no watch {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")
