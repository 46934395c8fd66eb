"""How much of an allocation is left: its volume by frequency, counted up to a day, less what was claimed (R-S36, TR321, TR322)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.settlement.claims.rules.known import Allocated


def allowed_until(allocation: Allocated, day: date) -> int | None:
    """The volume allocated from its start up to and including a day; None where none was told.

    Of a frequency per week or month the weeks that began and the calendar months that were touched count whole; without one
    (6) it is the total.
    """
    if allocation.volume is None:
        return None
    last = day if allocation.end_date is None else min(day, allocation.end_date)
    days = (last - allocation.start_date).days + 1
    match allocation.frequency:
        case "1":
            return allocation.volume * days
        case "2":
            return allocation.volume * -(-days // 7)
        case "4":
            start = allocation.start_date
            return allocation.volume * ((last.year - start.year) * 12 + last.month - start.month + 1)
        case _:
            return allocation.volume


def room(allocation: Allocated, until: date, claimed: Iterable[tuple[date, int]]) -> int | None:
    """How much a line that ends on `until` may still take: what fits up to that day, and leaves later claims their place.

    `claimed` are the last days and volumes of lines paid before. None where no volume was allocated.
    """
    before = list(claimed)
    whole = allowed_until(allocation, until)
    if whole is None:
        return None
    left = whole - sum(volume for last, volume in before if last <= until)
    for day in {last for last, _ in before if last > until}:
        allowed = allowed_until(allocation, day)
        assert allowed is not None, "an allocation with a volume has one on every day"
        left = min(left, allowed - sum(volume for last, volume in before if last <= day))
    return max(left, 0)


__all__ = ["allowed_until", "room"]
