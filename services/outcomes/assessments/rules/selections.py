"""Which domains a request needs (F-03, I-10): said by the municipality, with the purpose, before anybody scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.assessments.rules.matrix import EDITIONS
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Period
from shared.values.self_sufficiency import AssessmentPurpose
from shared.values.terms import Law


class SelectionNotFound(NotFound):
    """There is no such selection, or it is not yours."""

    code = "assessment-selection-not-found"
    title = Text("Keuze van domeinen niet gevonden", "Selection of domains not found")
    detail = Text("Er is geen keuze {id}.", "There is no selection {id}.")
    mend = Text("Zoek op cliënt of contract.", "Search by client or contract.")


class SelectionMissing(NotFound):
    """Nobody said which domains this client's request needs."""

    code = "assessment-selection-missing"
    rule = "F-03"
    title = Text("Er is geen keuze van domeinen", "There is no selection of domains")
    detail = Text(
        "Voor deze cliënt is op {on} niet vastgelegd welke domeinen nodig zijn.",
        "Which domains this client needs was not laid down for {on}.",
    )
    mend = Text(
        "Laat de gemeente de domeinen en het doel vastleggen (POST /v1/assessment-selections).",
        "Have the municipality lay down the domains and the purpose (POST /v1/assessment-selections).",
    )


class SelectionRefused(Refused):
    """The selection names what the edition has not; `errors` names every fault."""

    code = "assessment-selection-refused"
    rule = "F-03"
    title = Text("De keuze wordt niet vastgelegd", "The selection is not laid down")
    detail = Text(
        "De keuze past niet bij de uitgave; zie errors.",
        "The selection does not fit the edition; see errors.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Domains of an edition that may be scored from `valid_from` up to and including `valid_until`.

    For one client (`case_id`, the decision or referral), or for all of a contract, of a product category, or of both.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    case_id: UUID | None
    citizen_id: UUID | None
    law: Law | None
    allocation_number: int | None
    care_start_id: UUID | None
    contract_id: UUID | None
    product_category: str | None
    edition: str
    domains: list[str]
    purpose: AssessmentPurpose
    progress_months: int | None
    valid_from: date
    valid_until: date | None

    @property
    def period(self) -> Period:
        """The days on which it holds."""
        return Period.inclusive(self.valid_from, self.valid_until)


class Client(Protocol):
    """As much of a case as a selection is found by."""

    @property
    def owner(self) -> str: ...
    @property
    def grant_id(self) -> UUID: ...
    @property
    def contract_id(self) -> UUID | None: ...
    @property
    def product_category(self) -> str | None: ...


def check(selection: Selection) -> Selection:
    """The selection, when each of its domains is one of its edition, once. Raises SelectionRefused."""
    edition = EDITIONS.get(selection.edition)
    if edition is None:
        raise SelectionRefused(errors=(_fault("#/edition", "edition-unknown", edition=selection.edition),))
    faults = []
    for place, domain in enumerate(selection.domains):
        if domain not in edition.codes:
            faults.append(_fault(f"#/domains/{place}", "domain-unknown", edition=edition.code))
        elif domain in selection.domains[:place]:
            faults.append(_fault(f"#/domains/{place}", "domain-twice"))
    if faults:
        raise SelectionRefused(errors=tuple(faults))
    return selection


def _rank(selection: Selection) -> tuple[int, UUID]:
    """What is nearer to the client goes before what is further away, then the newest."""
    nearness = (
        3 if selection.case_id is not None
        else (selection.contract_id is not None) + (selection.product_category is not None)
    )  # fmt: skip
    return nearness, selection.id


def holding(selections: Iterable[Selection], client: Client, on: date) -> Selection | None:
    """The selection that holds for a client on a day: its own, else that of contract and product; None where there is none."""
    found = [
        one
        for one in selections
        if one.owner == client.owner
        and one.period.contains(on)
        and (
            one.case_id == client.grant_id
            if one.case_id is not None
            else one.contract_id in (None, client.contract_id)
            and one.product_category in (None, client.product_category)
        )
    ]
    return max(found, key=_rank, default=None)


_SENTENCES = {
    "edition-unknown": Text("Er is geen uitgave {edition}.", "There is no edition {edition}."),
    "domain-unknown": Text(
        "Uitgave {edition} heeft dit domein niet.", "Edition {edition} has no such domain."
    ),
    "domain-twice": Text("Noem elk domein één keer.", "Name each domain once."),
}


def _fault(location: str, code: str, **facts: object) -> FieldError:
    sentence = _SENTENCES[code]
    return FieldError(
        location, code, Text(sentence.nl.format(**facts), sentence.en.format(**facts)), rule="F-03"
    )
