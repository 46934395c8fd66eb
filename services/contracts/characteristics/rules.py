"""What a characteristic of an area says: suppressed or not, and for which budget it may count (N-106, R-C17)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.populations import (
    FOREIGN_TO,
    CharacteristicKind,
    CharacteristicUnit,
    FigureSource,
    UsedFor,
)

SUPPRESSED = "."
FITS = Sentence(
    "characteristic.fits",
    nl="Voor het budget {used_for} telt {characteristic} mee.",
    en="For the {used_for} budget {characteristic} counts.",
)
UNFIT = Sentence(
    "characteristic.unfit",
    nl="Let op: het budget {used_for} kijkt niet naar {characteristic}; dat hoort bij het andere budget.",
    en="Warning: the {used_for} budget does not look at {characteristic}; that belongs to the other budget.",
)
TOLD = Sentence(
    "characteristic.told",
    nl="{source} geeft {result} ({unit}) voor gebied {area_code} in {year}.",
    en="{source} gives {result} ({unit}) for area {area_code} in {year}.",
)
HIDDEN = Sentence(
    "characteristic.hidden",
    nl="{source} onderdrukt de waarde voor gebied {area_code} in {year}; er wordt niets voor ingevuld.",
    en="{source} suppresses the value for area {area_code} in {year}; nothing is put in its place.",
)


@dataclass(frozen=True, slots=True)
class Characteristic:
    """A value of a characteristic of an area in a year; None where it is suppressed."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    area_code: str
    characteristic: CharacteristicKind
    detail: str | None
    year: int
    source: FigureSource
    unit: CharacteristicUnit
    value: str | None
    suppressed: bool
    used_for: UsedFor | None
    fits_use: bool

    @property
    def key(self) -> tuple[str, str, str | None, int, str]:
        """By what it is known: area, characteristic, detail, year and source."""
        return (self.area_code, self.characteristic, self.detail, self.year, self.source)


@dataclass(frozen=True, slots=True)
class Entry:
    """What entering values comes to: new ones, changed ones in their next version, the same ones."""

    registered: list[Characteristic]
    changed: list[Characteristic]
    unchanged: list[Characteristic]


class CharacteristicNotFound(NotFound):
    """There is no such value, or it is not yours."""

    code = "characteristic-not-found"
    title = Text("Kenmerk niet gevonden", "Characteristic not found")
    detail = Text("Er is geen kenmerk {id}.", "There is no characteristic {id}.")
    mend = Text("Controleer het kenmerk, of zoek op gebied.", "Check the identifier, or search by area.")


class CharacteristicsRefused(Refused):
    """Values of unknown areas, or twice; errors lists every reason, and nothing was entered."""

    code = "characteristics-refused"
    rule = "N-106"
    title = Text("De kenmerken zijn niet in te lezen", "The characteristics cannot be entered")
    detail = Text(
        "De kenmerken passen niet bij de gebieden; errors noemt elk punt. Er is niets ingelezen.",
        "The characteristics do not fit the areas; errors lists every point. Nothing was entered.",
    )
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


_UNKNOWN = Text("Dit gebied is niet geregistreerd.", "This area is not registered.")
_TWICE = Text("Deze waarde staat er tweemaal in, verschillend.", "This value comes twice, differently.")
_THERE = Text(
    "Er is al een andere waarde; verbeter die (PATCH) of lees opnieuw in.",
    "There is another value already; correct it (PATCH) or import again.",
)


def fits(characteristic: CharacteristicKind, used_for: UsedFor | None) -> bool:
    """Whether a characteristic may count for a budget: youth looks at households with children, social at isolation (R-C17)."""
    return used_for is None or characteristic not in FOREIGN_TO[used_for]


def tell(one: Characteristic, given: str | None) -> Characteristic:
    """A characteristic with the value as a source writes it: "." is suppressed; and whether it fits its use."""
    hidden = given in (None, SUPPRESSED)
    return replace(
        one,
        value=None if hidden else given,
        suppressed=hidden,
        fits_use=fits(one.characteristic, one.used_for),
    )


def corrected(before: Characteristic, changes: dict[str, object]) -> Characteristic:
    """A characteristic with another value as its source writes it, unit or use; what is not named stays."""
    given = changes.pop("value", before.value)
    after: Characteristic = replace(before, **changes)  # type: ignore[arg-type]
    return tell(after, given if isinstance(given, str) else None)


def seen_by(one: Characteristic, parties: list[str]) -> Characteristic:
    """A characteristic that is seen by whoever its area is shared with."""
    return replace(one, parties=parties)


def enter(
    known: Sequence[Characteristic],
    given: Sequence[Characteristic],
    areas: Collection[str],
    *,
    place: str = "#/characteristics/{}",
    revising: bool = True,
) -> Entry:
    """Enter values beside those that are known; safe to repeat. Without `revising` another value is refused.

    Raises CharacteristicsRefused with every fault at once.
    """
    faults: list[FieldError] = []
    by_key = {one.key: one for one in known}
    seen: dict[tuple[str, str, str | None, int, str], Characteristic] = {}
    entry = Entry([], [], [])
    for index, one in enumerate(given):
        where = place.format(index)
        if one.area_code not in areas:
            faults.append(FieldError(f"{where}/areaCode", "area-unknown", _UNKNOWN, rule="N-104"))
        twin = seen.setdefault(one.key, one)
        if twin is not one:
            if _said(twin) != _said(one):
                faults.append(FieldError(f"{where}/value", "value-twice", _TWICE, rule="N-106"))
            continue
        before = by_key.get(one.key)
        if before is None:
            entry.registered.append(one)
        elif _said(before) == _said(one):
            entry.unchanged.append(before)
        elif revising:
            entry.changed.append(revised(before, one))
        else:
            faults.append(FieldError(f"{where}/value", "value-differs", _THERE, rule="N-106"))
    if faults:
        raise CharacteristicsRefused(errors=tuple(faults))
    return entry


def revised(before: Characteristic, after: Characteristic) -> Characteristic:
    """The next version, with what the other says."""
    return replace(
        before,
        version=before.version + 1,
        unit=after.unit,
        value=after.value,
        suppressed=after.suppressed,
        used_for=after.used_for,
        fits_use=after.fits_use,
    )


def _said(one: Characteristic) -> tuple[object, ...]:
    return (one.unit, one.value, one.used_for)


def explain(one: Characteristic) -> Derivation:
    """Where the value comes from, and whether it may count for the budget for which it is used (R-C17)."""
    told: dict[str, object] = {"source": one.source, "area_code": one.area_code, "year": one.year}
    why = Derivation()
    if one.suppressed:
        why = why.because("N-106", HIDDEN, **told)
    else:
        why = why.because("N-106", TOLD, one.value, unit=one.unit, **told)
    if one.used_for is not None:
        sentence = FITS if one.fits_use else UNFIT
        why = why.because(
            "R-C17", sentence, one.fits_use, used_for=one.used_for, characteristic=one.characteristic
        )
    return why
