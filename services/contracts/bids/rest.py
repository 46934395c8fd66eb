"""Bids over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.bids import operations, rules
from services.contracts.bids.store import Filter
from services.contracts.procurements.rules import ProcurementNotFound
from shared.errors import ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import DerivationAnswer, Oin, Reference
from shared.schemas.contracts import Bid, BidReplacement, NewBid
from shared.values.procurements import BidState
from shared.values.terms import Scope

router = Router(tags=["bids"])
CONTENT = {
    "price": "58.00",
    "waitingDays": 10,
    "admissionAnswers": [{"criterion": 1, "meets": True}],
    "awardAnswers": [{"criterion": 2, "text": "Ons plan van aanpak."}],
}
BIDDING = [
    ProcurementNotFound, rules.BiddingClosed, rules.BidderOutside, rules.DroppedOut, rules.BidUnfit, rules.BidExists,
    ReferenceUsed,
]  # fmt: skip


@router.get(
    "/bids",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek inschrijvingen (bids)",
    description="Een aanbieder ziet de eigen inschrijvingen; de opdrachtgever ziet ze pas als zij na het sluitingsmoment zijn"
    " geopend, en weet tot dan ook niet hoeveel er zijn.",
    answer=Bid,
    page=True,
)
async def list_bids(
    ctx: Ctx,
    request: PageQuery,
    procurement_id: Annotated[
        UUID | None, Query(alias="procurementId", description="Alleen op deze procedure.")
    ] = None,
    state: Annotated[BidState | None, Query(description="Alleen in deze toestand.")] = None,
    lot: Annotated[int | None, Query(ge=1, le=99, description="Alleen op dit perceel.")] = None,
    bidder: Annotated[Oin | None, Query(description="Alleen van deze aanbieder (OIN).")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of bids."""
    asked = Filter(procurement_id, state, lot, bidder, external_reference)
    return page(ctx, Bid, await operations.list_bids(ctx, request, asked))


@router.post(
    "/procurements/{procurement_id}/bids",
    scope=Scope.CONTRACTS_WRITE,
    summary="Schrijf in (bid)",
    description="De inhoud wordt meteen verzegeld: tot het sluitingsmoment leest alleen de inschrijver haar, en kan die haar"
    " vervangen of intrekken.",
    answer=Bid,
    status=201,
    problems=BIDDING,
    example=CONTENT,
    dry_run=True,
)
async def submit_bid(ctx: Ctx, procurement_id: UUID, body: NewBid) -> Response:
    """Bid."""
    made = await operations.submit_bid(ctx, procurement_id, body)
    return answer(ctx, Bid, made, 201, f"/v1/bids/{made.id}")


@router.put(
    "/procurements/{procurement_id}/bids/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Schrijf in onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde inschrijving komt terug; een andere inhoud wordt geweigerd.",
    answer=Bid,
    status=201,
    problems=BIDDING,
    example=CONTENT,
    if_match=False,
    dry_run=True,
)
async def put_bid(
    ctx: Ctx,
    procurement_id: UUID,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de inschrijving.")],
    body: NewBid,
) -> Response:
    """Bid under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.submit_bid(ctx, procurement_id, named)
    return answer(ctx, Bid, made, 201, f"/v1/bids/{made.id}")


@router.get(
    "/bids/{bid_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een inschrijving (bid)",
    answer=Bid,
    problems=[rules.BidNotFound],
)
async def get_bid(ctx: Ctx, bid_id: UUID) -> Response:
    """One bid."""
    return answer(ctx, Bid, await operations.get_bid(ctx, bid_id))


@router.put(
    "/bids/{bid_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Vervang de eigen inschrijving (replacement)",
    description="Tot het sluitingsmoment; de vorige inhoud is daarna weg.",
    answer=Bid,
    problems=[
        rules.BidNotFound, rules.BidNotSealed, rules.BiddingClosed, rules.BidderOutside, rules.DroppedOut, rules.BidUnfit,
    ],
    example=CONTENT,
    dry_run=True,
)  # fmt: skip
async def replace_bid(ctx: Ctx, bid_id: UUID, body: BidReplacement) -> Response:
    """Replace a bid."""
    return answer(ctx, Bid, await operations.replace_bid(ctx, bid_id, body))


@router.post(
    "/bids/{bid_id}/withdrawal",
    scope=Scope.CONTRACTS_WRITE,
    summary="Trek de eigen inschrijving in (withdrawal)",
    description="Tot het sluitingsmoment; de inhoud is daarna weg.",
    answer=Bid,
    problems=[rules.BidNotFound, rules.BidNotSealed, rules.BiddingClosed],
    dry_run=True,
)
async def withdraw_bid(ctx: Ctx, bid_id: UUID) -> Response:
    """Withdraw a bid."""
    return answer(ctx, Bid, await operations.withdraw_bid(ctx, bid_id))


@router.get(
    "/bids/{bid_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom heeft een inschrijving haar score (derivation)",
    description="De eisen, elk criterium met score, gewicht en punten, de plaats en het totaal van de winnaars; voor de"
    " inschrijver vanaf de gunning.",
    answer=DerivationAnswer,
    problems=[rules.BidNotFound],
)
async def get_bid_derivation(ctx: Ctx, bid_id: UUID) -> Response:
    """Why a bid has its score."""
    return answer(ctx, DerivationAnswer, await operations.explain_bid(ctx, bid_id))
