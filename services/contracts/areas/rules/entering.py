"""An area with its borders, and how areas are entered beside those that are known (N-104)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Period
from shared.values.populations import AreaLevel

CBS = "cbs"
_DAY = timedelta(days=1)
_CBS_CODES = {
    AreaLevel.MUNICIPALITY: re.compile("GM[0-9]{4}"),
    AreaLevel.DISTRICT: re.compile("WK[0-9]{6}"),
    AreaLevel.NEIGHBOURHOOD: re.compile("BU[0-9]{8}"),
}
_CBS_LIKE = re.compile("GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8}")


@dataclass(frozen=True, slots=True)
class Area:
    """An area within its borders from the first day to the last, both included; what it is part of by code."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    code: str
    name: str
    level: AreaLevel
    division: str
    municipality_code: str | None
    part_of: list[str]
    valid_from: date
    valid_until: date | None = None

    @property
    def period(self) -> Period:
        """The days on which its borders hold."""
        return Period.inclusive(self.valid_from, self.valid_until)


@dataclass(frozen=True, slots=True)
class Entry:
    """What entering areas comes to: new ones, changed ones and closed ones, each in its next version; the same ones."""

    registered: list[Area]
    changed: list[Area]
    closed: list[Area]
    unchanged: list[Area]

    @property
    def saved(self) -> list[Area]:
        """What exists already and gets another version."""
        return [*self.changed, *self.closed]


class AreaNotFound(NotFound):
    """There is no such area, or it is not yours."""

    code = "area-not-found"
    title = Text("Gebied niet gevonden", "Area not found")
    detail = Text("Er is geen gebied {id}.", "There is no area {id}.")
    mend = Text("Controleer het kenmerk, of zoek op code.", "Check the identifier, or search by code.")


class AreasRefused(Refused):
    """The areas do not fit together; errors lists every reason, and nothing was entered."""

    code = "areas-refused"
    rule = "N-104"
    title = Text("De gebieden passen niet", "The areas do not fit")
    detail = Text(
        "De gebieden passen zo niet in de indeling; errors noemt elk punt. Er is niets ingelezen.",
        "The areas do not fit the division like this; errors lists every point. Nothing was entered.",
    )
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


_CODE = Text(
    "Een CBS-code past bij het niveau (GM, WK, BU) en bevat de gemeentecode.",
    "A CBS code fits the level (GM, WK, BU) and holds the municipality code.",
)
_RESERVED = Text(
    "Zo'n code is van het CBS; geef een eigen gebied een eigen code.",
    "Such a code is CBS's; give an area of your own a code of your own.",
)
_MUNICIPALITY = Text(
    "Een gebied onder het niveau van regio hoort bij één gemeente.",
    "An area below the level of a region belongs to one municipality.",
)
_OVERLAP = Text(
    "Dezelfde code heeft op deze dagen al andere grenzen.", "The same code has other borders on these days."
)
_TWICE = Text(
    "Dit gebied staat er tweemaal in, met een andere inhoud.", "This area comes twice, with other contents."
)
_UNKNOWN = Text("Dit gebied bestaat niet op deze dagen.", "This area does not exist on these days.")
_SMALLER = Text("Een gebied is geen deel van een kleiner gebied.", "An area is not part of a smaller one.")
_CIRCLE = Text("Een gebied is geen deel van zichzelf.", "An area is not part of itself.")
_PARENTS = Text(
    "Van elke indeling is een gebied hooguit deel van één gebied.",
    "Of each division an area is part of one area at most.",
)


OVERLAPPING = FieldError("#/validFrom", "borders-overlap", _OVERLAP, rule="N-104")


def enter(known: Sequence[Area], given: Sequence[Area], place: str = "#/areas/{}") -> Entry:
    """Enter areas beside those that are known: an area is known by code and first day; safe to repeat.

    New borders under a code end the open ones the day before. `given` are first versions; `place` is where each stood in
    the request. Raises AreasRefused with every fault of every area at once.
    """
    faults: list[FieldError] = []
    by_key = {(one.code, one.valid_from): one for one in known}
    fresh: dict[tuple[str, date], Area] = {}
    changed: dict[tuple[str, date], Area] = {}
    unchanged: dict[tuple[str, date], Area] = {}
    places: dict[tuple[str, date], str] = {}
    for index, one in enumerate(given):
        key, where = (one.code, one.valid_from), place.format(index)
        faults += _shape(one, where)
        twin = fresh.get(key) or changed.get(key) or unchanged.get(key)
        if twin is not None:
            if _told(twin) != _told(one):
                faults.append(FieldError(f"{where}/code", "area-twice", _TWICE, rule="N-104"))
            continue
        places[key] = where
        before = by_key.get(key)
        if before is None:
            fresh[key] = one
        elif _told(before) == _told(one):
            unchanged[key] = before
        else:
            changed[key] = _revised(before, one)
    closed = _closed(known, changed, fresh.values())
    latest = {**by_key, **{(one.code, one.valid_from): one for one in closed}, **changed, **fresh}
    faults += _periods(latest, places) + _parents(latest, places)
    if faults:
        raise AreasRefused(errors=tuple(faults))
    return Entry(list(fresh.values()), list(changed.values()), closed, list(unchanged.values()))


