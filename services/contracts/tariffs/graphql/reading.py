"""Reading tariffs, indexes and real prices in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.tariffs import operations
from services.contracts.tariffs.graphql.types import (
    NewTariff,
    RealPrice,
    Tariff,
    TariffFinding,
    TariffIndex,
    TariffOnDay,
    TariffProjection,
)
from services.contracts.tariffs.store import Filter
from shared.kit.graphql import Connection, checked, connection, context_of, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.schemas.common import Wire
from shared.schemas.contracts.funding.base import Quantity


class _Quantity(Wire):
    """A quantity as REST takes it."""

    quantity: Quantity | None


@strawberry.type
class TariffQuery:
    """Reading tariffs and what they rest on."""

    @strawberry.field(graphql_type=Tariff, description="Eén tarief")
    async def tariff(self, info: Info, id: UUID) -> Any:
        """One tariff."""
        return await operations.get_tariff(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Tariff], description="Tarieven, oudste eerst")
    async def tariffs(
        self,
        info: Info,
        product_code: str | None = None,
        contract_id: UUID | None = None,
        provider: str | None = None,
        indexed: bool | None = None,
        external_reference: str | None = None,
        valid_on: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of tariffs."""
        ctx = context_of(info)
        asked = Filter(
            product_code=product_code, contract_id=contract_id, provider=provider, indexed=indexed,
            external_reference=external_reference, valid_on=valid_on,
        )  # fmt: skip
        return connection(sealed(ctx, await operations.list_tariffs(ctx, page_of(ctx, first, after), asked)))

    @strawberry.field(graphql_type=TariffOnDay, description="Het tarief dat op een dag geldt (N-112)")
    async def tariff_on(
        self,
        info: Info,
        product_code: str,
        day: date,
        contract_id: UUID | None = None,
        provider: str | None = None,
        owner: str | None = None,
        quantity: str | None = None,
    ) -> Any:
        """The tariff of a day."""
        given = checked(_Quantity, {"quantity": quantity})
        return await operations.get_tariff_on(
            context_of(info), product_code, day, contract_id, provider, owner, given.quantity
        )

    @strawberry.field(
        graphql_type=list[TariffFinding], description="Wat er over een tarief te zeggen valt (R-C29, R-C64)"
    )
    async def tariff_findings(self, info: Info, id: UUID) -> Any:
        """What is to be said of a tariff."""
        return await operations.list_findings(context_of(info), id)

    @strawberry.field(
        graphql_type=TariffProjection, description="Een tarieftabel vooraf; er wordt niets vastgelegd"
    )
    async def tariff_projection(self, info: Info, new: NewTariff) -> Any:
        """A tariff table that is not agreed yet."""
        return await operations.get_projection(context_of(info), checked(schemas.NewTariff, new))

    @strawberry.field(graphql_type=TariffIndex, description="Eén index")
    async def tariff_index(self, info: Info, id: UUID) -> Any:
        """One index."""
        return await operations.get_tariff_index(context_of(info), id)

    @strawberry.field(graphql_type=Connection[TariffIndex], description="Indexen, oudste eerst (R-C27)")
    async def tariff_indexes(
        self,
        info: Info,
        code: str | None = None,
        year: int | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of indexes."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_tariff_indexes(ctx, request, code, year, external_reference)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=RealPrice, description="Eén reële prijs")
    async def real_price(self, info: Info, id: UUID) -> Any:
        """One real price."""
        return await operations.get_real_price(context_of(info), id)

    @strawberry.field(graphql_type=Connection[RealPrice], description="Reële prijzen, oudste eerst (R-C64)")
    async def real_prices(
        self,
        info: Info,
        product_code: str | None = None,
        municipality_code: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of real prices."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_real_prices(
            ctx, request, product_code, municipality_code, external_reference
        )
        return connection(sealed(ctx, found))
