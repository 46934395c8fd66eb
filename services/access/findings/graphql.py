"""Trends of demand and care in the graph, for the municipality alone."""

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.access.findings import operations
from shared.kit.graphql import context_of, graph_type
from shared.schemas import access as schemas
from shared.values.findings import FindingSeverity
from shared.values.trends import TrendKind

TrendFindings: Any = graph_type(schemas.TrendFindings, "De trends van een periode, met de periode ervoor")
TrendFindingKind: Any = graph_type(schemas.TrendFindingKind, "Een soort trend van vraag en zorg")


@strawberry.type
class TrendFindingQuery:
    """Reading trends."""

    @strawberry.field(
        graphql_type=TrendFindings,
        description="De trends van vraag en zorg in een periode, wat is gevonden eerst",
    )
    async def trend_findings(
        self,
        info: Info,
        first_day: date,
        last_day: date,
        kind: TrendKind | None = None,
        severity: FindingSeverity | None = None,
        cut_on: date | None = None,
    ) -> Any:
        """The trends of a period."""
        return await operations.get_findings(
            context_of(info), first_day, last_day, kind=kind, severity=severity, cut_on=cut_on
        )

    @strawberry.field(graphql_type=list[TrendFindingKind], description="Alle soorten trends")
    async def trend_finding_kinds(self, info: Info, severity: FindingSeverity | None = None) -> Any:
        """Every kind of trend."""
        return await operations.list_finding_kinds(context_of(info), severity)


__all__ = ["TrendFindingQuery"]
