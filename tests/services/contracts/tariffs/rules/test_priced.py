"""What an agreement pays by the unit itself is held against the real price (R-C39, R-C64)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import FundingAgreement
from services.contracts.contracts.rules.agreed import Intervention, LadderStep
from services.contracts.products.rules import Product
from services.contracts.tariffs.rules import Pricing, check_tariffs, codes_of
from services.contracts.tariffs.rules.priced import UnitPrice, unit_prices
from services.contracts.tariffs.rules.terms import RealPrice
from shared.errors import FieldError
from shared.values.arrangements import Unit
from shared.values.terms import Law
from tests.services.contracts.tariffs.rules.samples import START, price, product

END = date(2029, 12, 31)


def hours(tariff: str, unit: Unit = Unit.HOUR) -> Intervention:
    """Two units a week at a tariff."""
    return Intervention(name="Gesprekken", units_per_period="2", unit=unit, tariff=tariff)


def trajectory(*interventions: Intervention, **more: Any) -> FundingAgreement:
    """A trajectory of ten weeks with these interventions."""
    told = {"number": 1, "form": "trajectory", "product_codes": ["02A15"], "periods": 10, **more}
    return FundingAgreement(interventions=list(interventions), **told)


def tiered(*tiers: tuple[str, int], unit: Unit = Unit.HOUR) -> FundingAgreement:
    """Tiers of one product."""
    steps = [LadderStep(threshold=edge, amount_cents=cents) for edge, cents in tiers]
    return FundingAgreement(number=1, form="tieredTariff", product_codes=["02A15"], unit=unit, tiers=steps)


def told(
    *fundings: FundingAgreement,
    products: list[Product] | None = None,
    prices: list[RealPrice] | None = None,
) -> list[FieldError]:
    """What is wrong from 2026 up to and including 2029, with the real price of 46.04 an hour."""
    stands = Pricing(
        products=[product()] if products is None else products,
        prices=[price()] if prices is None else prices,
    )
    return check_tariffs(fundings, START, END, stands)


@pytest.mark.rule("R-C39", "R-C64")
def test_an_intervention_of_a_trajectory_covers_the_real_price() -> None:
    """31.20 + 8.40 + 5.10 + index 1.34 = 46.04: 45.00 an hour is refused at its place, 46.04 is not; no tariff is asked."""
    assert told(trajectory(hours("46.04"))) == []
    (short,) = told(FundingAgreement(number=1, form="lumpSum"), trajectory(hours("46.04"), hours("45.00")))
    assert (short.location, short.code, short.rule) == (
        "#/fundingAgreements/1/interventions/1/tariff", "below-real-price", "R-C64",
    )  # fmt: skip
    assert "€ 45 per hour ligt vanaf 2026-01-01 onder de reële prijs van € 46.04" in short.detail.nl
    assert codes_of([trajectory(hours("45.00"))], ["02A16"]) == ["02A15"]


@pytest.mark.rule("R-C64")
def test_only_what_is_comparable_in_unit_is_compared() -> None:
    """A day part says nothing of an hour, a minute does (× 60); a trajectory as a product has its whole as its price."""
    assert told(trajectory(hours("45.00", Unit.DAY_PART))) == []
    assert told(trajectory(hours("0.767334", Unit.MINUTE))) == []
    assert [one.code for one in told(trajectory(hours("0.767333", Unit.MINUTE)))] == ["below-real-price"]
    by_minute = [product(unit=Unit.MINUTE)]
    assert told(trajectory(hours("60.00")), products=by_minute, prices=[price(amount="1.00")]) == []
    assert len(told(trajectory(hours("59.99")), products=by_minute, prices=[price(amount="1.00")])) == 1
    whole = [product(unit=Unit.TRAJECTORY)]
    assert told(trajectory(hours("46.00")), products=whole, prices=[price(amount="920.00")]) == []
    (short,) = told(trajectory(hours("46.00")), products=whole, prices=[price(amount="920.01")])
    assert short.location == "#/fundingAgreements/0/interventions"


@pytest.mark.rule("R-C64")
def test_a_tier_and_a_bundle_by_the_month_are_held_by_their_unit() -> None:
    """10 hours for 460.39 are short even at the edge; a month at 1,200 for twelve is 100; an episode is no unit."""
    (short,) = told(tiered(("10", 46_039), ("20", 92_080)))
    assert short.location == "#/fundingAgreements/0/tiers/0/amountCents"
    assert told(tiered(("0", 1), ("10", 46_040))) == []
    assert told(tiered(("600", 46_040), unit=Unit.MINUTE)) == []
    monthly: dict[str, Any] = {"products": [product(unit=Unit.MONTH)], "prices": [price(amount="100.00")]}

    def bundle(form: str, cents: int, **more: Any) -> FundingAgreement:
        return FundingAgreement(number=1, form=form, product_codes=["02A15"], amount_cents=cents, **more)

    for form in ("periodBundle", "chainBundle"):
        assert told(bundle(form, 120_000, months=12), **monthly) == []
        (short,) = told(bundle(form, 119_999, months=12), **monthly)
        assert short.location == "#/fundingAgreements/0/amountCents"
    assert told(bundle("episodeBundle", 1, maximum_days=30), **monthly) == []


@pytest.mark.rule("R-C64")
def test_of_several_products_the_lowest_real_price_refuses() -> None:
    """Which intervention is for which product is not said: 40.00 covers that of 38.00; 37.00 covers none."""
    two: dict[str, Any] = {
        "products": [product(), product(code="02A16")],
        "prices": [price(), price(product_code="02A16", amount="38.00")],
    }
    both: dict[str, Any] = {"product_codes": ["02A15", "02A16"]}
    assert told(trajectory(hours("40.00"), **both), **two) == []
    (short,) = told(trajectory(hours("37.00"), **both), **two)
    assert "02A16" in short.detail.nl and "38.00" in short.detail.nl
    assert len(told(trajectory(hours("40.00"), product_codes=["02A15", "nergens"]), **two)) == 1


@pytest.mark.rule("R-C64")
def test_a_real_price_binds_on_its_own_days_and_by_its_law() -> None:
    """From 2028 on it is refused from then; after the agreement, of another product, of aids, or before the law it is not."""
    low = trajectory(hours("45.00"))
    (later,) = told(low, prices=[price(valid_from=date(2028, 1, 1))])
    assert "2028-01-01" in later.detail.nl
    for prices in (
        [],
        [price(valid_from=date(2030, 1, 1))],
        [price(valid_until=date(2025, 12, 31), valid_from=date(2025, 1, 1))],
        [price(product_code="02A16")],
        [price(law=Law.JEUGDWET)],
    ):
        assert told(low, prices=prices) == [], prices
    assert told(low, products=[]) == []
    assert told(low, products=[product(category="11")]) == []
    ended = trajectory(hours("45.00"), valid_until=date(2027, 12, 31))
    assert told(ended, prices=[price(valid_from=date(2028, 1, 1))]) == []
    youth: dict[str, Any] = {
        "products": [product(laws=[Law.JEUGDWET], category="45", valid_from=date(2023, 1, 1))],
        "prices": [price(law=Law.JEUGDWET, valid_from=date(2023, 1, 1))],
    }
    stands = Pricing(**youth)
    assert check_tariffs([low], date(2023, 1, 1), date(2024, 6, 30), stands) == []
    (bound,) = check_tariffs([low], date(2023, 1, 1), date(2024, 7, 1), stands)
    assert "2024-07-01" in bound.detail.nl


@given(st.integers(1, 10_000_000), st.integers(1, 100_000))
def test_a_tier_is_short_exactly_when_its_amount_is_below_units_times_price(cents: int, units: int) -> None:
    """No rounding stands between an amount and units × 46.04."""
    is_short = bool(told(tiered((str(units), cents))))
    assert is_short is (Decimal(cents) < Decimal("4604") * units)


def test_the_prices_by_the_unit_are_read_from_the_agreement() -> None:
    """Per intervention and for the whole: 2 hours a week at 46 for 10 weeks is 920."""
    assert list(unit_prices(trajectory(hours("46")))) == [
        UnitPrice("interventions/0/tariff", Unit.HOUR, Decimal(46)),
        UnitPrice("interventions", Unit.TRAJECTORY, Decimal(920)),
    ]
