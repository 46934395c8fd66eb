"""The days of a quarter in which switches are counted (R-A41)."""

from __future__ import annotations

from datetime import date

from shared.values import Period


def quarter_days(quarter: str) -> tuple[date, date]:
    """The first and last day of a quarter such as 2026-Q1."""
    days = Period.quarter(int(quarter[:4]), int(quarter[-1]))
    assert days.last_day is not None, "a quarter ends"
    return days.start, days.last_day
