"""When a bid is taken, what it must answer, and what each reader is shown of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.bids import rules
from services.contracts.bids.rules import (
    Bid,
    BidAnswer,
    BidContent,
    BidderOutside,
    BiddingClosed,
    BidNotSealed,
    BidOutcome,
    BidUnfit,
    Call,
    Criterion,
    DroppedOut,
)
from shared.errors import Problem
from shared.values.procurements import BidState, Openness, ProcurementState

OWNER, FIRST, SECOND = "00000099000000000484", "00000099000000001001", "00000099000000001002"
CLOSES = datetime(2026, 1, 2, 9, tzinfo=UTC)
BEFORE = CLOSES - timedelta(microseconds=1)


def call(**more: Any) -> Call:
    """A published procedure that is open to all."""
    told = {
        "id": uuid4(), "owner": OWNER, "number": "INK-1", "state": ProcurementState.PUBLISHED, "openness": Openness.OPEN,
        "invited": [], "closes_at": CLOSES, "lots": [], "admission_criteria": [Criterion(number=1)],
        "award_criteria": [Criterion(number=1)],
    }  # fmt: skip
    return Call(**{**told, **more})


def bid(**more: Any) -> Bid:
    """A sealed bid of the first provider."""
    made = rules.submit(call(), FIRST, None, None, BidContent(price="50"), BEFORE)
    return made.next(**more) if more else made


@pytest.mark.rule("F-30")
@given(seconds=st.integers(-10_000, 10_000))
def test_the_closing_moment_itself_is_too_late(seconds: int) -> None:
    """A bid, a replacement and a withdrawal are taken strictly before the closing moment and never from it on."""
    now, known = CLOSES + timedelta(seconds=seconds), bid()
    acts = [
        lambda: rules.submit(call(), FIRST, None, None, BidContent(), now),
        lambda: rules.replace_content(known, call(), BidContent(price="1"), now),
        lambda: rules.withdraw(known, call(), now),
    ]
    for act in acts:
        if now < CLOSES:
            assert act().bidder == FIRST
        else:
            with pytest.raises(BiddingClosed):
                act()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"state": ProcurementState.DRAFT, "closes_at": None}, BiddingClosed),
        ({"state": ProcurementState.CLOSED}, BiddingClosed),
        ({"state": ProcurementState.WITHDRAWN}, BiddingClosed),
        ({"openness": Openness.INVITED, "invited": [SECOND]}, BidderOutside),
        ({"openness": Openness.FRAMEWORK, "invited": [SECOND]}, BidderOutside),
        ({"dropped_out": [FIRST]}, DroppedOut),
    ],
)
@pytest.mark.rule("R-C44")
def test_who_may_not_bid_is_told_why(more: dict[str, Any], expected: type[Problem]) -> None:
    """Not published, closed, withdrawn, not invited, outside the framework, dropped out of the dialogue."""
    with pytest.raises(expected):
        rules.check_open(call(**more), FIRST, BEFORE)
    if more.get("invited"):
        rules.check_open(call(**more), SECOND, BEFORE)


@pytest.mark.rule("N-118")
def test_what_does_not_fit_is_told_all_at_once() -> None:
    """An unknown lot, a price where the tariff is fixed, answers to criteria that are not there: four faults, four places."""
    asked = call(lots=[Criterion(number=1)], price_refused=True)
    content = BidContent(
        price="1", admission_answers=[BidAnswer(criterion=9, meets=True)], award_answers=[BidAnswer(criterion=8)]
    )  # fmt: skip
    with pytest.raises(BidUnfit) as refused:
        rules.check_fit(asked, 3, content)
    assert [(one.location, one.code) for one in refused.value.errors] == [
        ("#/lot", "lot-unknown"),
        ("#/price", "price-fixed"),
        ("#/admissionAnswers/0/criterion", "criterion-unknown"),
        ("#/awardAnswers/0/criterion", "criterion-unknown"),
    ]
    with pytest.raises(BidUnfit) as refused:
        rules.check_fit(call(price_needed=True), 3, BidContent())
    assert [one.code for one in refused.value.errors] == ["lot-unexpected", "price-missing"]


def test_what_is_opened_or_withdrawn_is_fixed() -> None:
    """A withdrawn bid has no content left; an opened one is neither replaced nor withdrawn."""
    gone = rules.withdraw(bid(), call(), BEFORE)
    assert (gone.state, gone.content, gone.version) == (BidState.WITHDRAWN, None, 2)
    for known in (gone, bid(state=BidState.OPENED)):
        with pytest.raises(BidNotSealed):
            rules.replace_content(known, call(), BidContent(), BEFORE)
        with pytest.raises(BidNotSealed):
            rules.withdraw(known, call(), BEFORE)


def test_a_bidder_learns_its_score_at_the_award_and_the_purchaser_before() -> None:
    """Ranked or excluded, the bidder sees an opened bid without outcome; awarded or not, with it."""
    outcome = BidOutcome(total="77.0", rank=1, scores=[], unmet=[], remarks=[])
    for state in BidState:
        known = bid(state=state, outcome=outcome)
        shown = known.seen_by((FIRST,))
        hidden = state in (BidState.RANKED, BidState.EXCLUDED)
        assert (shown.outcome is None, shown.state) == (hidden, BidState.OPENED if hidden else state)
        assert known.seen_by((OWNER,)) == known


def test_the_fact_of_a_sealed_bid_belongs_to_its_bidder() -> None:
    """Its owner is the bidder and its only party too: the purchaser's feed cannot hold it."""
    told = bid().receipt()
    assert (told.owner, told.parties, told.id) == (FIRST, [FIRST], told.id)
