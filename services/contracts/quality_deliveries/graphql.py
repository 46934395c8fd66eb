"""Delivered quality in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts.graphql import contract_of
from services.contracts.imports.graphql import Import
from services.contracts.imports.rules import Import as Done
from services.contracts.quality_deliveries import operations, rules
from services.contracts.quality_deliveries.store import Asked
from shared.kit.context import Context
from shared.kit.graphql import (
    BY_HAND,
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

if TYPE_CHECKING:
    from services.contracts.contracts.graphql import Contract

LaterContract = Annotated["Contract", strawberry.lazy("services.contracts.contracts.graphql")]


async def _delivery_of(info: Info, delivery_id: UUID) -> rules.Delivery:
    return await operations.get_delivery(context_of(info), delivery_id)


async def _contract(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The contract whose demands these are."""
    return await contract_of(info, root.contract_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Against which demand it stands."""
    return await loader(info, "quality-delivery-derivations", operations.explain_deliveries).load(root.id)


async def _explained(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Why the demands stand so."""
    return await operations.explain_checks(context_of(info), root.contract_id)


def _of_contract() -> Any:
    return strawberry.field(resolver=_contract, graphql_type=LaterContract, description="Het contract")


QualityDelivery: Any = graph_type(
    schemas.QualityDelivery,
    "Wat van een kwaliteitseis in een traject is geleverd (R-C32)",
    entity=_delivery_of,
    fields={
        "contract": _of_contract(),
        "derivation": strawberry.field(
            resolver=_derivation, graphql_type=Derivation, description="Aan welke eis het is gemeten"
        ),
    },
)
BY_HAND[schemas.QualityDelivery] = QualityDelivery
QualityChecks: Any = graph_type(
    schemas.QualityChecks,
    "Elke kwaliteitseis van een contract tegenover wat is geleverd (R-C32)",
    fields={
        "contract": _of_contract(),
        "derivation": strawberry.field(
            resolver=_explained, graphql_type=Derivation, description="Waarom de eisen zo staan"
        ),
    },
)
QualityDeliveriesToRegister = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.QualityDeliveriesToRegister, "Geleverde kwaliteit om te melden")
    ),
]


@strawberry.type
class QualityDeliveryQuery:
    """Reading delivered quality."""

    @strawberry.field(graphql_type=QualityDelivery, description="Eén regel geleverde kwaliteit")
    async def quality_delivery(self, info: Info, id: UUID) -> Any:
        """One line."""
        return await operations.get_delivery(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[QualityDelivery], description="Geleverde kwaliteit, oudste eerst"
    )
    async def quality_deliveries(
        self,
        info: Info,
        contract_id: UUID | None = None,
        provider: str | None = None,
        demand_number: int | None = None,
        product_code: str | None = None,
        trajectory_reference: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of lines."""
        ctx = context_of(info)
        found = await operations.list_deliveries(
            ctx,
            page_of(ctx, first, after),
            contract_id=contract_id,
            provider=provider,
            demand_number=demand_number,
            product_code=product_code,
            trajectory_reference=trajectory_reference,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=QualityChecks, description="De kwaliteitseisen van een contract, getoetst (R-C32)"
    )
    async def quality_checks(
        self,
        info: Info,
        contract_id: UUID,
        product_code: str | None = None,
        provider: str | None = None,
        ended_from: date | None = None,
        ended_to: date | None = None,
    ) -> Any:
        """How the demands stand."""
        asked = Asked(product_code, provider, ended_from, ended_to)
        return await operations.get_checks(context_of(info), contract_id, asked)


@strawberry.type
class QualityDeliveryMutation:
    """Registering delivered quality."""

    @strawberry.mutation(
        graphql_type=Import,
        description="Meld geleverde kwaliteit, alles of niets; veilig te herhalen",
    )
    async def register_quality_deliveries(self, info: Info, new: QualityDeliveriesToRegister) -> Any:
        """Register lines."""
        asked = checked(schemas.QualityDeliveriesToRegister, new)

        async def register(ctx: Context) -> Done:
            return await operations.register_quality_deliveries(ctx, asked)

        return await mutate(info, register, schemas.Import)


__all__ = ["QualityChecks", "QualityDelivery", "QualityDeliveryMutation", "QualityDeliveryQuery"]
