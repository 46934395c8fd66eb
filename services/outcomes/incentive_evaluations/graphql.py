"""Incentive evaluations in the graph: a plain resource (shared/kit/plain.py), and the lights side by side."""

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.incentive_evaluations import operations
from shared.kit.graphql import context_of, graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import outcomes as schemas

IncentiveOverview: Any = graph_type(
    schemas.IncentiveOverview, "De stoplichten van een contract in een jaar (D-46)"
)


async def _overview(info: Info, contract_id: UUID, year: int) -> Any:
    """The lights side by side."""
    return await operations.get_overview(context_of(info), contract_id, year)


_made: Any = plain_graph(
    operations.PLAIN,
    operations,
    queries={
        "incentive_overview": strawberry.field(
            resolver=_overview,
            graphql_type=IncentiveOverview,
            description="De stoplichten naast elkaar (D-46)",
        )
    },
)
IncentiveEvaluation, IncentiveEvaluationQuery, IncentiveEvaluationMutation = _made

__all__ = ["IncentiveEvaluation", "IncentiveEvaluationMutation", "IncentiveEvaluationQuery"]
