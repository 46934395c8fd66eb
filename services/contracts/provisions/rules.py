"""The social map: which provisions an area has on a day, and what its profile tells of it (D-17)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.contracts.areas.rules import Area
from services.contracts.characteristics.rules import Characteristic
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.populations import ProvisionKind


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of an area, from the first day to the last, both included."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    area_code: str
    name: str
    kind: ProvisionKind
    organisation: str | None
    product_codes: list[str]
    description: str | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """An area with what is told of its people and the provisions that it has."""

    area: Area
    characteristics: list[Characteristic]
    provisions: list[Provision]


class ProvisionNotFound(NotFound):
    """There is no such provision, or it is not yours."""

    code = "provision-not-found"
    title = Text("Voorziening niet gevonden", "Provision not found")
    detail = Text("Er is geen voorziening {id}.", "There is no provision {id}.")
    mend = Text("Controleer het kenmerk, of zoek op gebied.", "Check the identifier, or search by area.")


class ProvisionRefused(Refused):
    """The provision's area is not registered, or its last day lies before its first."""

    code = "provision-refused"
    rule = "D-17"
    title = Text("De voorziening past niet op de sociale kaart", "The provision does not fit the social map")
    detail = Text(
        "De voorziening past zo niet; zie errors.", "The provision does not fit like this; see errors."
    )
    mend = Text(
        "Registreer eerst het gebied, of herstel de dagen.", "Register the area first, or mend the days."
    )


_UNKNOWN = Text("Dit gebied is niet geregistreerd.", "This area is not registered.")
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


def check(provision: Provision, *, area_known: bool) -> None:
    """Refuse a provision of an area that is not registered, or with its days reversed. Raises ProvisionRefused."""
    faults = []
    if not area_known:
        faults.append(FieldError("#/areaCode", "area-unknown", _UNKNOWN, rule="N-104"))
    if provision.valid_until is not None and provision.valid_until < provision.valid_from:
        faults.append(FieldError("#/validUntil", "period-reversed", _REVERSED, rule="D-17"))
    if faults:
        raise ProvisionRefused(errors=tuple(faults))


def profiles(
    areas: Sequence[Area],
    characteristics: Iterable[Characteristic],
    provisions: Iterable[Provision],
    day: date,
    year: int | None,
) -> list[AreaProfile]:
    """The profile of each area: the values of a year, or the newest of each characteristic; the provisions of a day."""
    figures: dict[tuple[str, str], list[Characteristic]] = defaultdict(list)
    for one in characteristics:
        if year is None or one.year == year:
            figures[(one.owner, one.area_code)].append(one)
    held: dict[tuple[str, str], list[Provision]] = defaultdict(list)
    for provision in provisions:
        ends = provision.valid_until
        if provision.valid_from <= day and (ends is None or day <= ends):
            held[(provision.owner, provision.area_code)].append(provision)
    return [
        AreaProfile(area, _newest(figures[(area.owner, area.code)]), held[(area.owner, area.code)])
        for area in areas
    ]


def _newest(figures: list[Characteristic]) -> list[Characteristic]:
    newest: dict[tuple[str, str | None, str], Characteristic] = {}
    for one in figures:
        key = (one.characteristic, one.detail, one.source)
        if key not in newest or newest[key].year < one.year:
            newest[key] = one
    return sorted(newest.values(), key=lambda one: (one.characteristic, one.detail or "", one.source))
