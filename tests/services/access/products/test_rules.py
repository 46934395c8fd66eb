"""What a product says to access."""

from dataclasses import replace
from datetime import date

import pytest

from shared.values.arrangements import AccessPlace
from shared.values.products import SupportKind
from tests.services.access.access_routes.test_rules import PRODUCT


@pytest.mark.rule("R-A01")
def test_the_purchaser_s_own_place_goes_before_the_table() -> None:
    """Chosen, else advised, else not known."""
    assert PRODUCT.place is AccessPlace.SOCIAL_TEAM
    assert replace(PRODUCT, access_place=AccessPlace.CITIZEN).place is AccessPlace.CITIZEN
    assert replace(PRODUCT, advised_access_place=None).place is None


@pytest.mark.rule("R-X06")
def test_a_product_is_allocated_on_its_days() -> None:
    """First and last day included; without a last day it goes on."""
    ends = replace(PRODUCT, valid_until=date(2026, 12, 31))
    assert ends.holds_on(date(2026, 1, 1)) and ends.holds_on(date(2026, 12, 31))
    assert not ends.holds_on(date(2025, 12, 31)) and not ends.holds_on(date(2027, 1, 1))
    assert PRODUCT.holds_on(date(2040, 1, 1))


@pytest.mark.rule("R-C35")
def test_sheltered_living_is_known_however_it_was_said() -> None:
    """By its flag, its kind or its category."""
    assert not PRODUCT.is_sheltered
    assert replace(PRODUCT, sheltered_living=True).is_sheltered
    assert replace(PRODUCT, support_kind=SupportKind.SHELTERED_LIVING).is_sheltered
    assert replace(PRODUCT, category="15").is_sheltered
