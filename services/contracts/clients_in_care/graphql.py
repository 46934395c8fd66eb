"""Clients in care in the graph: the same operation, another form."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.clients_in_care import operations
from shared.kit.graphql import Connection, checked, connection, context_of, graph_type, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas

ClientsInCare: Any = graph_type(
    schemas.ClientsInCare,
    "De cliënten in zorg onder een contract, zonder kleine aantallen voor wie ze niet mag zien",
)


@strawberry.type
class ClientsInCareQuery:
    """Counting clients in care."""

    @strawberry.field(
        graphql_type=Connection[ClientsInCare], description="De cliënten in zorg per contract (R-X12)"
    )
    async def clients_in_care(
        self,
        info: Info,
        contract_id: UUID | None = None,
        population_id: UUID | None = None,
        on: date | None = None,
        until: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of contracts with their clients in care."""
        ctx = context_of(info)
        days = checked(schemas.ClientsInCareOf, {"on": on, "until": until})
        found = await operations.list_clients_in_care(
            ctx,
            page_of(ctx, first, after),
            contract_id=contract_id,
            population_id=population_id,
            on=days.on,
            until=days.until,
        )
        return connection(sealed(ctx, found))


__all__ = ["ClientsInCareQuery"]
