"""What became of a line, and what earlier lines took: the book that the next one is judged by is made of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.settlement.claims.rules.known import Allocated, Contract, Line
from shared.values.claiming import ClaimReason, ClaimState


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a line, and by which versions; paid volume and cents are negative for a credit."""

    line: Line
    state: ClaimState
    reason: ClaimReason | None = None
    paid_volume: int = 0
    paid_cents: int = 0
    exception_cents: int = 0
    # Of which ceiling how much, where acute care went above more than one.
    exceptions: Mapping[UUID, int] = field(default_factory=dict)
    ceiling_id: UUID | None = None
    allowed_volume: int | None = None
    allocation: Allocated | None = None
    contract: Contract | None = None
    agreement_number: int | None = None
    tariff_id: UUID | None = None
    tariff_version: int | None = None
    applied_tariff: str | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What was paid under an allocation for a product and period, credits taken off; the volume in its unit."""

    product_code: str
    unit: str
    period_start: date
    period_end: date
    volume: int
    cents: int


@dataclass(frozen=True, slots=True)
class Debit:
    """A line that was approved before, whole or in part; `credited` when it was taken back."""

    law: str
    allocation_number: int
    product_code: str
    period_start: date
    period_end: date
    volume: int
    amount_cents: int
    paid_volume: int
    paid_cents: int
    exception_cents: int
    exceptions: Mapping[UUID, int]
    contract_id: UUID
    agreement_number: int | None
    credited: bool
    allocation: Allocated


def netted(spent: Sequence[Spent]) -> list[Spent]:
    """What is left of each product and period when credits are taken off; what was taken back whole is gone."""
    sums: dict[tuple[str, str, date, date], tuple[int, int]] = {}
    for one in spent:
        key = (one.product_code, one.unit, one.period_start, one.period_end)
        volume, cents = sums.get(key, (0, 0))
        sums[key] = (volume + one.volume, cents + one.cents)
    return [Spent(*key, *total) for key, total in sums.items() if total != (0, 0)]


__all__ = ["Debit", "Judged", "Spent", "netted"]
