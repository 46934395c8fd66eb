"""Costly clients in the graph: read over some days."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.access.costly_clients import operations
from shared.kit.graphql import checked, context_of, graph_type
from shared.kit.graphql.house import DerivationStep
from shared.schemas import access as schemas

_steps = strawberry.field(
    resolver=lambda root: root.steps,
    graphql_type=list[DerivationStep],
    description="De afleiding, stap voor stap",
)
CostlyClients: Any = graph_type(
    schemas.CostlyClients, "De duurste cliënten van een aantal dagen (R-A43)", fields={"steps": _steps}
)


@strawberry.type
class CostlyClientsQuery:
    """Reading who is most expensive."""

    @strawberry.field(
        graphql_type=CostlyClients, description="De duurste cliënten, naar wat is toegekend (R-A43)"
    )
    async def costly_clients(
        self, info: Info, first_day: date, last_day: date, top_basis_points: int = 500
    ) -> Any:
        """The most expensive clients."""
        asked = checked(schemas.TopShare, {"topBasisPoints": top_basis_points})
        return await operations.list_costly_clients(
            context_of(info), first_day, last_day, asked.top_basis_points
        )


__all__ = ["CostlyClients", "CostlyClientsQuery"]
