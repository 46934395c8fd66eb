"""Squares and transfers between their categories in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.categories import operations, rules
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
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.budgets import CategoryTransferState

strawberry.enum(CategoryTransferState, description="Toestand van een overheveling tussen categorieën (R-C20)")


async def _square_of(info: Info, square_id: UUID) -> rules.CategorySquare | None:
    """A square by id, through the loader."""
    found: rules.CategorySquare | None = await loader(info, "squares", operations.list_squares_by_id).load(
        square_id
    )
    return found


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it is what it is."""
    return await derivation_of(info, root.id)


async def _transfers(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The transfers of a square, oldest first."""
    found = loader(info, "transfers-by-square", operations.list_transfers_by_square, many=True)
    return await found.load(root.id)


CategoryTransfer: Any = graph_type(
    schemas.CategoryTransfer,
    "Een overheveling tussen categorieën, met toestemming (R-C20, F-29)",
    fields={"derivation": strawberry.field(resolver=_derivation, description="Wat zij met de saldi deed")},
)
CategorySquare: Any = graph_type(
    schemas.CategorySquare,
    "Het vierkant van een contract in een jaar (R-C20)",
    entity=_square_of,
    fields={
        "derivation": strawberry.field(resolver=_derivation, description="Waarom de saldi zijn wat zij zijn"),
        "transfers": strawberry.field(
            resolver=_transfers, graphql_type=list[CategoryTransfer], description="De overhevelingen"
        ),
    },
)
NewCategorySquare = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewCategorySquare, "Een vierkant om te openen")),
]
CategorySpending = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.CategorySpending, "Wat categorieën hebben besteed", name="NewCategorySpending"
        )
    ),
]
NewCategoryTransfer = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewCategoryTransfer, "Een overheveling om te vragen")
    ),
]


@strawberry.type
class CategoryQuery:
    """Reading squares and transfers."""

    @strawberry.field(graphql_type=CategorySquare, description="Eén vierkant")
    async def square(self, info: Info, id: UUID) -> Any:
        """One square."""
        return await operations.get_square(context_of(info), id)

    @strawberry.field(graphql_type=Connection[CategorySquare], description="Vierkanten, oudste eerst")
    async def squares(
        self,
        info: Info,
        contract_id: UUID | None = None,
        year: int | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of squares."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_squares(ctx, request, contract_id, year, external_reference)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=CategoryTransfer, description="Eén overheveling")
    async def category_transfer(self, info: Info, id: UUID) -> Any:
        """One transfer."""
        return await operations.get_transfer(context_of(info), id)

    @strawberry.field(graphql_type=Connection[CategoryTransfer], description="Overhevelingen, oudste eerst")
    async def category_transfers(
        self,
        info: Info,
        square_id: UUID | None = None,
        contract_id: UUID | None = None,
        state: CategoryTransferState | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of transfers."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_transfers(
            ctx, request, square_id, contract_id, state, external_reference
        )
        return connection(sealed(ctx, found))


async def _act(
    info: Info, version: int | None, do: Callable[[Context], Awaitable[rules.CategoryTransfer]]
) -> Any:
    return await mutate(info, do, schemas.CategoryTransfer, version=version)


@strawberry.type
class CategoryMutation:
    """Acting on squares and transfers."""

    @strawberry.mutation(
        graphql_type=CategorySquare, description="Open het vierkant van een contract (R-C20)"
    )
    async def open_square(self, info: Info, new: NewCategorySquare) -> Any:
        """Open a square."""
        asked = checked(schemas.NewCategorySquare, new)

        async def open_(ctx: Context) -> rules.CategorySquare:
            return await operations.open_square(ctx, asked)

        return await mutate(info, open_, schemas.CategorySquare)

    @strawberry.mutation(graphql_type=CategorySquare, description="Geef op wat categorieën hebben besteed")
    async def register_spending(
        self, info: Info, square_id: UUID, spending: CategorySpending, version: int | None = None
    ) -> Any:
        """Tell what was spent."""
        asked = checked(schemas.CategorySpending, spending)

        async def spend(ctx: Context) -> rules.CategorySquare:
            return await operations.register_spending(ctx, square_id, asked)

        return await mutate(info, spend, schemas.CategorySquare, version=version)

    @strawberry.mutation(graphql_type=CategoryTransfer, description="Vraag een overheveling (R-C20)")
    async def request_category_transfer(self, info: Info, new: NewCategoryTransfer) -> Any:
        """Ask for a transfer."""
        asked = checked(schemas.NewCategoryTransfer, new)
        return await _act(info, None, lambda ctx: operations.request_transfer(ctx, asked))

    @strawberry.mutation(graphql_type=CategoryTransfer, description="Geef toestemming (F-29)")
    async def consent_to_category_transfer(
        self, info: Info, id: UUID, approver: str | None = None, version: int | None = None
    ) -> Any:
        """Consent to a transfer."""
        asked = checked(schemas.TransferConsent, {"approver": approver})
        return await _act(info, version, lambda ctx: operations.consent_to_transfer(ctx, id, asked.approver))

    @strawberry.mutation(graphql_type=CategoryTransfer, description="Weiger een overheveling")
    async def refuse_category_transfer(
        self, info: Info, id: UUID, reason: str, version: int | None = None
    ) -> Any:
        """Refuse a transfer."""
        asked = checked(schemas.TransferRefusal, {"reason": reason})
        return await _act(info, version, lambda ctx: operations.refuse_transfer(ctx, id, asked.reason))

    @strawberry.mutation(
        graphql_type=CategoryTransfer, description="Boek een toegestane overheveling (R-C20)"
    )
    async def book_category_transfer(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Book a transfer."""
        return await _act(info, version, lambda ctx: operations.book_transfer(ctx, id))

    @strawberry.mutation(graphql_type=CategoryTransfer, description="Trek een overheveling in")
    async def withdraw_category_transfer(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a transfer."""
        return await _act(info, version, lambda ctx: operations.withdraw_transfer(ctx, id))


__all__ = ["CategoryMutation", "CategoryQuery"]
