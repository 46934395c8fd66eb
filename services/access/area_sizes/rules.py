"""How many people the areas of a team count on a day (R-A39)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSize:
    """The inhabitants of an area in a year, by the id and version of the characteristic; None where it is suppressed."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    area_code: str
    year: int
    inhabitants: int | None


@dataclass(frozen=True, slots=True)
class Population:
    """The people of some areas together; `year` is the oldest of the years that they were counted in."""

    inhabitants: int
    year: int


def population(areas: Sequence[str], sizes: Mapping[str, AreaSize]) -> Population | None:
    """The people of these areas together; None without areas, or where the number of one of them is not known.

    `sizes` has for each area the newest number that is not after the period.
    """
    known = [sizes[area] for area in areas if area in sizes]
    people = sum(one.inhabitants or 0 for one in known)
    if len(known) < len(areas) or not people:
        return None
    return Population(people, min(one.year for one in known))


def newest(sizes: Iterable[AreaSize], year: int) -> dict[str, AreaSize]:
    """By area the newest number that is known and not after a year; of two sources what was registered last."""
    found: dict[str, AreaSize] = {}
    for one in sorted(sizes, key=lambda size: (size.year, size.id)):
        if one.year <= year and one.inhabitants is not None:
            found[one.area_code] = one
    return found


__all__ = ["AreaSize", "Population", "newest", "population"]
