"""What a claim takes of ceilings, as a pure function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.ceilings.rules import Ceiling, Ceilings, exhaustion

OWNER, PROVIDER = "00000099000000000484", "00000099000000000001"
CEILING = Ceiling(
    UUID(int=1), 1, OWNER, None, [], "Plafond", 2026, "providerSecondLine", None, PROVIDER, None, 50_000_000, 9_000,
    ["44A09"], used_cents=49_000_000,
)  # fmt: skip
CONTRACT = UUID(int=7)
POT = replace(CEILING, id=UUID(int=2), provider=None, amount_cents=900_000_000, used_cents=0)


@dataclass(frozen=True)
class Claimed:
    """A claim as ceilings see it."""

    contract_id: UUID = CONTRACT
    population_id: UUID | None = None
    provider: str = PROVIDER
    product_code: str = "02A15"
    delivered_on: date = date(2026, 11, 30)


@pytest.mark.rule("R-S32")
@pytest.mark.parametrize(("split", "paid", "refused"), [(True, 1_000_000, 1_500_000), (False, 0, 2_500_000)])
def test_a_claim_above_the_ceiling_is_paid_in_part_or_not(split: bool, paid: int, refused: int) -> None:
    """500,000 with 490,000 used, claim 25,000: split pays 10,000 and refuses 15,000; else nothing is paid."""
    held = Ceilings([CEILING])
    taken = held.take(Claimed(), 2_500_000, acute=False, split=split)
    assert (taken.paid_cents, taken.ceiling_id) == (paid, CEILING.id)
    [left] = held.changed()
    assert (left.used_cents, left.refused_cents) == (49_000_000 + paid, refused)
    assert left.exhausted_on == (date(2026, 11, 30) if split else None)


@pytest.mark.rule("R-S33")
def test_acute_care_is_paid_above_the_ceiling() -> None:
    """The same claim, acute: 25,000 is paid, of which 15,000 as an exception."""
    held = Ceilings([CEILING])
    taken = held.take(Claimed(), 2_500_000, acute=True, split=True)
    assert (taken.paid_cents, taken.exception_cents) == (2_500_000, 1_500_000)
    [left] = held.changed()
    assert (left.used_cents, left.exception_cents, left.refused_cents) == (50_000_000, 1_500_000, 0)


@pytest.mark.rule("R-C26")
def test_exempt_care_is_paid_and_counted_apart() -> None:
    """Crisis care for which the ceiling does not hold takes nothing of it."""
    held = Ceilings([CEILING])
    assert (
        held.take(Claimed(product_code="44A09"), 2_500_000, acute=False, split=True).paid_cents == 2_500_000
    )
    [left] = held.changed()
    assert (left.used_cents, left.exempt_cents) == (49_000_000, 2_500_000)


@pytest.mark.rule("R-S34")
def test_when_a_pot_is_empty_at_this_pace() -> None:
    """9.0 m, 7.4 m on 31 August (243 days): 1.6 m is 52.5 days, so empty on 23 October; at 5.0 m it lasts the year."""
    pot = replace(POT, used_cents=740_000_000, last_delivered_on=date(2026, 8, 31))
    day, why = exhaustion(pot)
    assert day == date(2026, 10, 23) == pot.empty_on and [one.rule for one in why.steps] == ["R-S34"]
    assert exhaustion(replace(pot, used_cents=500_000_000))[0] is None
    assert exhaustion(POT)[0] is None
    gone = replace(pot, exhausted_on=date(2026, 9, 30))
    assert exhaustion(gone)[0] == date(2026, 9, 30)


@pytest.mark.rule("R-S34")
@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.booleans(), st.booleans(), st.sampled_from(["02A15", "44A09"])),
        max_size=30,
    )
)
def test_nothing_but_acute_and_exempt_care_goes_above_a_ceiling(
    asked: list[tuple[int, bool, bool, str]],
) -> None:
    """Of two ceilings over one provider neither is overdrawn, and each claim is paid, excepted and refused to its last cent."""
    small = replace(CEILING, amount_cents=100, used_cents=0)
    held = Ceilings([small, replace(POT, amount_cents=150)])
    for cents, acute, split, code in asked:
        taken = held.take(Claimed(product_code=code), cents, acute=acute, split=split)
        assert 0 <= taken.exception_cents <= taken.paid_cents <= cents
        assert taken.paid_cents == cents or (not acute and code == "02A15")
    for one in held.changed():
        assert one.used_cents <= one.amount_cents


@pytest.mark.rule("R-S32")
def test_a_credit_gives_back_what_was_taken() -> None:
    """What a claim took is free again, and a ceiling that was used up is open."""
    held = Ceilings([CEILING])
    held.take(Claimed(), 1_000_000, acute=False, split=True)
    taken = held.take(Claimed(), 500_000, acute=True, split=True)
    held.give_back(Claimed(), 500_000, taken.exceptions)
    held.give_back(Claimed(), 1_000_000, {})
    [one] = held.changed()
    assert (one.used_cents, one.exception_cents, one.exhausted_on) == (49_000_000, 0, None)


@pytest.mark.rule("R-X11")
def test_a_ceiling_warns_once() -> None:
    """From ninety per cent it warns, with the claim that reached it and not with the next."""
    fresh = replace(CEILING, used_cents=44_000_000)
    held = Ceilings([fresh])
    held.take(Claimed(), 900_000, acute=False, split=True)
    assert held.warned_now() == []
    held.take(Claimed(), 200_000, acute=False, split=True)
    [warned] = held.warned_now()
    later = Ceilings([warned])
    later.take(Claimed(), 1, acute=False, split=True)
    assert later.warned_now() == [] and later.changed()[0].warned


def test_a_ceiling_binds_its_own_year_provider_population_and_contract() -> None:
    """Another year, provider, population or contract is not bound by it."""
    bound = replace(CEILING, contract_id=UUID(int=7), population_id=UUID(int=8))
    held = Ceilings([bound])
    claimed = Claimed(population_id=UUID(int=8))
    assert held.over(claimed) == [bound]
    for other in (
        replace(claimed, delivered_on=date(2027, 1, 1)),
        replace(claimed, provider=OWNER),
        replace(claimed, population_id=None),
        replace(claimed, contract_id=UUID(int=9)),
    ):
        assert held.over(other) == []
