"""The editions of the matrix, as data (R-O01, N-30, N-31): domains and levels stand in `editions/`, one file each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.errors import NotFound, Text

LOWEST, HIGHEST = 1, 5


class EditionNotFound(NotFound):
    """There is no such edition."""

    code = "assessment-edition-not-found"
    title = Text("Uitgave niet gevonden", "Edition not found")
    detail = Text("Er is geen uitgave {id}.", "There is no edition {id}.")
    mend = Text("Kies uit GET /v1/assessment-editions.", "Choose from GET /v1/assessment-editions.")


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain; `counterpart` is the one of the eleven that it stands for."""

    code: str
    name_nl: str
    name_en: str
    description_nl: str | None
    description_en: str | None
    counterpart: str


@dataclass(frozen=True, slots=True)
class Level:
    """A score with what it says of self-reliance, care and guidance (N-31)."""

    score: int
    name_nl: str
    name_en: str
    self_reliance_nl: str
    self_reliance_en: str
    care_nl: str
    care_en: str
    guidance_nl: str
    guidance_en: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition; `minimum_shared` domains must be scored both times to compare means (formulas § 11)."""

    code: str
    name_nl: str
    name_en: str
    year: int
    source: str
    minimum_shared: int
    reliability: str | None
    domains: list[Domain]
    levels: list[Level]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its domains."""
        return frozenset(one.code for one in self.domains)


def _snake(name: str) -> str:
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in name)


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {_snake(name): value for name, value in values.items()}


def _read(path: Path) -> Edition:
    told = _named(json.loads(path.read_text("utf-8")))
    domains = [Domain(**_named(one)) for one in told.pop("domains")]
    levels = [Level(**_named(one)) for one in told.pop("levels")]
    return Edition(**told, domains=domains, levels=levels)


# Read once: a constant of the release, as a table in code would be.
EDITIONS: dict[str, Edition] = {
    one.code: one for one in map(_read, sorted((Path(__file__).parent / "editions").glob("*.json")))
}


def edition_of(code: str) -> Edition:
    """One edition; EditionNotFound."""
    found = EDITIONS.get(code)
    if found is None:
        raise EditionNotFound(id=code)
    return found
