"""The register of processing activities (AVG art. 30): why, on what ground and for how long persons are processed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

ROUTE = "/v1/processing-activities"


@dataclass(frozen=True, slots=True)
class Activity:
    """One version of a processing activity, in Dutch. What was published is never changed: a change is a next version.

    `retention` is the term as policy, with its source in the text; the controller (verwerkingsverantwoordelijke) of a line
    is the purchaser that owns it.
    """

    id: str
    version: int
    name: str
    purpose: str
    legal_ground: str
    data_categories: tuple[str, ...]
    subject_categories: tuple[str, ...]
    recipients: tuple[str, ...]
    retention: str
    controller: str = "Het college van de gemeente, of de regio met overgedragen bevoegdheden, die als `owner` op de regel staat."

    @property
    def reference(self) -> str:
        """How a line of the log names it, below the register's address."""
        return f"{self.id}/versions/{self.version}"


COMMON_ACTIVITIES = (
    Activity(
        id="processing-log",
        version=1,
        name="Lezen van het verwerkingenlogboek",
        purpose="Kunnen laten zien wie wanneer welke gegevens van een inwoner zag of wijzigde, en misbruik vinden.",
        legal_ground="AVG art. 6 lid 1 onder c (wettelijke verplichting): AVG art. 5 lid 2, 15 en 32, NEN 7513.",
        data_categories=("logregels: wie, wanneer, wat, op welke grond",),
        subject_categories=("inwoners over wie gegevens zijn verwerkt", "medewerkers die ze verwerkten"),
        recipients=("de gemeente zelf", "op zijn verzoek de inwoner, door de gemeente"),
        retention="Ten minste vijf jaar na de regel (NEN 7513); daarna worden hele maanden vernietigd, met een verklaring.",
    ),
    Activity(
        id="data-subjects",
        version=1,
        name="Uitvoeren van de rechten van betrokkenen",
        purpose="De inwoner inzage, een afschrift, correctie of verwijdering van zijn gegevens geven.",
        legal_ground="AVG art. 6 lid 1 onder c (wettelijke verplichting): AVG art. 15 tot en met 20.",
        data_categories=("alle gegevens die over de inwoner zijn vastgelegd",),
        subject_categories=("inwoners die een recht uitoefenen",),
        recipients=("de gemeente zelf", "de inwoner"),
        retention="De logregel ten minste vijf jaar (NEN 7513); het antwoord zelf wordt niet bewaard.",
    ),
    Activity(
        id="exchange",
        version=1,
        name="Overname van feiten tussen de diensten",
        purpose="Wat de ene dienst besloot in de andere laten werken: toewijzen, betalen, wachttijden meten.",
        legal_ground="AVG art. 6 lid 1 onder e (publieke taak): Wmo 2015 en Jeugdwet, de taak van de ontvangende dienst.",
        data_categories=("surrogaat van de inwoner", "kenmerken, data en aanbieder van wat besloten is"),
        subject_categories=("inwoners met een melding, besluit of verwijzing",),
        recipients=("de diensten van dezelfde gemeente",),
        retention="Zolang de ontvangende dienst het gegeven bewaart; de logregel ten minste vijf jaar (NEN 7513).",
    ),
)


@dataclass(frozen=True, slots=True)
class Register:
    """A service's activities in all their versions, found by id and version; lines name the newest."""

    entries: tuple[Activity, ...]
    references: Mapping[str, str] = field(init=False, repr=False, compare=False)
    newest: Mapping[str, Activity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        newest = {one.id: one for one in sorted(self.entries, key=lambda one: one.version)}
        keys = {(one.id, one.version) for one in self.entries}
        assert len(keys) == len(self.entries), "one entry per activity and version"
        object.__setattr__(self, "newest", dict(sorted(newest.items())))
        object.__setattr__(self, "references", {id_: one.reference for id_, one in newest.items()})

    @classmethod
    def of(cls, own: Iterable[Activity]) -> Register:
        """The register of a service: its own activities and those that every service has."""
        return cls((*own, *COMMON_ACTIVITIES))

    def find(self, id_: str, version: int | None = None) -> Activity | None:
        """An activity in a version, the newest when none is asked; None when there is no such."""
        if version is None:
            return self.newest.get(id_)
        return next((one for one in self.entries if (one.id, one.version) == (id_, version)), None)

    def versions(self, id_: str) -> list[Activity]:
        """Every version of an activity, oldest first."""
        return sorted((one for one in self.entries if one.id == id_), key=lambda one: one.version)


def address(base: str, reference: str) -> str:
    """The absolute URI of a version: what `dpl.core.processing_activity_id` says."""
    return f"{base.rstrip('/')}{ROUTE}/{reference}"


def reference_in(base: str, asked: str) -> str:
    """An activity as a reader may name it (its id, a version's reference, or its URI), as the log keeps it."""
    return asked.removeprefix(f"{base.rstrip('/')}{ROUTE}/").removeprefix(f"{ROUTE}/")


_TERMS = {
    "name": "dct:title",
    "purpose": "dpv:hasPurpose",
    "legal_ground": "dpv:hasLegalBasis",
    "data_categories": "dpv:hasPersonalData",
    "subject_categories": "dpv:hasDataSubject",
    "recipients": "dpv:hasRecipient",
    "retention": "dpv:hasStorageCondition",
    "controller": "dpv:hasDataController",
}


def linked(base: str, activity: Activity) -> dict[str, Any]:
    """The activity in the words of the Data Privacy Vocabulary (W3C DPV), as JSON-LD."""
    context = {"dpv": "https://w3id.org/dpv#", "dct": "http://purl.org/dc/terms/"}
    told = {term: getattr(activity, name) for name, term in _TERMS.items()}
    about = {"@context": context, "@id": address(base, activity.reference), "@type": "dpv:Process"}
    return {**about, "dct:identifier": activity.id, "dct:hasVersion": str(activity.version), **told}
