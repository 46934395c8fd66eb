"""Population costs in the graph: the same operation, another form."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.population_costs import operations
from shared.kit.graphql import Connection, checked, connection, context_of, graph_type, page_of
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas

PopulationCost: Any = graph_type(
    schemas.PopulationCost, "Wat een contractjaar kostte, voor welke populatie, en per inwoner (R-X10)"
)


@strawberry.type
class PopulationCostQuery:
    """Reading population costs."""

    @strawberry.field(
        graphql_type=Connection[PopulationCost], description="Wat contractjaren kostten, per populatie"
    )
    async def population_costs(
        self,
        info: Info,
        year: int | None = None,
        contract_id: UUID | None = None,
        population_id: UUID | None = None,
        area_code: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of contract years with what they cost."""
        ctx = context_of(info)
        given = {
            "year": year,
            "contract_id": contract_id,
            "population_id": population_id,
            "area_code": area_code,
        }
        asked = checked(schemas.PopulationCostsOf, given)
        found = await operations.list_population_costs(
            ctx,
            page_of(ctx, first, after),
            year=asked.year,
            contract_id=asked.contract_id,
            population_id=asked.population_id,
            area_code=asked.area_code,
        )
        return connection(sealed(ctx, found))


__all__ = ["PopulationCostQuery"]