def _told(area: Area) -> tuple[object, ...]:
    return (
        area.name,
        area.level,
        area.division,
        area.municipality_code,
        sorted(area.part_of),
        area.valid_until,
    )


def _revised(before: Area, given: Area) -> Area:
    return replace(
        before,
        version=before.version + 1,
        name=given.name,
        level=given.level,
        division=given.division,
        municipality_code=given.municipality_code,
        part_of=given.part_of,
        valid_until=given.valid_until,
    )


def _shape(area: Area, where: str) -> list[FieldError]:
    """What is wrong with an area by itself."""
    faults = []
    code = area.municipality_code
    if area.level is not AreaLevel.REGION and code is None:
        faults.append(
            FieldError(f"{where}/municipalityCode", "municipality-missing", _MUNICIPALITY, rule="N-104")
        )
    if area.division == CBS:
        pattern = _CBS_CODES.get(area.level)
        fits = pattern is None or (pattern.fullmatch(area.code) and area.code[2:6] == code)
        if not fits:
            faults.append(FieldError(f"{where}/code", "cbs-code", _CODE, rule="N-104"))
    elif _CBS_LIKE.fullmatch(area.code):
        faults.append(FieldError(f"{where}/code", "cbs-code-reserved", _RESERVED, rule="N-104"))
    return faults


def _closed(
    known: Sequence[Area], changed: Mapping[tuple[str, date], Area], fresh: Iterable[Area]
) -> list[Area]:
    """The open borders that end because new ones begin under the same code, unless the same request says how they end."""
    begins: dict[str, list[date]] = defaultdict(list)
    for one in fresh:
        begins[one.code].append(one.valid_from)
    closed = []
    for one in known:
        later = [day for day in begins[one.code] if day > one.valid_from] if one.code in begins else []
        if one.valid_until is None and later and (one.code, one.valid_from) not in changed:
            closed.append(replace(one, version=one.version + 1, valid_until=min(later) - _DAY))
    return closed


def _periods(
    latest: Mapping[tuple[str, date], Area], places: Mapping[tuple[str, date], str]
) -> list[FieldError]:
    """Two borders under one code on the same day."""
    by_code: dict[str, list[Area]] = defaultdict(list)
    for one in latest.values():
        by_code[one.code].append(one)
    faults = []
    for key, where in places.items():
        others = [one for one in by_code[key[0]] if one.valid_from != key[1]]
        if any(one.period.overlaps(latest[key].period) for one in others):
            faults.append(FieldError(f"{where}/validFrom", "borders-overlap", _OVERLAP, rule="N-104"))
    return faults


def _parents(
    latest: Mapping[tuple[str, date], Area], places: Mapping[tuple[str, date], str]
) -> list[FieldError]:
    """What is wrong with what the given areas are part of."""
    by_code: dict[str, list[Area]] = defaultdict(list)
    for one in latest.values():
        by_code[one.code].append(one)
    faults = []
    for key, where in places.items():
        area, divisions = latest[key], list[str]()
        for index, code in enumerate(area.part_of):
            at = f"{where}/partOf/{index}"
            parents = [one for one in by_code.get(code, ()) if one.period.overlaps(area.period)]
            if not parents:
                faults.append(FieldError(at, "area-unknown", _UNKNOWN, rule="N-104"))
            elif area.code in _above(code, by_code):
                faults.append(FieldError(at, "area-circle", _CIRCLE, rule="N-104"))
            elif any(one.level.rank < area.level.rank for one in parents):
                faults.append(FieldError(at, "part-of-smaller", _SMALLER, rule="N-104"))
            elif parents[0].division in divisions:
                faults.append(FieldError(at, "parent-twice", _PARENTS, rule="N-104"))
            divisions += [parents[0].division] if parents else []
    return faults


def _above(code: str, by_code: Mapping[str, Sequence[Area]]) -> set[str]:
    """A code and all that it is part of, at whatever time."""
    found, waiting = {code}, [code]
    while waiting:
        for one in by_code.get(waiting.pop(), ()):
            fresh = set(one.part_of) - found
            found |= fresh
            waiting += fresh
    return found
