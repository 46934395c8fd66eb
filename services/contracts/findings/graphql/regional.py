"""The incentives of the contracts of a municipality or region together, in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.contracts.findings.graphql import types as _types  # noqa: F401 — the findings that these types hold
from services.contracts.findings.operations import regional
from shared.kit.graphql import context_of, graph_type
from shared.schemas import contracts as schemas

AreaIncentives: Any = graph_type(
    schemas.AreaIncentives, "De prikkels van alle lopende contracten in een gemeente of regio (R-C61)"
)


@strawberry.type
class AreaIncentivesQuery:
    """What one asks of all that runs side by side."""

    @strawberry.field(
        graphql_type=AreaIncentives,
        description="De som van prikkels en de conflicten van lopende contracten in een gebied (R-C61)",
    )
    async def area_incentives(
        self,
        info: Info,
        municipality_code: str | None = None,
        region: str | None = None,
        on: date | None = None,
    ) -> Any:
        """The incentives of all that runs in an area."""
        return await regional.find_area_incentives(context_of(info), municipality_code, region, on)


__all__ = ["AreaIncentives", "AreaIncentivesQuery"]
