"""Which days are asked, and the weeks that they are."""

from __future__ import annotations

from datetime import date

import pytest

from services.settlement.obligations import rules
from services.settlement.obligations.rules import Flow

TODAY = date(2026, 1, 7)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((None, None), (date(2026, 1, 5), date(2026, 4, 5))),
        ((date(2026, 3, 1), None), (date(2026, 3, 1), date(2026, 5, 30))),
        ((None, date(2026, 1, 6)), (date(2026, 1, 5), date(2026, 1, 6))),
        ((None, date(2025, 12, 31)), (date(2025, 12, 31), date(2025, 12, 31))),
        ((date(2026, 1, 5), date(2028, 1, 16)), (date(2026, 1, 5), date(2028, 1, 16))),
    ],
)
def test_the_days_that_are_counted(asked: tuple[date | None, date | None], told: tuple[date, date]) -> None:
    """Without days it is this week and twelve more; a Monday and 742 days is the most."""
    assert rules.period(*asked, TODAY) == told


@pytest.mark.parametrize("until", [date(2026, 1, 4), date(2028, 1, 17)])
def test_days_that_are_refused(until: date) -> None:
    """A day before the first, and the first day of week 107."""
    with pytest.raises(rules.LiquidityPeriodRefused):
        rules.period(date(2026, 1, 5), until, TODAY)


def test_a_week_without_money_is_there_and_the_sum_runs_on() -> None:
    """Around New Year: 100 paid and 50 planned in week 1 of 2026, nothing, and 25 back in week 3: 150, 150 and 125."""
    flows = [Flow(date(2026, 1, 12), -25, 0, 0), Flow(date(2025, 12, 29), 100, 0, 50)]
    told = rules.weeks(flows, date(2025, 12, 31), date(2026, 1, 12))
    assert [(one.week, one.total_cents, one.cumulative_cents) for one in told] == [
        ("2026-W01", 150, 150), ("2026-W02", 0, 150), ("2026-W03", -25, 125),
    ]  # fmt: skip
