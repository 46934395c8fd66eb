"""Products in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.products import operations
from services.contracts.products.rules import Product as Domain
from services.contracts.products.store import Filter
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
from shared.values.arrangements import AccessPlace
from shared.values.products import CareLine, SupportKind
from shared.values.terms import Law, ProvisionType


async def _found(info: Info, product_id: UUID) -> Domain:
    return await operations.get_product(context_of(info), product_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why access to it is where it is."""
    return await derivation_of(info, root.id)


Product: Any = graph_type(
    schemas.Product,
    "Een product uit de catalogus (N-113)",
    entity=_found,
    fields={
        "derivation": strawberry.field(
            resolver=_derivation, description="Waarom de toegang ligt waar zij ligt (A-14.5)"
        )
    },
)
SeparationAdvice: Any = graph_type(schemas.SeparationAdvice, "Advies: basis of specialistisch (R-C53)")
NewProduct = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewProduct, "Een product om te registreren"))
]
ProductChange = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.ProductChange, "Wat er van een product verandert", partial=True)
    ),
]
NewSeparationAdvice = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewSeparationAdvice, "Een soort zorg naast het basisbudget (R-C53)")
    ),
]


@strawberry.type
class ProductQuery:
    """Reading products."""

    @strawberry.field(graphql_type=Product, description="Eén product")
    async def product(self, info: Info, id: UUID) -> Any:
        """One product."""
        return await operations.get_product(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Product], description="Producten, oudste eerst")
    async def products(
        self,
        info: Info,
        code: str | None = None,
        category: str | None = None,
        law: Law | None = None,
        support_kind: SupportKind | None = None,
        line: CareLine | None = None,
        lot: str | None = None,
        provision_type: ProvisionType | None = None,
        access_place: AccessPlace | None = None,
        acute: bool | None = None,
        pool_eligible: bool | None = None,
        exempt_from_ceiling: bool | None = None,
        external_reference: str | None = None,
        valid_on: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of products."""
        ctx = context_of(info)
        asked = Filter(
            code=code, category=category, law=law, support_kind=support_kind, line=line, lot=lot,
            provision_type=provision_type, access_place=access_place, acute=acute, pool_eligible=pool_eligible,
            exempt_from_ceiling=exempt_from_ceiling, external_reference=external_reference, valid_on=valid_on,
        )  # fmt: skip
        return connection(sealed(ctx, await operations.list_products(ctx, page_of(ctx, first, after), asked)))

    @strawberry.field(graphql_type=SeparationAdvice, description="Advies: basis of specialistisch (R-C53)")
    async def separation_advice(self, info: Info, asked: NewSeparationAdvice) -> Any:
        """Whether a care type belongs in the basic budget."""
        given = checked(schemas.NewSeparationAdvice, asked)
        return await operations.get_separation_advice(context_of(info), given)


@strawberry.type
class ProductMutation:
    """Acting on products."""

    @strawberry.mutation(graphql_type=Product, description="Registreer een product (N-113)")
    async def register_product(self, info: Info, new: NewProduct) -> Any:
        """Register a product."""
        asked = checked(schemas.NewProduct, new)

        async def register(ctx: Context) -> Domain:
            return await operations.register_product(ctx, asked)

        return await mutate(info, register, schemas.Product)

    @strawberry.mutation(graphql_type=Product, description="Wijzig een product")
    async def change_product(
        self,
        info: Info,
        id: UUID,
        change: ProductChange,
        version: int | None = None,
    ) -> Any:
        """Change a product."""
        asked = checked(schemas.ProductChange, change)

        async def apply(ctx: Context) -> Domain:
            return await operations.change_product(ctx, id, asked)

        return await mutate(info, apply, schemas.Product, version=version)


__all__ = ["ProductMutation", "ProductQuery"]
