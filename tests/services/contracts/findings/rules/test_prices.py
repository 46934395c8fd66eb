"""The real price and the ways below it, to the cent."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.findings.rules.facts import CostElement, PriceFacts
from services.contracts.findings.rules.prices import path, real_price
from shared.values.terms import Law

AMOUNTS = st.decimals(min_value=0, max_value=10_000, places=2)


@pytest.mark.rule("R-C64")
def test_the_elements_of_the_source_make_46_04() -> None:
    """31.20 + 8.40 + 5.10 + index 1.34 = 46.04."""
    elements = [CostElement(name="x", amount=amount) for amount in ("31.20", "8.40", "5.10", "1.34")]
    told = PriceFacts(product_code="02A03", law=Law.WMO_2015, offered="45.00", cost_elements=elements)
    assert real_price(told) == Decimal("46.04")


@pytest.mark.rule("R-C28")
def test_each_period_is_rounded_from_the_published_tariff() -> None:
    """€50.00 falls by 2 % a period: 49.00, 48.02, 47.06 (compound, from the rounded tariff)."""
    assert [tariff for _, tariff in path("50.00", 200)][:3] == [
        Decimal("49.00"),
        Decimal("48.02"),
        Decimal("47.06"),
    ]


@given(AMOUNTS, st.integers(1, 10_000), st.integers(0, 1_000_000))
def test_a_path_never_rises_and_keeps_to_its_floor(start: Decimal, part: int, floor: int) -> None:
    """The tariff falls or stands still, and never sinks below the floor."""
    floor = min(floor, int(start * 100))
    tariffs = [start, *(tariff for _, tariff in path(str(start), part, floor))]
    assert all(late <= early for early, late in pairwise(tariffs))
    assert all(tariff >= Decimal(floor) / 100 for tariff in tariffs)
