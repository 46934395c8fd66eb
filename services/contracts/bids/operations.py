"""What a provider can do with its bids until the closing moment, and who reads them after it."""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.contracts.bids import rules, store
from services.contracts.bids.rules import Bid, BidContent, Call
from services.contracts.bids.store import Filter
from services.contracts.procurements import store as procurements
from services.contracts.procurements.rules import MODELS, Procurement, Weighing, Winners
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.schemas.common import DerivationAnswer, DerivationStep
from shared.values.derivation import Derivation, render
from shared.values.procurements import BidState
from shared.values.terms import Scope


@operation
async def get_bid(ctx: Context, bid_id: UUID) -> Bid:
    """One bid: of its bidder always, of the purchaser once it was opened. Raises BidNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.get_bid(connection, ctx.service.secret, bid_id)
    return found.seen_by(ctx.actor.organisations)


@operation
async def list_bids(ctx: Context, page: PageRequest, asked: Filter) -> Slice[Bid]:
    """A page of bids: a provider's own, or what the purchaser opened."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_bids(connection, ctx.service.secret, page, asked)
    return Slice([one.seen_by(ctx.actor.organisations) for one in found.items], found.last)


@operation
async def explain_bid(ctx: Context, bid_id: UUID) -> DerivationAnswer:
    """Why a bid has its score; its bidder reads it from the award on. Raises BidNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_explained(connection, ctx.service.secret, [bid_id])
    if not found:
        raise rules.BidNotFound(id=bid_id)
    return _explained(ctx, *found[0])


@operation
async def explain_bids(ctx: Context, ids: list[UUID]) -> dict[UUID, DerivationAnswer]:
    """Why many bids have their scores, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_explained(connection, ctx.service.secret, ids)
    return {bid.id: _explained(ctx, bid, why) for bid, why in found}


def _explained(ctx: Context, bid: Bid, why: Derivation) -> DerivationAnswer:
    told = bid.seen_by(ctx.actor.organisations).outcome is not None
    steps = [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in (why.steps if told else ())
    ]
    return DerivationAnswer(subject=bid.id, version=bid.version, steps=steps)


def _call(procurement: Procurement) -> Call:
    asked = MODELS[procurement.model]
    # Where everyone wins at the tariff of the specification a price has no meaning (R-C40).
    fixed = asked.weighing is Weighing.NONE and asked.winners is Winners.ALL and asked.admission_needed
    values = {
        name: getattr(procurement, name) for name in Call.__dataclass_fields__ if hasattr(procurement, name)
    }
    values |= {"price_needed": asked.price_needed, "price_refused": fixed}
    values["dropped_out"] = sorted(procurement.dropped_out)
    return msgspec.convert(values, Call, from_attributes=True)


def _content(given: schemas.BidContent) -> BidContent:
    return msgspec.convert(given, BidContent, from_attributes=True)


@operation
async def submit_bid(ctx: Context, procurement_id: UUID, new: schemas.NewBid) -> Bid:
    """Bid on a procurement that one may see, until its closing moment; sealed at once, and told to nobody else.

    The same client, reference and contents give what is there (Replayed). Raises ProcurementNotFound, BiddingClosed,
    BidderOutside (R-C44), DroppedOut, BidUnfit, BidExists, ReferenceUsed, PreconditionFailed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    bidder, secret = ctx.actor.organisation, ctx.service.secret
    client = store.client_of(bidder, ctx.actor.client_id)
    async with ctx.begin() as connection:
        procurement = await _bidding(connection, procurement_id)
        content, reference = _content(new), new.external_reference
        if reference is not None:
            known = await store.find_bid_by_reference(
                connection, secret, procurement.owner, client, reference
            )
            if known is not None:
                given = {"procurement_id": procurement_id, "lot": new.lot, "content": content}
                # As on a read: who repeats its bid does not learn its score before the award.
                give_known(schemas.Bid, known.seen_by(ctx.actor.organisations), reference, given)
        if ctx.must_exist:  # If-Match asks for a bid that is there, whatever the state of the procedure
            raise PreconditionFailed()
        now = await procurements.find_now(connection, procurement.owner)
        bid = rules.submit(_call(procurement), bidder, new.lot, reference, content, now)
        await store.add_bid(connection, secret, bid, client)
        await logbook.record(ctx, connection, "bid-submitted", schemas.Bid, bid.receipt())
    return bid


async def _bidding(connection: Connection, procurement_id: UUID) -> Procurement:
    """The procurement on which somebody bids; it is not opened before this transaction ends. Raises ProcurementNotFound."""
    await procurements.lock_bidding(connection, procurement_id, shared=True)
    return await procurements.get_procurement(connection, procurement_id)


@operation
async def replace_bid(ctx: Context, bid_id: UUID, new: schemas.BidReplacement) -> Bid:
    """Put another content in the place of one's own bid, until the closing moment; the former one is gone.

    Raises BidNotFound, PreconditionFailed, BidNotSealed, BiddingClosed, BidderOutside, DroppedOut, BidUnfit.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        bid, procurement = await _own(ctx, connection, bid_id)
        now = await procurements.find_now(connection, bid.owner)
        bid = rules.replace_content(bid, _call(procurement), _content(new), now)
        await store.save_sealed(connection, ctx.service.secret, bid)
        await logbook.record(ctx, connection, "bid-replaced", schemas.Bid, bid.receipt())
    return bid


@operation
async def withdraw_bid(ctx: Context, bid_id: UUID) -> Bid:
    """Withdraw one's own bid until the closing moment; its content is gone.

    Raises BidNotFound, PreconditionFailed, BidNotSealed, BiddingClosed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        bid, procurement = await _own(ctx, connection, bid_id)
        now = await procurements.find_now(connection, bid.owner)
        bid = rules.withdraw(bid, _call(procurement), now)
        await store.save_sealed(connection, ctx.service.secret, bid)
        await logbook.record(ctx, connection, "bid-withdrawn", schemas.Bid, bid.receipt())
    return bid


async def _own(ctx: Context, connection: Connection, bid_id: UUID) -> tuple[Bid, Procurement]:
    """A bid of the acting provider with its procurement, which is not opened before this transaction ends."""
    secret = ctx.service.secret
    found = await store.get_bid(connection, secret, bid_id)
    procurement = await _bidding(connection, found.procurement_id)
    if found.state is not BidState.SEALED:
        ctx.expect(found.version)
        return found, procurement
    bid = await store.get_bid(connection, secret, bid_id)
    ctx.expect(bid.version)
    return bid, procurement
