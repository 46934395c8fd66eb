"""The libraries of the sources, and what taking one over comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.outcomes.definitions.rules.content import Content, differing
from services.outcomes.definitions.rules.versions import IndicatorDefinition, define
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.indicating import LibraryOutcome


class LibraryNotFound(NotFound):
    """There is no such library."""

    code = "indicator-library-not-found"
    title = Text("Bibliotheek niet gevonden", "Library not found")
    detail = Text("Er is geen bibliotheek {id}.", "There is no library {id}.")
    mend = Text("Kies uit GET /v1/indicator-libraries.", "Choose from GET /v1/indicator-libraries.")


class LibraryImportNotFound(NotFound):
    """There is no such import, or it is not yours."""

    code = "library-import-not-found"
    title = Text("Inlezing niet gevonden", "Import not found")
    detail = Text("Er is geen inlezing {id}.", "There is no import {id}.")
    mend = Text("Zoek de inlezingen op bibliotheek.", "Search the imports by library.")


class LibraryItemsUnknown(Refused):
    """A code that the library does not have."""

    code = "library-items-unknown"
    title = Text("Onbekende indicator", "Unknown indicator")
    detail = Text("Bibliotheek {library} kent niet: {codes}.", "Library {library} does not know: {codes}.")
    mend = Text("Kies uit de items van de bibliotheek.", "Choose from the items of the library.")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Content):
    """An indicator of a library."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library of indicators: where it comes from and what is in it."""

    code: str
    name: Bilingual
    about: Bilingual
    row: str
    items: list[Item]
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportItem:
    """What an import did with one indicator."""

    code: str
    outcome: LibraryOutcome
    definition_id: UUID
    differing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryImport:
    """What an import of a library did."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    library: str
    items: list[ImportItem]


def chosen(library: Library, codes: Sequence[str]) -> list[Item]:
    """The items with these codes, or all; each once, in the order of the library. Raises LibraryItemsUnknown."""
    known = {one.code for one in library.items}
    unknown = [(place, code) for place, code in enumerate(codes) if code not in known]
    if unknown:
        text = Text("Deze indicator is er niet.", "There is no such indicator.")
        errors = tuple(FieldError(f"#/codes/{place}", "item-unknown", text) for place, _ in unknown)
        raise LibraryItemsUnknown(
            errors=errors, library=library.code, codes=sorted({code for _, code in unknown})
        )
    return [one for one in library.items if not codes or one.code in codes]


def take_over(
    owner: str,
    library: Library,
    items: Sequence[Item],
    known: Mapping[str, IndicatorDefinition],
    valid_from: date,
    providers: Sequence[str],
    seen: Mapping[str, Sequence[str]],
) -> tuple[list[IndicatorDefinition], list[ImportItem]]:
    """What is newly defined, and what became of each item: what stands otherwise under a code stays as it is.

    It is held against the version that holds on the day, else against the newest. `seen` says who else may read a code.
    """
    made, told = [], []
    for item in items:
        before = known.get(item.code)
        if before is None:
            fresh, _ = define(
                owner, item.code, item, valid_from, providers, library=library.code,
                sees=seen.get(item.code, ()),
            )  # fmt: skip
            made.append(fresh)
            told.append(ImportItem(code=item.code, outcome=LibraryOutcome.NEW, definition_id=fresh.id))
            continue
        held = before.on(valid_from) or before.versions[-1]
        changed = differing(held, item)
        outcome = LibraryOutcome.DIFFERS if changed else LibraryOutcome.UNCHANGED
        told.append(ImportItem(code=item.code, outcome=outcome, definition_id=before.id, differing=changed))
    return made, told
