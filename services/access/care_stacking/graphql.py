"""Care stacking in the graph: read on a day."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.access.care_stacking import operations
from shared.kit.graphql import Connection, checked, connection, context_of, graph_type, page_of
from shared.kit.graphql.house import DerivationStep
from shared.kit.rest import sealed
from shared.schemas import access as schemas

_steps = strawberry.field(
    resolver=lambda root: root.steps,
    graphql_type=list[DerivationStep],
    description="De afleiding, stap voor stap",
)
CareStacking: Any = graph_type(
    schemas.CareStacking,
    "Meer toewijzingen tegelijk, van een inwoner of een huishouden (R-A42)",
    fields={"steps": _steps},
)


@strawberry.type
class CareStackingQuery:
    """Reading where care is stacked."""

    @strawberry.field(
        graphql_type=Connection[CareStacking], description="Waar zorg zich stapelt op een dag (R-A42)"
    )
    async def care_stackings(
        self,
        info: Info,
        on: date | None = None,
        minimum: int | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """Where care is stacked, today when no day is named."""
        ctx = context_of(info)
        asked = checked(schemas.StackingMinimum, {"minimum": minimum})
        page = page_of(ctx, first, after)
        return connection(sealed(ctx, await operations.list_care_stackings(ctx, page, on, asked.minimum)))


__all__ = ["CareStacking", "CareStackingQuery"]
