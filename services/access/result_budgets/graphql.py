"""Budgets for results in the graph: a plain resource (shared/kit/plain.py) with its request, its acts, and the sum per citizen."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.requests.graphql import Request, request_of
from services.access.result_budgets import operations
from shared.kit.graphql import checked, context_of, graph_input, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas.access import result_budgets as schemas


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that the budget answers."""
    return await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding waarop het budget antwoordt"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
ResultBudget, ResultBudgetQuery, ResultBudgetMutation = _made
ResultBudgetSum: Any = graph_type(
    schemas.ResultBudgetSum, "De som van de budgetten voor resultaten van een inwoner"
)
_Choice: Any = graph_input(schemas.BudgetChoice, "De aanbieder die de inwoner koos")
_Ending: Any = graph_input(schemas.BudgetEnding, "De laatste dag van een budget")


@strawberry.type
class ResultBudgetSums:
    """Summing budgets."""

    @strawberry.field(
        graphql_type=ResultBudgetSum, description="De budgetten voor resultaten van een inwoner, opgeteld"
    )
    async def result_budget_sum(self, info: Info, citizen_id: UUID) -> Any:
        """What a citizen's budgets come to."""
        return await operations.get_result_budget_sum(context_of(info), citizen_id)


@strawberry.type
class ResultBudgetActs:
    """Acting on budgets."""

    @strawberry.mutation(graphql_type=ResultBudget, description="Leg vast welke aanbieder de inwoner koos")
    async def choose_result_budget_provider(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Choice)],
        version: int | None = None,
    ) -> Any:
        """Record the citizen's choice, in the version that was seen when it is named."""
        asked = checked(schemas.BudgetChoice, given)
        return await mutate(
            info,
            lambda ctx: operations.choose_provider(ctx, id, asked),
            schemas.ResultBudget,
            version=version,
        )

    @strawberry.mutation(graphql_type=ResultBudget, description="Beëindig een budget voor resultaten")
    async def end_result_budget(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Ending)],
        version: int | None = None,
    ) -> Any:
        """End a budget, in the version that was seen when it is named."""
        asked = checked(schemas.BudgetEnding, given)
        return await mutate(
            info,
            lambda ctx: operations.end_result_budget(ctx, id, asked),
            schemas.ResultBudget,
            version=version,
        )

    @strawberry.mutation(graphql_type=ResultBudget, description="Trek een budget voor resultaten in")
    async def withdraw_result_budget(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a budget, in the version that was seen when it is named."""
        return await mutate(
            info,
            lambda ctx: operations.withdraw_result_budget(ctx, id),
            schemas.ResultBudget,
            version=version,
        )


__all__ = [
    "ResultBudget",
    "ResultBudgetActs",
    "ResultBudgetMutation",
    "ResultBudgetQuery",
    "ResultBudgetSums",
]
