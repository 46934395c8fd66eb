"""A measure that a municipality considers or takes, and taking measures over from the list of the source."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.measures.rules.catalogue import CATALOGUE, CatalogueMeasure
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.steering import MeasurePillar, MeasureStatus, MunicipalRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure in one version; effects in cents a year, negative for a saving."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    code: str
    pillar: MeasurePillar
    name_nl: str
    name_en: str
    option: str | None = None
    starts_on: date | None = None
    owner_role: MunicipalRole | None = None
    expected_effect_cents: int | None = None
    real_effect_cents: int | None = None
    status: MeasureStatus = MeasureStatus.CONSIDERED
    note: str | None = None


class MeasureNotFound(NotFound):
    """There is no such measure, or it is not yours."""

    code = "measure-not-found"
    title = Text("Beheersmaatregel niet gevonden", "Measure not found")
    detail = Text("Er is geen beheersmaatregel {id}.", "There is no measure {id}.")
    mend = Text("Controleer het kenmerk, of zoek op pijler.", "Check the identifier, or search by pillar.")


class MeasuresUnknown(Refused):
    """The list of the source has no such measure, or what is told of one is not complete."""

    code = "measures-refused"
    rule = "N-122"
    title = Text("De beheersmaatregel is niet volledig", "The measure is not complete")
    detail = Text(
        "Een maatregel die loopt heeft een begin en een eigenaar; een code staat in de lijst; zie errors.",
        "A measure that runs has a start and an owner; a code stands in the list; see errors.",
    )
    mend = Text("Vul aan wat errors noemen.", "Add what errors name.")


_RUNNING = frozenset({MeasureStatus.RUNNING, MeasureStatus.COMPLETED})


def check(measure: Measure) -> Measure:
    """The measure, if one that runs or ran has a start and an owner (N-122). Raises MeasuresUnknown with every fault."""
    if measure.status not in _RUNNING:
        return measure
    told = Text("Een maatregel die loopt vraagt dit.", "A measure that runs asks for this.")
    wanted = {"startsOn": measure.starts_on, "ownerRole": measure.owner_role}
    faults = tuple(
        FieldError(f"#/{place}", "missing", told, rule="N-122")
        for place, value in wanted.items()
        if value is None
    )
    if faults:
        raise MeasuresUnknown(errors=faults)
    return measure


def enter(codes: Iterable[str], known: Collection[str]) -> tuple[list[CatalogueMeasure], int]:
    """Which measures of the list are new, and how many were there; no codes means all. Raises MeasuresUnknown."""
    listed = {one.code: one for one in CATALOGUE}
    asked = list(dict.fromkeys(codes)) or list(listed)
    faults = tuple(
        FieldError(
            f"#/codes/{index}",
            "code-unknown",
            Text(f"{code} staat niet in de lijst.", f"{code} is not in the list."),
        )
        for index, code in enumerate(asked)
        if code not in listed
    )
    if faults:
        raise MeasuresUnknown(errors=faults)
    fresh = [listed[code] for code in asked if code not in known]
    return fresh, len(asked) - len(fresh)
