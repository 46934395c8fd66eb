"""Completeness in the graph: the same operation, another form."""

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.completeness import operations
from shared.kit.graphql import Connection, checked, connection, context_of, graph_type, page_of
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas

Completeness: Any = graph_type(
    schemas.Completeness, "Hoe volledig de metingen van een contractjaar zijn (R-O32)"
)


@strawberry.type
class CompletenessQuery:
    """Reading completeness."""

    @strawberry.field(
        graphql_type=Connection[Completeness], description="Hoe volledig contractjaren zijn gemeten"
    )
    async def completeness(
        self,
        info: Info,
        year: int,
        contract_id: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of contracts with how complete they are."""
        ctx = context_of(info)
        asked = checked(schemas.CompletenessOf, {"contract_id": contract_id, "year": year})
        found = await operations.list_completeness(
            ctx, page_of(ctx, first, after), asked.year, asked.contract_id
        )
        return connection(sealed(ctx, found))


__all__ = ["CompletenessQuery"]
