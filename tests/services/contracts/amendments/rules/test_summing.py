"""New sums of areas, heads and categories, decided without I/O (R-C07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.amendments import rules
from services.contracts.amendments.rules import AreaAmount, CategoryAmount, Funded, YearlySum
from services.contracts.amendments.rules.summing import changed, new_total, target
from shared.values import Money, render
from shared.values.agreements import FundingForm
from shared.values.terms import AmendmentReason
from tests.services.contracts.amendments.test_rules import CHECK, CONTRACT, codes, proposal

SQUARE = replace(
    CONTRACT,
    fixed_sum=None,
    funding_agreements=[
        Funded(1, form=FundingForm.SQUARE, categories=[CategoryAmount("a", 150), CategoryAmount("b", 250)])
    ],
    yearly_funding=[YearlySum(1, date(2026, 1, 1), 400)],
)
HEADS = replace(
    CONTRACT,
    fixed_sum=None,
    funding_agreements=[Funded(1, form=FundingForm.CAPITATION_INHABITANT, amount_cents=7_000)],
    yearly_funding=[YearlySum(1, date(2026, 1, 1), 700_000_000)],
)


@pytest.mark.rule("R-C07")
@pytest.mark.rule("R-C18")
def test_a_new_amount_per_head_counts_the_heads_of_the_text() -> None:
    """€70 × 100,000 becomes €71 × 100,000 = €7,100,000, whatever the population is by now."""
    asked = proposal(annual_amount_cents=None, amount_cents=7_100)
    _, why = rules.decide(HEADS, asked, 1, None, CHECK)
    assert [render(step, "en") for step in why.steps[1:]] == [
        "The amount per inhabitant, insured or place goes from € 70.00 to € 71.00; there are 100000.",
        "Agreement 1 goes from € 7,000,000.00 to € 7,100,000.00 in a full year with effect from 1 July 2026.",
    ]


@pytest.mark.rule("R-C07")
def test_a_sum_that_was_overtaken_is_not_signed() -> None:
    """The square has another amount from 2027 already: an amendment from July 2026 that comes late is refused."""
    asked = proposal(annual_amount_cents=None, category_amounts=[CategoryAmount("a", 100)])
    amendment, _ = rules.decide(SQUARE, asked, 1, None, CHECK)
    later = replace(SQUARE, yearly_funding=[YearlySum(1, date(2027, 1, 1), 380)])
    signature = (SQUARE.owner, None, "j.jansen")
    with pytest.raises(rules.AmendmentRefused) as refused:
        rules.sign(amendment, later, SQUARE.parties[0], signature, date(2027, 2, 1))
    assert codes(refused) == ["budget-overtaken"]


@pytest.mark.rule("R-C07")
def test_only_the_grounds_of_the_check_change_a_sum() -> None:
    """Area amounts of a wider scope are no change at the check; those for extreme circumstances are."""
    areas = [AreaAmount("WK011401", 1)]
    for reason, told in (
        (AmendmentReason.EXTREME_CIRCUMSTANCE, ["#/areaAmounts"]),
        (AmendmentReason.TIGHTENING, ["#/areaAmounts"]),
        (AmendmentReason.SCOPE, []),
        (AmendmentReason.GRANT_CHANGE, []),
    ):
        assert changed(proposal(reason=reason, area_amounts=areas)) == told


@pytest.mark.rule("R-C07")
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**12), min_size=1),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**12), min_size=1),
)
def test_what_is_not_named_keeps_its_amount(before: dict[str, int], new: dict[str, int]) -> None:
    """For any square and any change of categories that it has: the total is the old one plus every difference."""
    new = {code: cents for code, cents in new.items() if code in before}
    square = Funded(1, form=FundingForm.SQUARE, categories=[CategoryAmount(*one) for one in before.items()])
    contract = replace(SQUARE, funding_agreements=[square])
    asked = proposal(annual_amount_cents=None, category_amounts=[CategoryAmount(*one) for one in new.items()])
    if not new:
        assert target(contract, asked) is None
        return
    assert target(contract, asked) == square
    differences = sum(cents - before[code] for code, cents in new.items())
    assert new_total(contract, square, asked) == Money(sum(before.values()) + differences)
