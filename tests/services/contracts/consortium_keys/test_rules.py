"""How the members of a consortium divide a year (R-C11, R-S56)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.consortia.rules import Consortium, Member
from services.contracts.consortium_keys import rules
from services.contracts.consortium_keys.rules import ConsortiumKey, KeyShare
from shared.values import new_id
from shared.values.terms import MemberRole

FOUR = [f"0000009900000000{number}" for number in range(1001, 1005)]
CONSORTIUM = Consortium(
    id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=FOUR, name="Samen",
    start_date=date(2026, 1, 1),
    members=[Member(oin, MemberRole.MAIN, payment_lead=oin == FOUR[0]) for oin in FOUR],
)  # fmt: skip
KEY = ConsortiumKey(
    id=new_id(), version=1, owner=CONSORTIUM.owner, external_reference=None, parties=FOUR,
    consortium_id=CONSORTIUM.id, year=2026,
    shares=[KeyShare(oin, part) for oin, part in zip(FOUR, (3_000, 2_500, 2_500, 2_000), strict=True)],
)  # fmt: skip


def faults(*shares: KeyShare) -> list[str]:
    """The codes of what is wrong with a key of these shares."""
    with pytest.raises(rules.ConsortiumKeyRefused) as met:
        rules.divide(CONSORTIUM, replace(KEY, shares=list(shares)))
    return [one.code for one in met.value.errors]


@pytest.mark.rule("R-C11", "R-S56")
def test_thirty_twenty_five_twenty_five_twenty_is_a_whole() -> None:
    """Four members, 100 %: of 7,000,000.00 they see 2,100,000.00, twice 1,750,000.00 and 1,400,000.00."""
    assert [(one.rule, one.result) for one in rules.divide(CONSORTIUM, KEY).steps] == [("R-C11", 4)]
    told = rules.split(KEY, 700_000_000)
    assert [one.amount_cents for one in told.members] == [210_000_000, 175_000_000, 175_000_000, 140_000_000]


@pytest.mark.rule("R-C11")
def test_a_key_names_each_member_once_and_makes_a_whole() -> None:
    """A stranger, a member twice, one that lacks, and 99 %: every reason at once."""
    assert faults(
        KeyShare(FOUR[0], 9_000), KeyShare(FOUR[0], 500), KeyShare("00000099000000009999", 400)
    ) == ["member-twice", "not-a-member", "member-missing", "not-a-whole"]
    assert faults(*KEY.shares[:3]) == ["member-missing", "not-a-whole"]


def test_the_lead_for_payment_and_the_purchaser_enter_it() -> None:
    """Another member does not."""
    rules.check_enters(CONSORTIUM, FOUR[0], purchaser=False)
    rules.check_enters(CONSORTIUM, CONSORTIUM.owner, purchaser=True)
    with pytest.raises(rules.NotLead):
        rules.check_enters(CONSORTIUM, FOUR[1], purchaser=False)


@pytest.mark.rule("R-S56")
@given(st.integers(0, 10**12), st.lists(st.integers(1, 10_000), min_size=1, max_size=8))
def test_the_parts_of_an_amount_always_add_up(amount: int, weights: list[int]) -> None:
    """Whatever amount and parts: no cent is lost or won, and the order of the members does not matter."""
    shares = [KeyShare(f"{number:020}", weight) for number, weight in enumerate(weights)]
    told = rules.split(replace(KEY, shares=shares), amount)
    assert sum(one.amount_cents for one in told.members) == amount
    other = rules.split(replace(KEY, shares=shares[::-1]), amount)
    assert sorted(other.members, key=lambda one: one.oin) == told.members
