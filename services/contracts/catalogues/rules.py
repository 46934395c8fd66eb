"""Whom a client gets from a catalogue (R-C43): its own choice, else by rank with room once the term is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.procurements import AssignmentOrigin

CHOSEN = Sentence(
    "catalogue.chosen",
    nl="De cliënt koos {result}, plaats {rank} in de catalogus.",
    en="The client chose {result}, place {rank} in the catalogue.",
)
TERM = Sentence(
    "catalogue.term",
    nl="De cliënt kan kiezen tot en met {result}, {days} dagen na {offered_on}.",
    en="The client may choose up to and including {result}, {days} days after {offered_on}.",
)
BY_RANK = Sentence(
    "catalogue.by-rank",
    nl="Zonder keuze wijst de gemeente toe op indicatoren: {result}, plaats {rank}, de eerste met een vrije plaats.",
    en="Without a choice the municipality assigns by indicators: {result}, place {rank}, the first with room.",
)
FULL = Sentence("catalogue.full", nl="Niemand heeft een vrije plaats.", en="Nobody has room.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A provider's place, total and free capacity."""

    rank: int
    provider: str
    total: str
    capacity: int
    contract_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One version of a catalogue."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str]
    procurement_id: UUID
    name: str
    product_codes: list[str]
    choice_term_days: int
    entries: list[CatalogueEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueAssignment:
    """Whom a client gets, and how that came about."""

    provider: str | None
    rank: int | None
    origin: AssignmentOrigin | None
    choose_until: date
    why: Derivation


class CatalogueNotFound(NotFound):
    """There is no such catalogue, or it is not yours."""

    code = "catalogue-not-found"
    title = Text("Catalogus niet gevonden", "Catalogue not found")
    detail = Text("Er is geen catalogus {id}.", "There is no catalogue {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op procedure.", "Check the identifier, or search by procurement."
    )


class NotInCatalogue(Refused):
    """A provider that is named does not stand in the catalogue."""

    code = "provider-not-in-catalogue"
    rule = "R-C43"
    title = Text("Deze aanbieder staat niet in de catalogus", "This provider is not in the catalogue")
    detail = Text("Niet in de catalogus: {providers}.", "Not in the catalogue: {providers}.")
    mend = Text("Kies uit de entries van de catalogus.", "Choose from the entries of the catalogue.")


def _check_known(catalogue: Catalogue, named: Mapping[str, str]) -> None:
    known = {one.provider for one in catalogue.entries}
    unknown = {where: oin for where, oin in named.items() if oin not in known}
    if unknown:
        text = Text("Deze aanbieder staat er niet in.", "This provider is not in it.")
        errors = tuple(FieldError(where, "provider-unknown", text, rule="R-C43") for where in unknown)
        raise NotInCatalogue(errors=errors, providers=sorted(unknown.values()))


def with_capacities(catalogue: Catalogue, capacities: list[tuple[str, int]]) -> Catalogue:
    """The catalogue with other free capacity for who is named; the last word counts. Raises NotInCatalogue."""
    _check_known(catalogue, {f"#/capacities/{i}/provider": oin for i, (oin, _) in enumerate(capacities)})
    free = dict(capacities)
    entries = [replace(one, capacity=free.get(one.provider, one.capacity)) for one in catalogue.entries]
    if entries == catalogue.entries:
        return catalogue
    return replace(catalogue, version=catalogue.version + 1, entries=entries)


def assign(catalogue: Catalogue, offered_on: date, chosen: str | None, today: date) -> CatalogueAssignment:
    """Whom a client gets today: its choice; after the term rank 1 with capacity, or the next one (R-C43).

    The term counts from the day after the offer; its last day is still the client's. Raises NotInCatalogue.
    """
    until = offered_on + timedelta(days=catalogue.choice_term_days)
    if chosen is not None:
        _check_known(catalogue, {"#/chosen": chosen})
        entry = next(one for one in catalogue.entries if one.provider == chosen)
        why = Derivation().because("R-C43", CHOSEN, chosen, rank=entry.rank)
        return CatalogueAssignment(
            provider=chosen,
            rank=entry.rank,
            origin=AssignmentOrigin.CLIENT_CHOICE,
            choose_until=until,
            why=why,
        )
    why = Derivation().because("R-C43", TERM, until, days=catalogue.choice_term_days, offered_on=offered_on)
    nobody = CatalogueAssignment(provider=None, rank=None, origin=None, choose_until=until, why=why)
    if today <= until:
        return nobody
    free = [one for one in sorted(catalogue.entries, key=lambda one: one.rank) if one.capacity > 0]
    if not free:
        return replace(nobody, why=why.because("R-C43", FULL))
    first = free[0]
    why = why.because("R-C43", BY_RANK, first.provider, rank=first.rank)
    return replace(
        nobody, provider=first.provider, rank=first.rank, origin=AssignmentOrigin.BY_INDICATORS, why=why
    )
