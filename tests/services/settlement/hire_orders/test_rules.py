"""What fits in the budget of a neighbourhood."""

from __future__ import annotations

from datetime import date

import pytest

from services.settlement.agreements.rules import Agreement
from services.settlement.hire_orders.rules import (
    HireOrder,
    HireOrderAboveBudget,
    HireOrderRefused,
    HireOrderWithdrawn,
    budget_of,
    commitment,
    withdraw,
    within,
)
from shared.values import new_id

OWNER, PROVIDER = "00000099000000000484", "00000099000000000101"
JAN, DEC = date(2026, 1, 1), date(2026, 12, 31)


def agreement(area: str = "WK098301", cents: int = 120_000_000, until: date | None = None) -> Agreement:
    """A neighbourhood budget from 2026 on."""
    terms = {"form": "neighbourhoodBudget", "neighbourhoods": [{"areaCode": area, "amountCents": cents}]}
    return Agreement(new_id(), 1, OWNER, None, [], new_id(), 1, "neighbourhoodBudget", [], JAN, until, terms)


def order(cents: int) -> HireOrder:
    """A hire order of all of 2026."""
    return HireOrder(
        new_id(),
        1,
        OWNER,
        None,
        [PROVIDER],
        new_id(),
        new_id(),
        "WK098301",
        PROVIDER,
        2026,
        JAN,
        DEC,
        cents,
        JAN,
        None,
    )


@pytest.mark.rule("R-S55")
def test_no_order_goes_above_what_is_left() -> None:
    """Of 1.2 m with 1.15 m ordered, 0.08 m is refused, 0.05 m fits and a cent more does not."""
    with pytest.raises(HireOrderAboveBudget) as refused:
        within(order(8_000_000), 120_000_000, 115_000_000)
    assert refused.value.facts["remaining"] == 5_000_000
    assert within(order(5_000_000), 120_000_000, 115_000_000).amount_cents == 5_000_000
    with pytest.raises(HireOrderAboveBudget):
        within(order(5_000_001), 120_000_000, 115_000_000)


@pytest.mark.rule("R-S55")
def test_a_budget_that_was_lowered_leaves_nothing_and_never_less() -> None:
    """Of 1.0 m with 1.15 m ordered nothing is left: a cent is refused, and 0 is said to remain."""
    with pytest.raises(HireOrderAboveBudget) as refused:
        within(order(1), 100_000_000, 115_000_000)
    assert refused.value.facts["remaining"] == 0


@pytest.mark.rule("R-S55")
def test_the_budget_is_that_of_the_agreement_that_holds_all_days() -> None:
    """Until June one amount, from July another area: the right one is found, and days that neither holds are refused."""
    first, other = agreement(until=date(2026, 6, 30)), agreement("WK098302", 7)
    assert budget_of([first, other], "WK098301", JAN, date(2026, 6, 30)) == (first, 120_000_000)
    assert budget_of([first, other], "WK098302", JAN, DEC) == (other, 7)
    for agreed, area, start, end, codes in (
        ([first], "WK098301", JAN, DEC, ["no-neighbourhood-budget"]),
        ([], "WK098301", DEC, JAN, ["period-backwards", "no-neighbourhood-budget"]),
        ([other], "WK098301", JAN, date(2027, 1, 1), ["period-two-years", "area-without-budget"]),
    ):
        with pytest.raises(HireOrderRefused) as refused:
            budget_of(agreed, area, start, end)
        assert [one.code for one in refused.value.errors] == codes


@pytest.mark.rule("R-S55")
def test_what_is_withdrawn_frees_its_commitment_once() -> None:
    """The commitment of 500 is taken back whole; a second withdrawal is refused."""
    placed = order(500)
    back = withdraw(placed, DEC)
    lines = [[(line.account, line.amount_cents) for line in commitment(one).lines] for one in (placed, back)]
    assert lines == [
        [("commitment", 500), ("committed", -500)], [("commitment", -500), ("committed", 500)],
    ]  # fmt: skip
    assert (back.version, back.withdrawn_on) == (2, DEC)
    with pytest.raises(HireOrderWithdrawn):
        withdraw(back, DEC)
