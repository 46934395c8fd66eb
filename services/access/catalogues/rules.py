"""Who has room in a catalogue: the capacity that was told, less what was given away here since (R-C43)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from shared.errors import NotFound, Text


class CatalogueNotFound(NotFound):
    """There is no such catalogue, it is not known here yet, or it is not yours."""

    code = "catalogue-not-found"
    title = Text("Catalogus niet gevonden", "Catalogue not found")
    detail = Text("Er is geen catalogus {id}.", "There is no catalogue {id}.")
    mend = Text(
        "Controleer het kenmerk; een pas gegunde catalogus is hier na enkele seconden bekend.",
        "Check the identifier; a catalogue that was just awarded is known here after a few seconds.",
    )


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A provider's place, and its free capacity as told in version `told_in` of the catalogue."""

    rank: int
    provider: str
    total: str
    capacity: int
    contract_id: UUID
    told_in: int = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """How many places at a provider were given away by a version of a catalogue."""

    provider: str
    catalogue_version: int
    places: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue, under its own id and version."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    procurement_id: UUID
    name: str
    product_codes: list[str]
    choice_term_days: int
    entries: list[CatalogueEntry]

    def entry(self, provider: str) -> CatalogueEntry | None:
        """A provider's place; None when it is not in the catalogue."""
        return next((one for one in self.entries if one.provider == provider), None)


def renew(known: Catalogue | None, told: Catalogue) -> Catalogue:
    """What was told, each place with the version in which its capacity was told last.

    A purchaser who brings one provider's capacity up to date says nothing of the others: what was given away there since
    still counts.
    """
    entries = []
    for one in told.entries:
        before = None if known is None else known.entry(one.provider)
        same = before is not None and before.capacity == one.capacity
        entries.append(replace(one, told_in=before.told_in if before is not None and same else told.version))
    return replace(told, entries=sorted(entries, key=lambda one: (one.rank, one.provider)))


def free_places(catalogue: Catalogue, taken: Sequence[Taken]) -> dict[str, int]:
    """The free places of each provider, in order of rank; never below nought."""
    free = {}
    for entry in sorted(catalogue.entries, key=lambda one: (one.rank, one.provider)):
        given = sum(
            one.places
            for one in taken
            if one.provider == entry.provider and one.catalogue_version >= entry.told_in
        )
        free[entry.provider] = max(0, entry.capacity - given)
    return free


__all__ = ["Catalogue", "CatalogueEntry", "CatalogueNotFound", "Taken", "free_places", "renew"]
