"""Bids in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.bids import operations, rules
from services.contracts.bids.store import Filter
from services.contracts.procurements.graphql import Procurement, procurement_of
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.procurements import BidState


async def _bid(info: Info, bid_id: UUID) -> rules.Bid:
    """The entity behind a reference of another subgraph."""
    return await operations.get_bid(context_of(info), bid_id)


async def _procurement(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The procurement."""
    return await procurement_of(info, root.procurement_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Why the bid has its score."""
    return await loader(info, "bid-derivations", operations.explain_bids).load(root.id)


Bid: Any = graph_type(
    schemas.Bid,
    "Een inschrijving (bid, N-118); gesloten tot na het sluitingsmoment",
    entity=_bid,
    fields={
        "procurement": strawberry.field(
            resolver=_procurement, graphql_type=Procurement | None, description="De inkoopprocedure"
        ),
        "derivation": strawberry.field(
            resolver=_derivation, graphql_type=Derivation, description="Waarom de score is wat zij is"
        ),
    },
)


def _given(model: Any, about: str) -> Any:
    return strawberry.argument(graphql_type=graph_input(model, about))


NewBid = Annotated[Any, _given(schemas.NewBid, "Een inschrijving")]
Replacement = Annotated[Any, _given(schemas.BidReplacement, "De nieuwe inhoud van een inschrijving")]


@strawberry.type
class BidQuery:
    """Reading bids."""

    @strawberry.field(graphql_type=Bid, description="Eén inschrijving")
    async def bid(self, info: Info, id: UUID) -> Any:
        """One bid."""
        return await operations.get_bid(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[Bid], description="Eigen of geopende inschrijvingen, oudste eerst"
    )
    async def bids(
        self,
        info: Info,
        procurement_id: UUID | None = None,
        state: BidState | None = None,
        lot: int | None = None,
        bidder: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of bids."""
        ctx = context_of(info)
        asked = Filter(procurement_id, state, lot, bidder, external_reference)
        return connection(sealed(ctx, await operations.list_bids(ctx, page_of(ctx, first, after), asked)))


@strawberry.type
class BidMutation:
    """Acting on bids."""

    @strawberry.mutation(graphql_type=Bid, description="Schrijf in; verzegeld tot na het sluitingsmoment")
    async def submit_bid(self, info: Info, procurement_id: UUID, new: NewBid) -> Any:
        """Bid."""
        asked = checked(schemas.NewBid, new)

        async def submit(ctx: Context) -> rules.Bid:
            return await operations.submit_bid(ctx, procurement_id, asked)

        return await mutate(info, submit, schemas.Bid)

    @strawberry.mutation(
        graphql_type=Bid, description="Vervang de eigen inschrijving, tot het sluitingsmoment"
    )
    async def replace_bid(
        self,
        info: Info,
        id: UUID,
        new: Replacement,
        version: int | None = None,
    ) -> Any:
        """Replace a bid."""
        asked = checked(schemas.BidReplacement, new)

        async def replace(ctx: Context) -> rules.Bid:
            return await operations.replace_bid(ctx, id, asked)

        return await mutate(info, replace, schemas.Bid, version=version)

    @strawberry.mutation(
        graphql_type=Bid, description="Trek de eigen inschrijving in, tot het sluitingsmoment"
    )
    async def withdraw_bid(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a bid."""

        async def withdraw(ctx: Context) -> rules.Bid:
            return await operations.withdraw_bid(ctx, id)

        return await mutate(info, withdraw, schemas.Bid, version=version)


__all__ = ["Bid", "BidMutation", "BidQuery"]
