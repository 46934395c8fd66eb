"""The referrals of a team month by month over its population: the points of a control chart (R-A39, formulas § 15)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from services.access.area_sizes.rules import AreaSize, newest, population

_SIX_DECIMALS = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Month:
    """A whole month, first and last day included."""

    first_day: date
    last_day: date

    @property
    def name(self) -> str:
        """The month as charts name it: 2026-05."""
        return f"{self.first_day.year:04}-{self.first_day.month:02}"


@dataclass(frozen=True, slots=True)
class Charted:
    """A point of the series: referrals of a month, and the people in thousands; "0" where they are not known."""

    moment: str
    referrals: int
    population: int | None
    size: str


def months_back(today: date, count: int) -> list[Month]:
    """The last whole months before the month of today, oldest first; none before the calendar begins."""
    found = []
    for back in range(count, 0, -1):
        year, index = divmod(today.year * 12 + today.month - 1 - back, 12)
        if year >= 1:
            last = monthrange(year, index + 1)[1]
            found.append(Month(date(year, index + 1, 1), date(year, index + 1, last)))
    return found


def series_of(
    months: Sequence[Month], counts: Mapping[str, int], areas: Sequence[str], sizes: Sequence[AreaSize]
) -> list[Charted]:
    """The points of a team: for each month its referrals over the people of its areas, by the newest number not after it."""
    points = []
    by_year = {
        year: population(areas, newest(sizes, year)) for year in {one.first_day.year for one in months}
    }
    for month in months:
        known = by_year[month.first_day.year]
        people = known.inhabitants if known else None
        size = (Decimal(people or 0) / 1000).quantize(_SIX_DECIMALS, ROUND_HALF_EVEN).normalize()
        points.append(Charted(month.name, counts.get(month.name, 0), people, format(size, "f")))
    return points


__all__ = ["Charted", "Month", "months_back", "series_of"]
