"""Access routes in the graph: where access is decided, who does what in a scenario, what a referrer leads to."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from services.access.access_routes import operations
from shared.kit.graphql import checked, context_of, graph_input, graph_type
from shared.schemas.access import routes as schemas
from shared.values.arrangements import Scenario
from shared.values.terms import Law

AccessRoute: Any = graph_type(schemas.AccessRoute, "Waar over toegang wordt besloten (R-A01, R-A02)")
ProcessStep: Any = graph_type(schemas.ProcessStep, "Een stap van vraag tot evaluatie (N-90)")
ScenarioConstraint: Any = graph_type(schemas.ScenarioConstraint, "Wat een scenario vraagt (R-C38)")
ReferrerRoute: Any = graph_type(schemas.ReferrerRoute, "Waartoe een verwijzer leidt (R-A04)")
_Asked = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewAccessRoute, "Een product, of wat het beschrijft")
    ),
]


@strawberry.type
class AccessRouteQuery:
    """Asking how a question becomes support."""

    @strawberry.field(graphql_type=AccessRoute, description="Waar over toegang wordt besloten (R-A01)")
    async def access_route(self, info: Info, asked: _Asked) -> Any:
        """Where access is decided."""
        given = checked(schemas.NewAccessRoute, asked)
        return await operations.find_access_route(context_of(info), given)

    @strawberry.field(graphql_type=list[ProcessStep], description="De stappen van een scenario (N-90)")
    async def process_steps(self, info: Info, scenario: Scenario | None = None) -> Any:
        """The steps of a scenario, or of all."""
        return await operations.list_process_steps(context_of(info), scenario)

    @strawberry.field(graphql_type=list[ScenarioConstraint], description="Wat een scenario vraagt (R-C38)")
    async def scenario_constraints(self, info: Info, scenario: Scenario | None = None) -> Any:
        """What a scenario demands, or all."""
        return await operations.list_scenario_constraints(context_of(info), scenario)

    @strawberry.field(graphql_type=list[ReferrerRoute], description="Waartoe een verwijzer leidt (R-A04)")
    async def referrer_routes(self, info: Info, law: Law | None = None) -> Any:
        """What each referrer leads to under a law."""
        return await operations.list_referrer_routes(context_of(info), law)


__all__ = ["AccessRouteQuery"]
