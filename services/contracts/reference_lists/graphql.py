"""The lists of the sources in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any

import strawberry
from strawberry.types import Info

from services.contracts.reference_lists import operations
from shared.kit.graphql import context_of, graph_type
from shared.schemas import contracts as schemas

ReferenceList: Any = graph_type(schemas.ReferenceList, "Een lijst van de bronnen (bronlijst)")


@strawberry.type
class ReferenceListQuery:
    """Reading the lists of the sources."""

    @strawberry.field(graphql_type=list[ReferenceList], description="De lijsten van de bronnen (N-02 … N-77)")
    async def reference_lists(
        self, info: Info, enumeration: str | None = None, code: str | None = None
    ) -> Any:
        """Every list, or those that are asked."""
        return await operations.list_reference_lists(context_of(info), enumeration, code)


__all__ = ["ReferenceListQuery"]
