"""Who may wait, in which order, and how a wait ends."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.policies.rules import DEFAULT
from services.access.waiting_list.rules import (
    AlreadyWaiting,
    Asked,
    WaitingEnded,
    WaitingEntry,
    WaitingRefused,
    deadline,
    delay,
    enter,
    in_order,
    leave,
    order_key,
    own_days,
    place,
    standing,
    withdraw,
)
from shared.values import Derivation, new_id, render
from shared.values.agreements import FundingForm
from shared.values.choosing import (
    BridgingCare,
    ClientDelayReason,
    WaitingCause,
    WaitingState,
    WaitingWithdrawal,
)
from shared.values.terms import Law
from tests.services.access.referrals.test_rules import ONE, OWNER, request, terms

TODAY = date(2026, 4, 20)
MAXIMA = (7, 21, 42)


def entry(urgency: int, waited: int, **other: Any) -> WaitingEntry:
    """Somebody who waits for guidance at an urgency, for so many days on 20 April."""
    made = WaitingEntry(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], request_id=new_id(), citizen_id=new_id(),
        contract_id=None, choice_id=None, law=Law.WMO_2015, product_category="02", product_code="02A03", provider=None,
        urgency=urgency, since=TODAY - timedelta(days=waited), cause=WaitingCause.CAPACITY, bridging=BridgingCare.NONE,
        note=None, policy_version=0,
    )  # fmt: skip
    return replace(made, **other)


def asked(**other: Any) -> Asked:
    """Guidance at urgency 2, since today."""
    given = {"product_category": "02", "product_code": "02A03", "urgency": 2, "cause": WaitingCause.CAPACITY}
    return Asked(**{**given, **other})


@pytest.mark.rule("R-A37")
def test_urgency_1_waiting_3_days_goes_before_urgency_3_waiting_20() -> None:
    """Both are within their maximum of 7 and 42 days."""
    urgent, patient = entry(1, 3), entry(3, 20)
    assert in_order([patient, urgent], MAXIMA, TODAY) == [urgent, patient]


@pytest.mark.rule("R-A37")
def test_nobody_waits_beyond_the_maximum_of_its_urgency() -> None:
    """On day 42 urgency 1 still goes first; on day 43 the least urgent does, and who was over first among those."""
    fresh = entry(1, 0)
    assert in_order([entry(3, 42), fresh], MAXIMA, TODAY)[0] is fresh
    over, sooner = entry(3, 43), entry(2, 23)
    assert [one.id for one in in_order([fresh, over, sooner], MAXIMA, TODAY)] == [
        sooner.id,
        over.id,
        fresh.id,
    ]
    shown = standing(over, 2, MAXIMA, TODAY)
    assert (shown.waited_days, shown.maximum_days, shown.overdue, shown.position) == (43, 42, True, 2)


@pytest.mark.rule("R-A37")
@pytest.mark.rule("E-75")
@settings(max_examples=50, deadline=None)
@given(
    waiting=st.lists(
        st.tuples(st.integers(1, 3), st.integers(0, 90), st.one_of(st.none(), st.integers(-5, 5))), min_size=1, max_size=9
    ),
    later=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 40)), max_size=9),
    days=st.integers(0, 60),
)  # fmt: skip
def test_the_order_is_total_stable_and_starves_nobody(
    waiting: list[tuple[int, int, int | None]], later: list[tuple[int, int]], days: int
) -> None:
    """Any shuffle gives one order; who is over its maximum is passed by nobody who comes later, whatever their urgency."""
    entries = [
        entry(urgency, waited, available_from=None if until is None else TODAY + timedelta(days=until))
        for urgency, waited, until in waiting
    ]
    ordered = in_order(entries, MAXIMA, TODAY)
    assert in_order(list(reversed(entries)), MAXIMA, TODAY) == ordered
    keys = [order_key(one, MAXIMA, TODAY) for one in ordered]
    assert all(a < b for a, b in pairwise(keys)), "no two stand in one place"
    newcomers = [entry(urgency, -ahead) for urgency, ahead in later]
    on = TODAY + timedelta(days=days)
    both = in_order([*entries, *[one for one in newcomers if one.since <= on]], MAXIMA, on)
    known = {one.id for one in entries}
    for one in entries:
        aside = one.available_from is not None and one.available_from > on
        if deadline(one, MAXIMA) < TODAY and not aside:
            ahead: set[UUID] = {other.id for other in both[: both.index(one)]}
            assert ahead <= known
            # Time lets nobody pass who is over: only who was over before still stands ahead.
            assert all(deadline(other, MAXIMA) <= deadline(one, MAXIMA) for other in both[: both.index(one)])


@pytest.mark.rule("R-A37")
@settings(max_examples=50, deadline=None)
@given(urgency=st.integers(1, 3), crowd=st.lists(st.integers(1, 3), max_size=12))
def test_everybody_is_placed_within_the_maximum_and_the_crowd(urgency: int, crowd: list[int]) -> None:
    """One place a day and one newcomer a day at urgency 1: who waits is placed at the latest once those over before it are."""
    mine = entry(urgency, 0)
    queue = [mine, *(entry(one, 0) for one in crowd)]
    for day in range(MAXIMA[urgency - 1] + len(crowd) + 60):
        on = TODAY + timedelta(days=day)
        first = in_order(queue, MAXIMA, on)[0]
        queue.remove(first)
        if first is mine:
            return
        queue.append(entry(1, -day))
    raise AssertionError("starved")


@pytest.mark.rule("G-76")
@pytest.mark.rule("G-75")
def test_under_a_fixed_budget_the_acceptance_duty_prevails_over_a_ceiling() -> None:
    """Lump sum: nobody waits for a ceiling; by volume they do; for want of a place one may wait under both."""
    ceiling = asked(cause=WaitingCause.CEILING)
    lump_sum = replace(terms(), funding_forms=[FundingForm.LUMP_SUM])
    with pytest.raises(WaitingRefused) as refused:
        enter(request(), ceiling, terms=lump_sum, policy=DEFAULT, before=[], today=TODAY)
    (error,) = refused.value.errors
    assert (error.location, error.code) == ("#/cause", "acceptance-duty-prevails")
    by_volume = replace(terms(), funding_forms=[FundingForm.PRODUCTION])
    made, why = enter(request(), ceiling, terms=by_volume, policy=DEFAULT, before=[], today=TODAY)
    assert [step.rule for step in why.steps] == ["R-A37", "G-76"]
    assert "het maximum is 21 dagen (beleid, versie 0)" in render(why.steps[0], "nl")
    assert (made.since, made.state) == (TODAY, WaitingState.WAITING)
    enter(request(), asked(), terms=lump_sum, policy=DEFAULT, before=[], today=TODAY)


@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A48")
@given(urgency=st.integers(1, 3), cause=st.sampled_from(WaitingCause))
def test_acute_care_never_waits(urgency: int, cause: WaitingCause) -> None:
    """Whatever the cause and the urgency: it is served at once and never on the list."""
    acute = replace(request(), acute=True)
    with pytest.raises(WaitingRefused) as refused:
        enter(acute, asked(urgency=urgency, cause=cause), terms=None, policy=DEFAULT, before=[], today=TODAY)
    assert "acute-never-waits" in [error.code for error in refused.value.errors]


def test_a_question_waits_once_for_a_product_and_not_before_it_was_asked() -> None:
    """Every reason at once; after a withdrawal it may wait again."""
    first, _ = enter(request(), asked(), terms=None, policy=DEFAULT, before=[], today=TODAY)
    with pytest.raises(AlreadyWaiting):
        enter(request(), asked(), terms=None, policy=DEFAULT, before=[first], today=TODAY)
    gone, _ = withdraw(first, WaitingWithdrawal.NO_LONGER_NEEDED, TODAY, Derivation())
    enter(request(), asked(), terms=None, policy=DEFAULT, before=[gone], today=TODAY)
    with pytest.raises(WaitingRefused) as refused:
        enter(
            replace(request(), acute=True), asked(since=date(2026, 4, 12)), terms=None, policy=DEFAULT, before=[],
            today=TODAY,
        )  # fmt: skip
    assert [error.code for error in refused.value.errors] == ["acute-never-waits", "day-of-waiting"]
    with pytest.raises(WaitingEnded):
        withdraw(gone, WaitingWithdrawal.MOVED, TODAY, Derivation())


@pytest.mark.rule("E-75")
def test_a_place_out_of_order_demands_a_motive_and_is_marked() -> None:
    """Past two others only with a motive; the next in order needs none, and keeps none."""
    first, second, third = entry(1, 3), entry(2, 10), entry(3, 20)
    others = [third, first, second]

    def placed(one: WaitingEntry, motive: str | None) -> tuple[WaitingEntry, Derivation]:
        return place(
            one, others, provider=ONE, placed_on=None, motive=motive, maxima=MAXIMA, today=TODAY, before=Derivation()
        )  # fmt: skip

    with pytest.raises(WaitingRefused) as refused:
        placed(third, None)
    assert [(error.location, error.code) for error in refused.value.errors] == [("#/motive", "out-of-order")]
    passed, why = placed(third, "Enige met een plaats in de buurt.")
    assert (passed.out_of_order, passed.passed_over, passed.placed_with, passed.ended_on) == (
        True,
        2,
        ONE,
        TODAY,
    )
    assert (why.steps[-1].rule, why.steps[-1].result) == ("E-75", 2)
    right, why = placed(first, "niet nodig")
    assert (right.out_of_order, right.passed_over, right.motive) == (False, 0, None)
    assert why.steps[-1].result == 3
    over, why = place(
        entry(3, 50), [first], provider=ONE, placed_on=None, motive=None, maxima=MAXIMA, today=TODAY, before=Derivation()
    )  # fmt: skip
    assert [step.result for step in why.steps] == [42, 50]
    assert over.out_of_order is False


@pytest.mark.rule("G-61")
def test_days_at_the_clients_own_wish_count_apart_and_its_place_stays() -> None:
    """10 days waited, then 14 asked for: aside until that day, not passed over; 24 waited, 10 of them not by own wish."""
    waits = entry(2, 10)
    until = TODAY + timedelta(days=14)
    delayed, why = delay(waits, until, ClientDelayReason.OWN_WISH, TODAY, Derivation())
    assert (delayed.client_delay_days, delayed.since, why.steps[0].result) == (14, waits.since, 14)
    assert own_days(delayed, TODAY) == 0
    now = standing(delayed, 1, MAXIMA, TODAY)
    assert (now.on_own_wish, now.waited_days, now.waited_own_days) == (True, 10, 10)
    then = standing(delayed, 1, MAXIMA, until)
    assert (then.on_own_wish, then.waited_days, then.waited_own_days) == (False, 24, 10)
    other = entry(3, 1)
    assert in_order([delayed, other], MAXIMA, TODAY) == [other, delayed]
    past, _ = place(
        other, [delayed, other], provider=ONE, placed_on=None, motive=None, maxima=MAXIMA, today=TODAY, before=Derivation()
    )  # fmt: skip
    assert past.out_of_order is False
    sooner, _ = withdraw(delayed, WaitingWithdrawal.FOUND_ELSEWHERE, TODAY + timedelta(days=4), Derivation())
    assert sooner.client_delay_days == 4
    with pytest.raises(WaitingRefused):
        delay(waits, TODAY, ClientDelayReason.ILLNESS, TODAY, Derivation())


@pytest.mark.rule("R-A37")
def test_who_waited_before_this_year_is_shown_as_carried_over() -> None:
    """Since 31 December, on 1 January."""
    carried = entry(3, 0, since=date(2025, 12, 31))
    assert standing(carried, 1, MAXIMA, date(2026, 1, 1)).carried_over is True
    assert standing(carried, 1, MAXIMA, date(2025, 12, 31)).carried_over is False


@pytest.mark.rule("R-A56")
def test_who_moves_waits_here_no_more() -> None:
    """On the day of moving, but not before the wait began."""
    gone, why = leave(entry(2, 3), date(2026, 4, 1), Derivation())
    assert (gone.withdrawal_reason, gone.ended_on) == (WaitingWithdrawal.MOVED, date(2026, 4, 17))
    assert why.steps[-1].rule == "R-A56"
