"""A list of the sources and its entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceItem:
    """One entry: its code, names, what it falls under, a note, and its locator."""

    code: str
    name_nl: str
    name_en: str
    group: str | None = None
    note_nl: str | None = None
    note_en: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A list: its code, its number in the sources, its names, its entries in order."""

    code: str
    enumeration: str
    name_nl: str
    name_en: str
    items: list[ReferenceItem]
