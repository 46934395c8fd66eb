"""Which count of a population holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import FundingAgreement, heads
from tests.services.contracts.examples import terms

SIZES = [(date(2025, 1, 1), 100), (date(2026, 1, 1), 200), (date(2027, 1, 1), 300)]


@pytest.mark.rule("R-C18")
@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2024, 7, 1), 100), (date(2025, 1, 1), 100), (date(2026, 12, 31), 200), (date(2028, 1, 1), 300)],
)
def test_the_count_on_the_reference_date_holds(day: date, count: int) -> None:
    """Between two counts the earlier, before all of them the first."""
    funding = FundingAgreement(number=1, form="capitationInhabitant", amount_cents=7_000, counted_on=day)
    assert heads(SIZES, replace(terms(), funding_agreements=[funding])) == count


@given(st.permutations(SIZES))
def test_without_a_capitation_the_newest_holds(sizes: list[tuple[date, int]]) -> None:
    """In whatever order they come; without any count there is none."""
    assert heads(sizes, terms()) == 300
    assert heads([], terms()) is None
