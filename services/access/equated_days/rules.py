"""What a decree on equated days may say, and the calendar that knows it (Atw art. 3(3))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.calendar import CALENDAR, Calendar


@dataclass(frozen=True, slots=True)
class EquatedDays:
    """The days of one year that a decree equates with a holiday; none is an answer too."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    year: int
    days: list[date]
    decree: str


class EquatedDaysNotFound(NotFound):
    """There is no such year, or it is not yours."""

    code = "equated-days-not-found"
    title = Text("Gelijkgestelde dagen niet gevonden", "Equated days not found")
    detail = Text("Er zijn geen gelijkgestelde dagen {id}.", "There are no equated days {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class EquatedDaysRefused(Refused):
    """The days cannot be like this: `errors` has every reason."""

    code = "equated-days-refused"
    rule = "R-A55"
    title = Text("De gelijkgestelde dagen kunnen zo niet", "The equated days cannot be like this")
    detail = Text(
        "Een jaar komt één keer voor, met dagen uit dat jaar die niet op zaterdag of zondag vallen.",
        "A year comes once, with days of that year that do not fall on a Saturday or Sunday.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


_WRONG = {
    "other-year": Text("Deze dag ligt niet in het jaar.", "This day does not lie in the year."),
    "weekend": Text("Dit is een zaterdag of zondag.", "This is a Saturday or Sunday."),
    "twice": Text("Deze dag staat er twee keer.", "This day stands here twice."),
    "year-known": Text(
        "Dit jaar is al vastgelegd; corrigeer die vastlegging.",
        "This year was registered before; correct that registration.",
    ),
}
_SATURDAY = 5


def check(days: EquatedDays, others: Sequence[EquatedDays]) -> EquatedDays:
    """The days as they may be registered. Raises EquatedDaysRefused with every fault."""
    wrong = []
    for place, day in enumerate(days.days):
        at = f"#/days/{place}"
        if day.year != days.year:
            wrong.append((at, "other-year"))
        if day.weekday() >= _SATURDAY:
            wrong.append((at, "weekend"))
        if day in days.days[:place]:
            wrong.append((at, "twice"))
    if any(one.year == days.year and one.id != days.id for one in others):
        wrong.append(("#/year", "year-known"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule="R-A55") for at, code in wrong)
        raise EquatedDaysRefused(errors=errors)
    return days


def calendar_with(added: Sequence[EquatedDays]) -> Calendar:
    """The built-in calendar with what was added as data; a year that nobody told of stays not known."""
    if not added:
        return CALENDAR
    days = [day for one in added for day in one.days]
    return CALENDAR.extended(days, [one.year for one in added])
