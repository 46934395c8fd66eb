"""Whom a citizen may choose, until when, and who is assigned where nobody was chosen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.catalogues.rules import Catalogue, free_places, renew
from services.access.policies.rules import DEFAULT
from services.access.provider_choices.rules import (
    ChoiceMade,
    ChoiceOpen,
    ChoiceRefused,
    Offer,
    ProviderChoice,
    assign,
    choose,
    leave,
    offer,
    place,
    withdraw,
)
from services.access.requests.rules import Request
from shared.values import Derivation, render
from shared.values.choosing import ChoiceOrigin, ChoiceState
from tests.services.access.catalogues.test_rules import ONE, TWO, catalogue
from tests.services.access.referrals.test_rules import request

TODAY = date(2026, 4, 20)
AFTER = date(2026, 4, 26)


def offered(
    asked: Offer | None = None,
    *,
    of: Catalogue | None = None,
    asker: Request | None = None,
    before: list[ProviderChoice] | None = None,
) -> tuple[ProviderChoice, Derivation]:
    """An offer of 20 April, of two providers unless others are named."""
    given_ = asked or Offer(offered=(ONE, TWO), product_category="02")
    return offer(
        asker or request(), given_, catalogue=of, free={} if of is None else free_places(of, []), product=None,
        policy=DEFAULT, before=before or [], today=TODAY,
    )  # fmt: skip


def assigned(choice: ProviderChoice, free: dict[str, int], on: date = AFTER, **other: Any) -> ProviderChoice:
    """What comes of a choice that nobody made."""
    return assign(choice, free=free, catalogue_version=2, today=on, before=Derivation(), **other)[0]


@pytest.mark.rule("R-A40")
def test_preference_offer_choice_and_origin_are_recorded() -> None:
    """The citizen preferred one who was not offered, was offered two, and chose the second: its own choice."""
    stranger = "00000099000000002999"
    choice, why = offered(Offer(offered=(ONE, TWO, ONE), preferred=stranger, product_category="02"))
    assert (choice.offered, choice.preferred, choice.chosen, choice.state) == (
        [ONE, TWO], stranger, None, ChoiceState.OFFERED,
    )  # fmt: skip
    assert [step.rule for step in why.steps] == ["R-A40", "R-C43"]
    assert "5 dagen na het voorleggen (beleid, versie 0)" in render(why.steps[1], "nl")
    made, why = choose(choice, TWO, None, free={}, catalogue_version=None, today=TODAY, before=why)
    assert (made.chosen, made.origin, made.chosen_on, made.made) == (TWO, ChoiceOrigin.CLIENT, TODAY, True)
    with pytest.raises(ChoiceMade):
        choose(made, ONE, None, free={}, catalogue_version=None, today=TODAY, before=why)
    with pytest.raises(ChoiceOpen):
        offered(before=[made])
    gone, _ = withdraw(made, TODAY, why)
    assert (gone.state, gone.chosen, gone.origin) == (ChoiceState.WITHDRAWN, None, None)
    offered(before=[gone])


@pytest.mark.rule("R-C43")
def test_no_choice_in_5_days_is_rank_1_with_capacity() -> None:
    """Offered on 20 April: up to and including 25 April it is the citizen's; on the 26th rank 1, or the next with room."""
    choice, _ = offered(Offer(product_category="02", product_code="02A03"), of=renew(None, catalogue()))
    assert (choice.offered, [one.free for one in choice.ranking]) == ([ONE, TWO], [1, 2])
    assert choice.choose_until == date(2026, 4, 25)
    with pytest.raises(ChoiceRefused) as early:
        assigned(choice, {ONE: 1, TWO: 2}, date(2026, 4, 25))
    assert [error.code for error in early.value.errors] == ["term-runs"]
    first = assigned(choice, {ONE: 1, TWO: 2})
    assert (first.chosen, first.origin, first.rank, first.state) == (
        ONE,
        ChoiceOrigin.ASSIGNED,
        1,
        ChoiceState.ASSIGNED,
    )
    second = assigned(choice, {ONE: 0, TWO: 2})
    assert (second.chosen, second.rank, second.catalogue_version) == (TWO, 2, 2)
    full = assigned(choice, {ONE: 0, TWO: 0})
    assert (full.state, full.chosen) == (ChoiceState.WAITING, None)
    placed = place(full, TWO, AFTER)
    assert (placed.state, placed.chosen, placed.chosen_on) == (ChoiceState.ASSIGNED, TWO, AFTER)
    assert place(placed, ONE, AFTER) is placed


