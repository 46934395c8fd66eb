"""Whether an assessment may be registered, and everything that is wrong with it if not (R-O01, F-03)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.assessments.rules.matrix import EDITIONS, HIGHEST, LOWEST
from services.outcomes.assessments.rules.selections import Client, Selection, holding
from shared.errors import FieldError, Text
from shared.values.self_sufficiency import AssessmentMoment, AssessorRole, Rater
from shared.values.terms import Law


class Scored(Protocol):
    """A domain with its score."""

    @property
    def domain(self) -> str: ...
    @property
    def score(self) -> int: ...


class Given(Protocol):
    """An assessment as it is sent, one by one or as a line."""

    @property
    def external_reference(self) -> str | None: ...
    @property
    def law(self) -> Law: ...
    @property
    def allocation_number(self) -> int | None: ...
    @property
    def care_start_id(self) -> UUID | None: ...
    @property
    def edition(self) -> str: ...
    @property
    def moment(self) -> AssessmentMoment: ...
    @property
    def taken_on(self) -> date: ...
    @property
    def rater(self) -> Rater: ...
    @property
    def assessor_role(self) -> AssessorRole: ...


class Known(Client, Protocol):
    """As much of a case as an assessment is held against."""

    @property
    def contact_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Sender:
    """Who registers: a researcher, the purchaser, or else a provider; by the role of its token (F-27)."""

    researcher: bool = False
    purchaser: bool = False


_PROVIDERS = (AssessorRole.PROVIDER, AssessorRole.TEAM)


def judge(
    client: Known,
    selections: Iterable[Selection],
    given: Given,
    scores: Sequence[Scored],
    today: date,
    sender: Sender,
) -> Selection | tuple[FieldError, ...]:
    """The selection under which an assessment is registered, or everything that is wrong with it, all at once."""
    faults = [*_of_day(given, client, today), *_of_role(given, sender)]
    edition = EDITIONS.get(given.edition)
    if edition is None:
        faults.append(_fault("#/edition", "edition-unknown", "R-O01", edition=given.edition))
    selection = holding(selections, client, given.taken_on)
    if selection is None:
        faults.append(_fault("#/scores", "selection-missing", "F-03", on=given.taken_on))
    elif edition is not None and selection.edition != edition.code:
        faults.append(_fault("#/edition", "edition-other", "F-03", edition=selection.edition))
    known = edition.codes if edition is not None else frozenset()
    allowed = selection.domains if selection is not None else None
    for place, one in enumerate(scores):
        where = f"#/scores/{place}"
        if edition is not None and one.domain not in known:
            faults.append(_fault(f"{where}/domain", "domain-unknown", "R-O01", edition=given.edition))
        elif allowed is not None and one.domain not in allowed:
            named = ", ".join(allowed)
            faults.append(
                _fault(f"{where}/domain", "domain-not-selected", "F-03", domain=one.domain, allowed=named)
            )
        if one.domain in [other.domain for other in scores[:place]]:
            faults.append(_fault(f"{where}/domain", "domain-twice", "R-O01"))
        if not LOWEST <= one.score <= HIGHEST:
            faults.append(_fault(f"{where}/score", "score-outside-scale", "R-O01"))
    if faults:
        return tuple(faults)
    assert selection is not None, "without a selection there is a fault"
    return selection


def _of_day(given: Given, client: Known, today: date) -> list[FieldError]:
    if given.taken_on > today:
        return [_fault("#/takenOn", "taken-in-future", "R-O03")]
    if client.contact_on is not None and given.taken_on < client.contact_on:
        return [_fault("#/takenOn", "taken-before-contact", "R-O03", day=client.contact_on)]
    return []


def _of_role(given: Given, sender: Sender) -> list[FieldError]:
    """A researcher enters its own assessments and nobody else's; a provider never those of the municipality (F-27).

    The municipality may pass on what others gave it on paper.
    """
    independent = given.assessor_role is AssessorRole.INDEPENDENT_RESEARCHER
    if sender.researcher:
        return [] if independent else [_fault("#/assessorRole", "role-not-researchers", "R-O12")]
    if sender.purchaser or given.assessor_role in _PROVIDERS:
        return []
    return [_fault("#/assessorRole", "role-not-providers", "R-O12")]


CASE_UNKNOWN = FieldError(
    "#/allocationNumber",
    "case-unknown",
    Text(
        "Er is geen cliënt met dit toewijzingnummer of deze startmelding, of niet bij u.",
        "There is no client with this allocation number or care start, or not with you.",
    ),
)
PURCHASER_OTHER = FieldError(
    "#/purchaser",
    "purchaser-other",
    Text(
        "Eén bestand gaat over één opdrachtgever: deze regel noemt een andere dan de eerste.",
        "One file is about one purchaser: this line names another than the first.",
    ),
)
_SENTENCES = {
    "edition-unknown": Text("Er is geen uitgave {edition}.", "There is no edition {edition}."),
    "edition-other": Text(
        "De gemeente koos domeinen van uitgave {edition}; twee uitgaven worden niet door elkaar gescoord.",
        "The municipality selected domains of edition {edition}; two editions are not scored in turns.",
    ),
    "selection-missing": Text(
        "Op {on} is niet vastgelegd welke domeinen deze cliënt nodig heeft; laat de gemeente dat eerst doen"
        " (POST /v1/assessment-selections).",
        "Which domains this client needs was not laid down for {on}; have the municipality do so first"
        " (POST /v1/assessment-selections).",
    ),
    "domain-unknown": Text(
        "Uitgave {edition} heeft dit domein niet.", "Edition {edition} has no such domain."
    ),
    "domain-not-selected": Text(
        "Domein {domain} is voor deze cliënt niet nodig; gekozen zijn {allowed}. Laat het weg.",
        "Domain {domain} is not needed for this client; selected are {allowed}. Leave it out.",
    ),
    "domain-twice": Text("Score elk domein één keer.", "Score each domain once."),
    "score-outside-scale": Text(
        "Een score is een geheel getal van 1 tot en met 5; wat niet is gescoord blijft weg.",
        "A score is a whole number from 1 up to and including 5; what was not scored is left out.",
    ),
    "taken-in-future": Text("Deze dag moet nog komen.", "This day is still to come."),
    "taken-before-contact": Text(
        "De inwoner meldde zich op {day}; eerder is er geen afname.",
        "The citizen came on {day}; there is no assessment before.",
    ),
    "role-not-researchers": Text(
        "Een onafhankelijk onderzoeker voert alleen eigen afnames in (independentResearcher).",
        "An independent researcher enters its own assessments only (independentResearcher).",
    ),
    "role-not-providers": Text(
        "Een aanbieder voert afnames in van zichzelf of van zijn team.",
        "A provider enters assessments of its own or of its team.",
    ),
}


def _fault(location: str, code: str, rule: str, **facts: object) -> FieldError:
    sentence = _SENTENCES[code]
    return FieldError(
        location, code, Text(sentence.nl.format(**facts), sentence.en.format(**facts)), rule=rule
    )
