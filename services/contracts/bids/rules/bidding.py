"""When a provider may bid and with what, and how a bid is replaced and withdrawn (N-118, F-30, R-C44)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from services.contracts.bids.rules.problems import (
    BidderOutside,
    BiddingClosed,
    BidNotSealed,
    BidUnfit,
    DroppedOut,
)
from services.contracts.bids.rules.terms import Bid, BidContent, Call
from shared.errors import FieldError, Text
from shared.values import instant_text, new_id
from shared.values.procurements import BidState, Openness, ProcurementState


def check_open(call: Call, bidder: str, now: datetime) -> None:
    """Refuse a bid that comes too early, too late, or from outside (R-C44).

    Raises BiddingClosed, BidderOutside, DroppedOut.
    """
    if call.openness is not Openness.OPEN and bidder not in call.invited:
        raise BidderOutside(number=call.number)
    if call.state is not ProcurementState.PUBLISHED or call.closes_at is None or now >= call.closes_at:
        raise BiddingClosed(
            number=call.number, closes_at=instant_text(call.closes_at) if call.closes_at else "-"
        )
    if bidder in call.dropped_out:
        raise DroppedOut(number=call.number)


def _misfits(call: Call, lot: int | None, content: BidContent) -> Iterator[tuple[str, str, str, str]]:
    lots = {one.number for one in call.lots}
    if lots and lot not in lots:
        yield "#/lot", "lot-unknown", "Noem een perceel van de procedure.", "Name a lot of the procurement."
    if not lots and lot is not None:
        yield "#/lot", "lot-unexpected", "Deze procedure kent geen percelen.", "This procurement has no lots."
    if call.price_needed and content.price is None:
        yield "#/price", "price-missing", "Noem de prijs.", "Name the price."
    if call.price_refused and content.price is not None:
        yield (
            "#/price",
            "price-fixed",
            "Het tarief staat vast in het bestek (R-C40).",
            "The tariff is fixed (R-C40).",
        )
    asked = (
        ("admissionAnswers", content.admission_answers, call.admission_criteria),
        ("awardAnswers", content.award_answers, call.award_criteria),
    )
    for name, answers, criteria in asked:
        known = {one.number for one in criteria}
        for index, one in enumerate(answers):
            if one.criterion not in known:
                where = f"#/{name}/{index}/criterion"
                yield where, "criterion-unknown", "Dit criterium is er niet.", "There is no such criterion."


def check_fit(call: Call, lot: int | None, content: BidContent) -> None:
    """Refuse a bid that does not answer what is asked. Raises BidUnfit with every point."""
    faults = tuple(
        FieldError(where, code, Text(nl, en), rule="N-118")
        for where, code, nl, en in _misfits(call, lot, content)
    )
    if faults:
        raise BidUnfit(errors=faults, number=call.number)


def submit(
    call: Call, bidder: str, lot: int | None, reference: str | None, content: BidContent, now: datetime
) -> Bid:
    """A sealed bid. Raises BiddingClosed, BidderOutside (R-C44), DroppedOut, BidUnfit."""
    check_open(call, bidder, now)
    check_fit(call, lot, content)
    assert call.closes_at is not None, "a published procedure has its closing moment"
    return Bid(
        id=new_id(),
        owner=call.owner,
        external_reference=reference,
        parties=[bidder],
        procurement_id=call.id,
        lot=lot,
        bidder=bidder,
        closes_at=call.closes_at,
        submitted_at=now,
        content=content,
    )


def replace_content(bid: Bid, call: Call, content: BidContent, now: datetime) -> Bid:
    """The bid with another content. Raises BidNotSealed, BiddingClosed, BidderOutside, DroppedOut, BidUnfit."""
    _check_sealed(bid)
    check_open(call, bid.bidder, now)
    check_fit(call, bid.lot, content)
    return bid.next(content=content, submitted_at=now)


def withdraw(bid: Bid, call: Call, now: datetime) -> Bid:
    """The bid withdrawn, its content gone. Raises BidNotSealed, BiddingClosed."""
    _check_sealed(bid)
    if call.closes_at is None or now >= call.closes_at or call.state is not ProcurementState.PUBLISHED:
        raise BiddingClosed(
            number=call.number, closes_at=instant_text(call.closes_at) if call.closes_at else "-"
        )
    return bid.next(state=BidState.WITHDRAWN, content=None)


def _check_sealed(bid: Bid) -> None:
    if bid.state is not BidState.SEALED:
        raise BidNotSealed(state=bid.state.value)
