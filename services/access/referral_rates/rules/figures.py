"""The arithmetic of referral rates: per thousand, deviations and shares, exact until they are shown (R-A39)."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

_TWO_DECIMALS, _ONE_DECIMAL = Decimal("0.01"), Decimal("0.1")
_WHOLE = 10_000


def per_thousand(count: int, people: int | None) -> str | None:
    """How many per 1,000 people, to two decimals, half to even: 42 of 10,000 is 4.20; None of nobody."""
    if not people:
        return None
    return str((Decimal(count * 1000) / people).quantize(_TWO_DECIMALS, ROUND_HALF_EVEN))


def deviation(count: int, people: int | None, of_count: int, of_people: int | None) -> int | None:
    """How far one rate lies from another, in basis points of the other: 4.2 from 3.0 is +4,000, which is +40 %.

    From the counts themselves, not from rates that were rounded; rounded towards nothing, so that it is never said to be
    larger than it is. None where either is of nobody, or the other rate is nothing.
    """
    if not people or not of_people or not of_count:
        return None
    more, base = count * of_people - of_count * people, of_count * people
    size = abs(more) * _WHOLE // base
    return size if more >= 0 else -size


def share(part: int, whole: int) -> int | None:
    """A share in basis points, rounded down; None of nothing."""
    return part * _WHOLE // whole if whole else None


def mean_days(days: int, cases: int) -> str | None:
    """The mean of a sum of days over so many cases, to one decimal, half to even; None of no cases."""
    return str((Decimal(days) / cases).quantize(_ONE_DECIMAL, ROUND_HALF_EVEN)) if cases else None


def exceeds(norm: int, *deviations: int | None) -> bool:
    """Whether one of the deviations lies above the norm; what is not known does not."""
    return any(one is not None and one > norm for one in deviations)


__all__ = ["deviation", "exceeds", "mean_days", "per_thousand", "share"]
