"""Access ceilings in the graph: a plain resource (shared/kit/plain.py), with how far each is used."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.access_ceilings import operations
from shared.kit.graphql import Connection, connection, context_of, graph_type, page_of
from shared.kit.plain_graph import plain_graph
from shared.kit.rest import sealed
from shared.schemas.access import routes as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
AccessCeiling, AccessCeilingQuery, AccessCeilingMutation = _made
AccessCeilingUse: Any = graph_type(schemas.AccessCeilingUse, "Hoever een toegangsplafond is gebruikt (R-A38)")


@strawberry.type
class AccessCeilingCounting:
    """Counting under ceilings."""

    @strawberry.field(graphql_type=AccessCeilingUse, description="Hoever een toegangsplafond is gebruikt")
    async def access_ceiling_use(self, info: Info, id: UUID, on: date | None = None) -> Any:
        """How far a ceiling is used, today when no day is named."""
        return await operations.get_access_ceiling_use(context_of(info), id, on)

    @strawberry.field(
        graphql_type=Connection[AccessCeilingUse], description="Hoever de toegangsplafonds zijn gebruikt"
    )
    async def access_ceiling_uses(
        self,
        info: Info,
        year: int | None = None,
        on: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """How far the ceilings are used."""
        ctx = context_of(info)
        page = page_of(ctx, first, after)
        return connection(sealed(ctx, await operations.list_access_ceiling_uses(ctx, page, year, on)))


__all__ = ["AccessCeiling", "AccessCeilingCounting", "AccessCeilingMutation", "AccessCeilingQuery"]
