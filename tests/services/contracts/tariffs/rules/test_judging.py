"""What is to be said of a tariff, and with which problem it is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.contracts.tariffs.rules import (
    Around,
    Tariff,
    TariffAboveMaximum,
    TariffBelowRealPrice,
    TariffContradictory,
    TariffTier,
    check,
    judge,
    weigh,
)
from shared.errors import FieldError, Refused, Text
from shared.values.terms import Law
from tests.services.contracts.tariffs.rules.samples import ELEMENTS, INDEX_2027, START, price, product, tariff


def around(**changes: Any) -> Around:
    """The product, no bylaw, no general tariff."""
    return Around(**{"product": product(), "prices": [], "general": [], **changes})


def told(made: Tariff, **changes: Any) -> list[tuple[str, str, date | None]]:
    """Code, place and day of all that is said."""
    return [(one.code, one.location, one.valid_from) for one in judge(made, around(**changes))]


@pytest.mark.rule("R-C29")
def test_each_line_above_the_maximum_is_named_with_its_day() -> None:
    """61 against 60; 59 that an index brings to 60.77; a tier above it; the general tariff's maximum on its own days."""
    assert told(tariff(amount="61.00", maximum="60")) == [("above-maximum", "#/amount", START)]
    risen = tariff(amount="59.00", maximum="60", indexes=[INDEX_2027])
    assert told(risen) == [("above-maximum", "#/indexed", date(2027, 1, 1))]
    tiered = tariff(amount=None, maximum="60", tiers=[TariffTier(threshold="1", amount_cents=6_001)])
    assert told(tiered) == [("above-maximum", "#/tiers/0/amountCents", START)]
    general = tariff(maximum="49", valid_from=date(2028, 1, 1))
    assert told(tariff(), general=[general]) == [("above-maximum", "#/amount", date(2028, 1, 1))]
    assert told(tariff(amount="60.00", maximum="60.00")) == []


@pytest.mark.rule("R-C64")
def test_cost_elements_are_asked_by_each_law_of_the_product() -> None:
    """None at all, no indexation, and what else the law's list has are told apart; before the law nothing is asked."""
    assert told(tariff(cost_elements=[])) == [("cost-elements-missing", "#/costElements", START)]
    short = tariff(cost_elements=ELEMENTS[:3])
    assert [code for code, _, _ in told(short)] == ["indexation-missing", "cost-element-missing"]
    youth = product(laws=[Law.JEUGDWET], category="45", code="45A04")
    (found,) = judge(tariff(), around(product=youth))
    assert found.code == "cost-element-missing" and "otherClientCosts" in found.text.nl
    old = tariff(cost_elements=[], valid_from=date(2016, 1, 1), valid_until=date(2017, 5, 31))
    assert told(old) == []
    assert told(tariff(cost_elements=[]), product=None) == []


@pytest.mark.rule("R-C29")
@pytest.mark.rule("R-C64")
def test_the_refusal_is_named_after_the_first_rule_and_lists_all() -> None:
    """Both rules: the maximum names the problem and both faults stand in it; the real price alone names its own."""
    both = tariff(amount="45.00", maximum="44")
    other = FieldError("#/validFrom", "tariff-gap", Text("gat", "gap"), rule="N-112")
    for made, faults, kind, rules in (
        (both, [other], TariffAboveMaximum, ["N-112", "R-C29", "R-C64"]),
        (tariff(amount="45.00"), [other], TariffBelowRealPrice, ["N-112", "R-C64"]),
        (tariff(), [other], TariffContradictory, ["N-112"]),
    ):
        with pytest.raises(Refused) as met:
            check(weigh(made, around(), faults))
        assert type(met.value) is kind
        assert [one.rule for one in met.value.errors] == rules


@pytest.mark.rule("R-C64")
def test_a_warning_refuses_nothing() -> None:
    """Cost elements that lack and a bylaw of later are told, and the tariff is agreed."""
    made = tariff(amount="45.00", cost_elements=[], valid_until=date(2026, 6, 30))
    said = weigh(made, around(prices=[price(valid_from=date(2026, 7, 1))]))
    assert [one.code for one in said] == ["below-real-price-later", "cost-elements-missing"]
    check(said)
