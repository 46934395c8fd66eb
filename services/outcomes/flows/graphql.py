"""Flows in the graph: the same operations, another form."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.flows import operations
from shared.kit.graphql import checked, context_of, graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import outcomes as schemas
from shared.values.flowing import FlowBy, FlowPeriod

Flows: Any = graph_type(schemas.Flows, "In-, door- en uitstroom en wat eruit volgt, per groep en periode")
FlowExplanations: Any = graph_type(schemas.FlowExplanations, "Waarom regels van stromen zijn wat ze zijn")
_made: Any = plain_graph(operations.PLAIN, operations)
FlowRebuild, FlowRebuildQuery, FlowRebuildMutation = _made


@strawberry.type
class FlowQuery:
    """Reading flows."""

    @strawberry.field(
        graphql_type=Flows,
        description="De stromen van contracten, of van de aanbieders, gebieden of teams van één contract",
    )
    async def flows(
        self,
        info: Info,
        contract_id: UUID | None = None,
        by: FlowBy = FlowBy.CONTRACT,
        period: FlowPeriod = FlowPeriod.QUARTER,
        since: date | None = None,
        until: date | None = None,
        window_months: int = 12,
    ) -> Any:
        """The flows of contracts, providers, areas or teams."""
        given = {
            "contract_id": contract_id,
            "by": by,
            "period": period,
            "since": since,
            "until": until,
            "window_months": window_months,
        }
        asked = checked(schemas.FlowsOf, given)
        return await operations.get_flows(
            context_of(info),
            contract_id=asked.contract_id,
            by=asked.by,
            period=asked.period,
            since=asked.since,
            until=asked.until,
            window_months=asked.window_months,
        )

    @strawberry.field(
        graphql_type=FlowExplanations, description="Waarom dezelfde stromen zijn wat ze zijn, stap voor stap"
    )
    async def flows_explained(
        self,
        info: Info,
        contract_id: UUID | None = None,
        by: FlowBy = FlowBy.CONTRACT,
        period: FlowPeriod = FlowPeriod.QUARTER,
        since: date | None = None,
        until: date | None = None,
        window_months: int = 12,
    ) -> Any:
        """Why the flows say what they say."""
        given = {
            "contract_id": contract_id,
            "by": by,
            "period": period,
            "since": since,
            "until": until,
            "window_months": window_months,
        }
        asked = checked(schemas.FlowsOf, given)
        return await operations.explain_flows(
            context_of(info),
            contract_id=asked.contract_id,
            by=asked.by,
            period=asked.period,
            since=asked.since,
            until=asked.until,
            window_months=asked.window_months,
        )


__all__ = ["FlowQuery", "FlowRebuildMutation", "FlowRebuildQuery"]
