"""What reports of access are divided by: months or quarters, products, teams or referrers; and means of days."""

from __future__ import annotations

from enum import StrEnum


class ViewStep(StrEnum):
    """How long a step of a trend is: a calendar month or a calendar quarter."""

    MONTH = "month"
    QUARTER = "quarter"


class DecisionsBy(StrEnum):
    """By what decisions are counted: the product, the team of the question, or who referred (D-24)."""

    PRODUCT = "product"
    TEAM = "team"
    REFERRER = "referrer"


def mean_days(total: int, number: int) -> str | None:
    """The mean of days with one decimal, rounded half up, as text: 25 days over 2 is 12.5; None over nothing."""
    if number == 0:
        return None
    tenths = (20 * total + number) // (2 * number)
    return f"{tenths // 10}.{tenths % 10}"


__all__ = ["DecisionsBy", "ViewStep", "mean_days"]
