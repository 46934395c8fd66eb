"""Care that comes back after it ended: when it had ended, and when it began again (R-S29, R-S30)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

_NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Care:
    """Support that was allocated to an inhabitant, with what makes it the same care: contract and product."""

    id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    product_code: str | None
    start_date: date
    end_date: date | None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same care."""
        return (str(self.citizen_id), str(self.contract_id), self.product_code or "")


@dataclass(frozen=True, slots=True)
class Return:
    """Care that began again on a day, after it had ended on an earlier one; both days are of care."""

    closed_on: date
    again_on: date


def returns_of(care: Iterable[Care]) -> dict[UUID, Return]:
    """Which of these allocations came after a gap, each with the days on both sides of it.

    What overlaps or goes on the next day is one stretch of care, and all of a stretch that came back is such care.
    """
    found: dict[UUID, Return] = {}
    in_order = sorted(care, key=lambda one: (one.key, one.start_date))
    for _, same in groupby(in_order, key=lambda one: one.key):
        last: date | None = None
        back: Return | None = None
        for one in same:
            if last is not None and one.start_date > last + _NEXT_DAY:
                back = Return(last, one.start_date)
            if back is not None:
                found[one.id] = back
            end = date.max - _NEXT_DAY if one.end_date is None else one.end_date
            last = end if last is None else max(last, end)
    return found


__all__ = ["Care", "Return", "returns_of"]
