"""Amendments in the graph, with the contract that they change."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.amendments import operations
from services.contracts.amendments.rules import Amendment as Domain
from services.contracts.contracts.graphql import contract_of
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import AmendmentState

if TYPE_CHECKING:
    from services.contracts.contracts.graphql import Contract

LaterContract = Annotated["Contract", strawberry.lazy("services.contracts.contracts.graphql")]


async def _amendment_of(info: Info, amendment_id: UUID) -> Domain:
    """An amendment by id, for a reference of another subgraph."""
    return await operations.get_amendment(context_of(info), amendment_id)


async def _contract(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The contract that it changes."""
    return await contract_of(info, root.contract_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why the amendment is allowed."""
    return await derivation_of(info, root.id)


Amendment: Any = graph_type(
    schemas.Amendment,
    "Een wijziging van budget, normen, opdracht of looptijd (addendum)",
    entity=_amendment_of,
    fields={
        "contract": strawberry.field(
            resolver=_contract, graphql_type=LaterContract, description="Het contract dat het wijzigt"
        ),
        "derivation": strawberry.field(
            resolver=_derivation, description="Waarom dit addendum mag (R-C07, R-C08, R-C15, R-C52)"
        ),
    },
)
NewAmendment = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewAmendment, "Een addendum om te besluiten"))
]


@strawberry.type
class AmendmentQuery:
    """Reading amendments."""

    @strawberry.field(graphql_type=Amendment, description="Eén addendum")
    async def amendment(self, info: Info, id: UUID) -> Any:
        """One amendment."""
        return await operations.get_amendment(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Amendment], description="De addenda van een contract")
    async def amendments(
        self,
        info: Info,
        contract_id: UUID,
        state: AmendmentState | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of one contract's amendments."""
        ctx = context_of(info)
        found = await operations.list_amendments(ctx, page_of(ctx, first, after), contract_id, state)
        return connection(sealed(ctx, found))


@strawberry.type
class AmendmentMutation:
    """Acting on amendments."""

    @strawberry.mutation(graphql_type=Amendment, description="Besluit een addendum (R-C07, R-C08)")
    async def decide_amendment(
        self, info: Info, contract_id: UUID, new: NewAmendment, version: int | None = None
    ) -> Any:
        """Decide an amendment; `version` is that of the contract."""
        asked = checked(schemas.NewAmendment, new)

        async def decide(ctx: Context) -> Domain:
            return await operations.decide_amendment(ctx, contract_id, asked)

        return await mutate(info, decide, schemas.Amendment, version=version)

    @strawberry.mutation(
        graphql_type=Amendment, description="Teken een addendum; de tweede keer is het van kracht"
    )
    async def sign_amendment(
        self,
        info: Info,
        id: UUID,
        signed_by: str | None = None,
        version: int | None = None,
    ) -> Any:
        """Sign an amendment."""
        asked = checked(schemas.Sign, {"signed_by": signed_by})

        async def sign(ctx: Context) -> Domain:
            return await operations.sign_amendment(ctx, id, asked.signed_by)

        return await mutate(info, sign, schemas.Amendment, version=version)


__all__ = ["Amendment", "AmendmentMutation", "AmendmentQuery"]
