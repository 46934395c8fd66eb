"""The real price (R-C64): what it rests on by law, and how an amount is held against it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.tariffs.rules import (
    BINDING_FROM,
    COST_ELEMENTS,
    DevelopmentPath,
    floors_of,
    is_covered,
    missing_elements,
    real_price,
    shortfall_on,
    shortfalls,
)
from shared.values.tariffs import CostElement
from shared.values.terms import Law
from tests.services.contracts.tariffs.rules.samples import ELEMENTS, START, price, tariff

WMO = [Law.WMO_2015]


@pytest.mark.rule("R-C64")
def test_the_cost_elements_add_up_to_the_real_price() -> None:
    """31.20 + 8.40 + 5.10 + index 1.34 = 46.04; without elements there is none."""
    assert real_price(ELEMENTS) == Decimal("46.04") and real_price([]) is None


@pytest.mark.rule("R-C64")
def test_each_law_has_its_own_list_with_indexation_in_it() -> None:
    """Six elements for the Wmo (art. 5.4), four for the Jeugdwet (art. 2.3), from their own days; what lacks is named."""
    assert {law: len(listed) for law, listed in COST_ELEMENTS.items()} == {Law.WMO_2015: 6, Law.JEUGDWET: 4}
    assert all(CostElement.INDEXATION in listed for listed in COST_ELEMENTS.values())
    assert set(CostElement) == {one for listed in COST_ELEMENTS.values() for one in listed}
    assert {Law.WMO_2015: date(2017, 6, 1), Law.JEUGDWET: date(2024, 7, 1)} == BINDING_FROM
    assert missing_elements(Law.WMO_2015, ELEMENTS) == []
    assert missing_elements(Law.JEUGDWET, ELEMENTS) == [CostElement.OTHER_CLIENT_COSTS]
    assert missing_elements(Law.WMO_2015, ELEMENTS[:-1]) == [CostElement.INDEXATION]


@pytest.mark.rule("R-C64")
@pytest.mark.parametrize(
    ("laws", "category", "covered"),
    [(WMO, "02", True), (WMO, "11", False), (WMO, "14", False), ([Law.JEUGDWET], "45", True)],
)
def test_services_and_youth_help_are_covered_and_things_are_not(
    laws: list[Law], category: str, covered: bool
) -> None:
    """A wheelchair is no service of the Wmo; all youth help is covered."""
    assert is_covered(laws, category) is covered


@pytest.mark.rule("R-C64")
def test_a_bid_is_held_against_what_binds_on_the_day() -> None:
    """45.00 is refused against 46.04 and 46.04 is not: for the lowest price of an auction, on the day of the bid."""
    floors = floors_of(WMO, ELEMENTS, [price(amount="47.00", valid_from=date(2027, 1, 1))], START, None)
    found = shortfall_on(Decimal("45.00"), START, floors)
    assert found is not None and (found.amount, found.source) == (Decimal("46.04"), None)
    assert shortfall_on(Decimal("46.04"), START, floors) is None
    later = shortfall_on(Decimal("46.04"), date(2027, 1, 1), floors)
    assert later is not None and (later.amount, later.source) == (Decimal("47.00"), "Verordening 2026")
    before = floors_of(WMO, ELEMENTS, [], date(2015, 1, 1), None)
    assert shortfall_on(Decimal("1"), date(2017, 5, 31), before) is None


@pytest.mark.rule("R-C64")
def test_a_falling_path_falls_short_on_the_day_it_passes_the_floor() -> None:
    """From 50.00 by 2 % a half-year: 46.12 in 2028 is enough, 45.20 from 1 July 2028 is not."""
    made = tariff(path=DevelopmentPath(reduction_basis_points=200, period_months=6, periods=6), indexed=False)
    found = shortfalls(made.amounts, floors_of(WMO, ELEMENTS, [], START, None))
    assert [(one.line.amount, one.since, one.is_binding) for one in found] == [
        ("45.20", date(2028, 7, 1), True), ("44.30", date(2029, 1, 1), True),
    ]  # fmt: skip


@pytest.mark.rule("R-C64")
def test_it_is_a_refusal_from_the_days_of_validity_and_a_finding_before() -> None:
    """Of 2016 it is said only; a bylaw of next year is said of a table that ends before it, and refused of one that goes on."""
    old = tariff(amount="45.00", valid_from=date(2016, 1, 1), valid_until=date(2016, 12, 31))
    own = floors_of(WMO, ELEMENTS, [], old.valid_from, old.valid_until)
    assert [one.is_binding for one in shortfalls(old.amounts, own)] == [False]
    next_year = floors_of(WMO, [], [price(valid_from=date(2027, 1, 1))], START, None)
    ends = tariff(amount="45.00", cost_elements=[], valid_until=date(2026, 12, 31))
    goes_on = tariff(amount="45.00", cost_elements=[])
    assert [(one.since, one.is_binding) for one in shortfalls(ends.amounts, next_year)] == [
        (date(2027, 1, 1), False)
    ]
    assert [(one.since, one.is_binding) for one in shortfalls(goes_on.amounts, next_year)] == [
        (date(2027, 1, 1), True)
    ]
    past = floors_of(
        WMO, [], [price(valid_from=date(2024, 1, 1), valid_until=date(2025, 12, 31))], START, None
    )
    assert shortfalls(goes_on.amounts, past) == []


@pytest.mark.rule("R-C64")
@given(st.decimals("0", "100", places=2), st.decimals("0", "100", places=2))
def test_an_amount_is_refused_exactly_when_it_is_below(offered: Decimal, real: Decimal) -> None:
    """For every pair of amounts the table and the single price say the same: below is refused, equal is not."""
    floors = floors_of(WMO, [], [price(amount=format(real, "f"))], START, None)
    made = tariff(amount=format(offered, "f"), cost_elements=[])
    assert bool(shortfalls(made.amounts, floors)) is (offered < real)
    assert (shortfall_on(offered, START, floors) is not None) is (offered < real)
