"""Gradings in the graph: a plain resource (shared/kit/plain.py) with its request, and the comparison of assessors."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.gradings import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, context_of, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas.access import gradings as schemas
from shared.values.legal_frames import GradingSide


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that was graded."""
    return await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request,
        graphql_type=Request | None,
        description="De melding waarvan de behoefte is ingeschaald",
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
Grading, GradingQuery, GradingMutation = _made
GradingComparison: Any = graph_type(
    schemas.GradingComparison, "In hoeveel gevallen twee beoordelaars gelijk inschaalden (R-A46)"
)


@strawberry.type
class GradingComparing:
    """Comparing gradings."""

    @strawberry.field(
        graphql_type=GradingComparison, description="Inschalingen van twee beoordelaars, vergeleken (R-A46)"
    )
    async def grading_comparison(
        self,
        info: Info,
        from_date: date,
        to_date: date,
        first_side: GradingSide = GradingSide.ACCESS_WORKER,
        second_side: GradingSide = GradingSide.PROVIDER_INTAKE,
        provider: str | None = None,
        product_category: str | None = None,
    ) -> Any:
        """How far two sides agree."""
        asked = checked(
            schemas.GradingsOf,
            {
                "from_date": from_date,
                "to_date": to_date,
                "first_side": first_side,
                "second_side": second_side,
                "provider": provider,
                "product_category": product_category,
            },
        )
        return await operations.get_grading_comparison(
            context_of(info), asked.first_side, asked.second_side, asked.from_date, asked.to_date, provider=asked.provider,
            product_category=asked.product_category,
        )  # fmt: skip


@strawberry.type
class GradingActs:
    """Acting on gradings."""

    @strawberry.mutation(graphql_type=Grading, description="Trek een inschaling in")
    async def withdraw_grading(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a grading, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.withdraw_grading(ctx, id), schemas.Grading, version=version
        )


__all__ = ["Grading", "GradingActs", "GradingComparing", "GradingMutation", "GradingQuery"]
