"""How an allocation ends because its citizen moves, and is stretched by a decision to extend it (R-A56, OP380); and where one comes from that was taken over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from services.access.allocations.rules.allocation import Allocation, changed
from services.access.allocations.rules.words import ENDED, REMOVED, TAKEN_OVER
from shared.values import Derivation
from shared.values.allocating import DELETED_REASON, EXTENDED, AllocationOrigin

_DAY = timedelta(days=1)


def end_by_move(
    known: Allocation, taken_on: date, today: date, now: datetime
) -> tuple[Allocation, Derivation]:
    """The allocation of a citizen who moves, to whom another municipality gives help from `taken_on` on (R-A56).

    It ends on the day before, so that no day is without, or is deleted where it would begin later.
    """
    if known.start_date >= taken_on:
        gone = changed(known, DELETED_REASON, today, now, end_date=known.start_date)
        return gone, Derivation().because("R-A56", REMOVED, allocation_number=known.allocation_number)
    last = taken_on - _DAY
    ended = changed(known, "07", today, now, end_date=last)
    why = Derivation()
    return ended, why.because(
        "R-A56", ENDED, last, allocation_number=known.allocation_number, change_reason="07"
    )


def extended(
    known: Allocation, end_date: date | None, today: date, now: datetime, *, told: bool = False
) -> Allocation:
    """The allocation stretched by a decision to extend it, on the same number, as OP380 demands; `told`: another fact tells it."""
    after = changed(known, EXTENDED, today, now, end_date=end_date)
    return replace(after, told_version=after.version) if told else after


def explain_taken_over(known: Allocation) -> Derivation | None:
    """Where an allocation from another system comes from; None for any other, which its own act explains (R-A56)."""
    if known.origin is not AllocationOrigin.TAKEN_OVER:
        return None
    return Derivation().because(
        "R-A56", TAKEN_OVER, known.allocation_number, start_date=known.start_date,
        allocated_on=known.allocated_on,
    )  # fmt: skip
