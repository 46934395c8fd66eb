"""Whom a contract is for: a population bounded by municipality, law and demand (N-105)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.terms import Law


@dataclass(frozen=True, slots=True)
class Population:
    """The inhabitants of a municipality for whom support is agreed, counted on a reference day."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    municipality_code: str
    laws: list[Law]
    description: str
    inhabitants: int
    inhabitants_on: date


class PopulationNotFound(NotFound):
    """There is no such population, or it is not yours."""

    code = "population-not-found"
    title = Text("Populatie niet gevonden", "Population not found")
    detail = Text("Er is geen populatie {id}.", "There is no population {id}.")
    mend = Text("Controleer het kenmerk of registreer haar.", "Check the identifier or register it.")
