"""Plans of action in the graph: a plain resource (shared/kit/plain.py) with a life, and what is needed."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False, disallow-subclassing-any=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.improvement_plans import operations, rules
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    checked,
    connection,
    context_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.plain_graph import plain_graph
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas

PlanNeed: Any = graph_type(
    schemas.PlanNeed, "Een afspraak die achterblijft, met het plan dat erop antwoordt (R-O20)"
)


async def _needs(
    info: Info,
    contract_id: UUID | None = None,
    term_days: int = rules.DEFAULT_TERM_DAYS,
    first: int = 50,
    after: str | None = None,
) -> Any:
    """Which agreements lag."""
    ctx = context_of(info)
    found = await operations.list_needs(ctx, page_of(ctx, first, after), contract_id, term_days)
    return connection(sealed(ctx, found))


_made: Any = plain_graph(
    operations.PLAIN,
    operations,
    queries={
        "improvement_plan_needs": strawberry.field(
            resolver=_needs,
            graphql_type=Connection[PlanNeed],
            description="Welke resultaten achterblijven en welk plan erop antwoordt (R-O20)",
        )
    },
)
ImprovementPlan, ImprovementPlanQuery = _made[:2]
_Registering: type[Any] = _made[2]
_Progress = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewPlanProgress, "De voortgang van een plan om te melden")
    ),
]
_Closure = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.PlanClosure, "Waarmee een plan sluit"))
]


@strawberry.type
class ImprovementPlanMutation(_Registering):
    """Drawing up and following plans of action."""

    @strawberry.mutation(graphql_type=ImprovementPlan, description="Ga akkoord met een plan van aanpak")
    async def agree_improvement_plan(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Agree to a plan."""

        async def agree(ctx: Context) -> Any:
            return await operations.agree_improvement_plan(ctx, id)

        return await mutate(info, agree, schemas.ImprovementPlan, version=version)

    @strawberry.mutation(
        graphql_type=ImprovementPlan, description="Meld de voortgang van een plan van aanpak"
    )
    async def tell_plan_progress(
        self, info: Info, id: UUID, progress: _Progress, version: int | None = None
    ) -> Any:
        """Tell the progress."""
        asked = checked(schemas.NewPlanProgress, progress)

        async def tell(ctx: Context) -> Any:
            return await operations.tell_progress(ctx, id, asked)

        return await mutate(info, tell, schemas.ImprovementPlan, version=version)

    @strawberry.mutation(
        graphql_type=ImprovementPlan, description="Sluit een plan van aanpak, of trek het in"
    )
    async def close_improvement_plan(
        self, info: Info, id: UUID, closure: _Closure, version: int | None = None
    ) -> Any:
        """Close a plan."""
        asked = checked(schemas.PlanClosure, closure)

        async def close(ctx: Context) -> Any:
            return await operations.close_improvement_plan(ctx, id, asked)

        return await mutate(info, close, schemas.ImprovementPlan, version=version)


__all__ = ["ImprovementPlan", "ImprovementPlanMutation", "ImprovementPlanQuery"]
