"""Cases in the graph: the same operations, another form."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.cases import operations
from shared.kit.graphql import Connection, connection, context_of, graph_type, page_of
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas


async def _entity(info: Any, identity: UUID) -> Any:
    return await operations.get_case(context_of(info), identity)


Case: Any = graph_type(
    schemas.Case, "Een besluit, verwijzing of zorg, zonder de inwoner (R-X07)", entity=_entity
)


@strawberry.type
class CaseQuery:
    """Reading cases."""

    @strawberry.field(graphql_type=Case, description="Eén casus")
    async def case(self, info: Info, id: UUID) -> Any:
        """One case."""
        return await operations.get_case(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Case], description="De casussen, oudste eerst")
    async def cases(
        self,
        info: Info,
        contract_id: UUID | None = None,
        provider: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of cases."""
        ctx = context_of(info)
        found = await operations.list_cases(
            ctx, page_of(ctx, first, after), contract_id=contract_id, provider=provider
        )
        return connection(sealed(ctx, found))


__all__ = ["CaseQuery"]
