"""No sequence of transfers and spending breaks a square: balances add up, and none goes below zero or what it spent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.categories.rules import (
    CategorySquare,
    CategoryTransfer,
    ConsentMissing,
    SecondPersonNeeded,
    SpendingRefused,
    SquareRefused,
    TransferDecided,
    TransferRefused,
    book,
    check_transfer,
    decide,
    open_square,
    spend,
    withdraw,
)
from services.contracts.contracts.rules.agreed import Category, FundingAgreement
from shared.values import new_id
from shared.values.budgets import CategoryTransferState
from tests.services.contracts import examples

DAY = date(2026, 1, 1)
MILLIONS = (150_000_000, 100_000_000, 100_000_000, 50_000_000)


def agreed(*amounts: int, number: int = 1) -> FundingAgreement:
    """A square agreement."""
    categories = [Category(code=f"c{i}", name=f"C{i}", amount_cents=one) for i, one in enumerate(amounts, 1)]
    return FundingAgreement(
        number=number, form="square", instalment_count=12, instalment_day=1, categories=categories
    )


def square(*amounts: int) -> CategorySquare:
    """The square of a signed contract."""
    contract = replace(examples.signed(), funding_agreements=[agreed(*amounts)])
    return open_square(contract, 2026, None, None)[0]


def transfer(of: CategorySquare, giver: str, taker: str, amount: int) -> CategoryTransfer:
    """A transfer that was consented to."""
    asked = CategoryTransfer(
        id=new_id(), owner=of.owner, square_id=of.id, contract_id=of.contract_id, from_code=giver, to_code=taker,
        amount_cents=amount, requested_by=examples.LEAD, requested_by_user="p", requested_on=DAY,
    )  # fmt: skip
    return decide(asked, consents=True, end_user="j", text=None, today=DAY)


@pytest.mark.rule("R-C20")
def test_a_fifth_category_or_an_agreement_too_many_is_refused() -> None:
    """At most four categories; with two squares the number must be named."""
    with pytest.raises(SquareRefused) as refused:
        square(1, 1, 1, 1, 1)
    assert [one.code for one in refused.value.errors] == ["categories-too-many"]
    two = replace(examples.signed(), funding_agreements=[agreed(1), agreed(2, number=2)])
    with pytest.raises(SquareRefused):
        open_square(two, 2026, None, None)
    assert open_square(two, 2026, 2, None)[0].total_cents == 2


@pytest.mark.rule("R-C20")
def test_consent_comes_first_and_is_given_once() -> None:
    """Requested is not booked; booked, refused and withdrawn are final; who asked for the municipality does not consent."""
    of = square(*MILLIONS)
    consented = transfer(of, "c1", "c3", 20_000_000)
    asked = replace(consented, state=CategoryTransferState.REQUESTED)
    with pytest.raises(ConsentMissing):
        book(of, asked, DAY)
    after, booked, _ = book(of, consented, DAY)
    assert [one.balance_cents for one in after.categories] == [
        130_000_000,
        100_000_000,
        120_000_000,
        50_000_000,
    ]
    for act in (
        lambda: book(after, booked, DAY),
        lambda: withdraw(booked),
        lambda: decide(booked, consents=True, end_user="j", text=None, today=DAY),
    ):
        with pytest.raises(TransferDecided):
            act()
    own = replace(asked, requested_by=of.owner, requested_by_user="j")
    with pytest.raises(SecondPersonNeeded):
        decide(own, consents=True, end_user="j", text=None, today=DAY)
    refused = decide(own, consents=False, end_user="j", text="nee", today=DAY)
    assert (refused.state, refused.refusal_reason) == (CategoryTransferState.REFUSED, "nee")


Moves = st.lists(
    st.tuples(st.booleans(), st.integers(1, 5), st.integers(1, 5), st.integers(0, 200_000_000)), max_size=40
)


@pytest.mark.rule("R-C20")
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=4), Moves)
def test_no_sequence_takes_a_category_below_zero_or_loses_a_cent(
    amounts: list[int], moves: list[tuple[bool, int, int, int]]
) -> None:
    """Whatever is spent and moved, refused or not: the balances add up, and a booking leaves what is spent."""
    of = square(*amounts)
    for day, (spends, giver, taker, amount) in enumerate(moves):
        try:
            if spends:
                of, _ = spend(of, {f"c{giver}": amount}, DAY + timedelta(days=day))
            elif amount:
                of, _, _ = book(of, transfer(of, f"c{giver}", f"c{taker}", amount), DAY)
                left = next(one for one in of.categories if one.code == f"c{giver}")
                assert left.balance_cents >= left.spent_cents
        except (TransferRefused, SpendingRefused):
            pass
        assert sum(one.balance_cents for one in of.categories) == of.total_cents == sum(amounts)
        assert all(one.balance_cents >= 0 for one in of.categories)
        assert all(one.remaining_cents == one.balance_cents - one.spent_cents for one in of.categories)


@pytest.mark.rule("R-C20")
def test_the_last_cent_may_go_and_one_more_may_not() -> None:
    """A category may be emptied down to what is spent."""
    of, _ = spend(square(*MILLIONS), {"c4": 10}, DAY)
    check_transfer(of, "c4", "c1", 49_999_990)
    with pytest.raises(TransferRefused):
        check_transfer(of, "c4", "c1", 49_999_991)
