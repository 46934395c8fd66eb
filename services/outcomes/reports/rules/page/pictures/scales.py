"""Axes: which numbers stand along them and where a value lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` along a line from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: str | float) -> float:
        """Where a value lies; beyond the ends at the end."""
        part = (float(value) - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, part)) * (self.end - self.start)


def steps(low: float, high: float, count: int = 5) -> list[Decimal]:
    """Round numbers from at or below the lowest to at or above the highest, about so many."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    rough = Decimal(repr((high - low) / count))
    power = Decimal(10) ** floor(log10(float(rough)))
    step = next(
        factor * power for factor in map(Decimal, ("1", "2", "2.5", "5", "10")) if factor * power >= rough
    )
    first = floor(Decimal(repr(low)) / step)
    found = [step * first]
    while found[-1] < Decimal(repr(high)):
        found.append(found[-1] + step)
    return found


def spread(values: Iterable[str | None], *, least: float = 0.0) -> tuple[float, float]:
    """The lowest and highest of values that are there, with a little air; at least so far apart. (0, 1) of none."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    air = max((high - low) * 0.12, (least - (high - low)) / 2, abs(high) * 0.01, 1e-9)
    # What never is negative does not get an axis below zero.
    return (max(0.0, low - air) if low >= 0 else low - air), high + air


def tick_texts(ticks: Sequence[Decimal]) -> list[str]:
    """Round numbers as plain decimals, all with as many decimals as the finest of them needs."""
    places = max((-int(tick.normalize().as_tuple().exponent) for tick in ticks), default=0)
    return [format(tick if tick else abs(tick), f".{max(0, places)}f") for tick in ticks]
