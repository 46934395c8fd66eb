"""Consortia in the graph, with the organisations that are their members."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.consortia import operations
from services.contracts.consortia.rules import Consortium as Domain
from services.contracts.organisations.graphql import Organisation, organisations_of
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


async def consortium_of(info: Info, consortium_id: UUID | None) -> Domain | None:
    """A consortium by id, through the loader; None when there is none or it is not yours."""
    if consortium_id is None:
        return None
    found: Domain | None = await loader(info, "consortia", operations.list_consortia_by_id).load(
        consortium_id
    )
    return found


async def _organisations(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The members as organisations."""
    return await organisations_of(info, root.owner, [member.oin for member in root.members])


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why these members make a consortium."""
    return await derivation_of(info, root.id)


Consortium: Any = graph_type(
    schemas.Consortium,
    "Aanbieders die samen een contract aangaan (samenwerkingsverband)",
    entity=consortium_of,
    fields={
        "organisations": strawberry.field(
            resolver=_organisations,
            graphql_type=list[Organisation],
            description="De leden als organisatie, voor zover u ze mag zien",
        ),
        "derivation": strawberry.field(
            resolver=_derivation, description="Waarom deze leden een samenwerkingsverband zijn (R-C11)"
        ),
    },
)
Member: Any = graph_type(schemas.Member, "Een lid van een samenwerkingsverband met zijn rol")
NewConsortium = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewConsortium, "Een samenwerkingsverband om te registreren")
    ),
]
ConsortiumChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.ConsortiumChange, "Wat er aan een samenwerkingsverband verandert", partial=True
        )
    ),
]


@strawberry.type
class ConsortiumQuery:
    """Reading consortia."""

    @strawberry.field(graphql_type=Consortium, description="Eén samenwerkingsverband")
    async def consortium(self, info: Info, id: UUID) -> Any:
        """One consortium."""
        return await operations.get_consortium(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Consortium], description="Samenwerkingsverbanden, oudste eerst")
    async def consortia(
        self, info: Info, external_reference: str | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of consortia."""
        ctx = context_of(info)
        found = await operations.list_consortia(ctx, page_of(ctx, first, after), external_reference)
        return connection(sealed(ctx, found))


@strawberry.type
class ConsortiumMutation:
    """Acting on consortia."""

    @strawberry.mutation(graphql_type=Consortium, description="Registreer een samenwerkingsverband (R-C11)")
    async def register_consortium(self, info: Info, new: NewConsortium) -> Any:
        """Register a consortium."""
        asked = checked(schemas.NewConsortium, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_consortium(ctx, asked)

        return await mutate(info, register, schemas.Consortium)

    @strawberry.mutation(
        graphql_type=Consortium, description="Wijzig wat de leden voor elkaar zijn en delen (N-103)"
    )
    async def change_consortium(
        self,
        info: Info,
        id: UUID,
        change: ConsortiumChange,
        version: int | None = None,
    ) -> Any:
        """Change a consortium."""
        asked = checked(schemas.ConsortiumChange, change)

        async def revise(ctx: Context) -> Domain:
            return await operations.change_consortium(ctx, id, asked)

        return await mutate(info, revise, schemas.Consortium, version=version)


__all__ = ["Consortium", "ConsortiumMutation", "ConsortiumQuery", "Member", "consortium_of"]