@pytest.mark.rule("R-C34")
def test_one_provider_without_a_pgb_is_nothing_to_choose() -> None:
    """It is assigned at once as the only one, with the legal warning; with a PGB offered there is no warning."""
    choice, why = offered(Offer(offered=(ONE,), product_category="02"))
    assert (choice.origin, choice.chosen, choice.single_without_pgb, choice.version) == (
        ChoiceOrigin.ONLY_PROVIDER, ONE, True, 1,
    )  # fmt: skip
    assert [step.rule for step in why.steps] == ["R-A40", "R-C34", "R-A40"]
    with_pgb, why = offered(Offer(offered=(ONE,), pgb_offered=True, product_category="02"))
    assert (with_pgb.single_without_pgb, "R-C34" in [step.rule for step in why.steps]) == (False, False)


@pytest.mark.rule("F-33")
@settings(max_examples=30, deadline=None)
@given(first=st.integers(0, 2), second=st.integers(0, 2))
def test_acute_care_waits_for_no_choice_and_no_room(first: int, second: int) -> None:
    """Whoever has room, and rank 1 where nobody has; also when the care turned acute while the term ran."""
    full = catalogue(first=first, second=second)
    acute, why = offered(Offer(product_category="02"), of=full, asker=replace(request(), acute=True))
    wanted = TWO if first == 0 and second > 0 else ONE
    assert (acute.chosen, acute.state, acute.made) == (wanted, ChoiceState.ASSIGNED, True)
    assert "F-33" in [step.rule for step in why.steps]
    open_, _ = offered(Offer(product_category="02"), of=full)
    turned = assigned(open_, free_places(full, []), TODAY, acute=True)
    assert turned.chosen == wanted


@pytest.mark.rule("R-A40")
def test_what_was_not_offered_cannot_be_chosen_and_every_reason_is_told() -> None:
    """A stranger, days that cannot be, a product that the catalogue is not for, and no product to wait for."""
    asked = Offer(
        offered=(ONE, "00000099000000002999"), chosen="00000099000000002888", offered_on=date(2026, 4, 1),
        chosen_on=date(2026, 4, 21), product_code="10B12",
    )  # fmt: skip
    with pytest.raises(ChoiceRefused) as refused:
        offered(asked, of=catalogue())
    assert [(error.location, error.code) for error in refused.value.errors] == [
        ("#/offeredOn", "before-contact"),
        ("#/offered/1", "not-in-catalogue"),
        ("#/productCode", "not-of-catalogue"),
        ("#/productCategory", "product-needed"),
        ("#/chosen", "not-offered"),
        ("#/chosenOn", "day-of-choice"),
    ]
    with pytest.raises(ChoiceRefused) as nobody:
        offered(Offer(offered_on=date(2026, 4, 21), chosen_on=TODAY))
    assert [error.code for error in nobody.value.errors] == ["nobody-offered", "in-future", "nobody-chosen"]
    choice, _ = offered()
    with pytest.raises(ChoiceRefused) as wrong:
        choose(
            choice, "00000099000000002999", date(2026, 4, 19), free={}, catalogue_version=None, today=TODAY,
            before=Derivation(),
        )  # fmt: skip
    assert [error.code for error in wrong.value.errors] == ["not-offered", "day-of-choice"]


@pytest.mark.rule("R-C43")
def test_the_citizen_may_choose_who_is_full_and_still_choose_after_the_term() -> None:
    """The choice stands, with a warning that there is no room: as long as nobody was assigned."""
    choice, told = offered(Offer(product_category="02"), of=catalogue(first=0))
    made, why = choose(
        choice, ONE, AFTER, free={ONE: 0, TWO: 2}, catalogue_version=1, today=AFTER, before=told
    )
    assert (made.chosen, made.origin) == (ONE, ChoiceOrigin.CLIENT)
    assert "geen vrije plaats" in render(why.steps[-1], "nl")


@pytest.mark.rule("R-A56")
def test_an_offer_to_who_moved_is_withdrawn() -> None:
    """There is nothing to choose here any more."""
    gone, why = leave(offered()[0], TODAY - timedelta(days=1), Derivation())
    assert (gone.state, why.steps[0].rule) == (ChoiceState.WITHDRAWN, "R-A56")
