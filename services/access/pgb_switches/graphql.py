"""Switches to a PGB in the graph: a plain resource (shared/kit/plain.py) with its request, its answers, and the counts."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.pgb_switches import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, context_of, graph_input, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas
from shared.values.access_reports import ViewStep


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request of the citizen who wants to switch."""
    return await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding van de inwoner"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
PgbSwitch, PgbSwitchQuery, PgbSwitchMutation = _made
PgbSwitchCounts: Any = graph_type(
    schemas.PgbSwitchCounts,
    "De overstappen naar een PGB van een contract in een kwartaal, zonder kleine aantallen",
)
PgbSwitchView: Any = graph_type(
    schemas.PgbSwitchView, "De overstappen naar een PGB in een periode, naast de periode ervoor (D-15)"
)
_Grant: Any = graph_input(schemas.PgbGrant, "Vanaf wanneer de inwoner een PGB heeft")


@strawberry.type
class PgbSwitchCounting:
    """Counting switches."""

    @strawberry.field(graphql_type=PgbSwitchCounts, description="De overstappen naar een PGB, geteld (R-A41)")
    async def pgb_switch_counts(self, info: Info, contract_id: UUID, quarter: str) -> Any:
        """The switches of a contract in a quarter."""
        asked = checked(schemas.PgbSwitchesOf, {"contract_id": contract_id, "quarter": quarter})
        return await operations.get_pgb_switch_counts(context_of(info), contract_id, asked.quarter)

    @strawberry.field(
        graphql_type=PgbSwitchView, description="De overstappen naar een PGB in een periode (D-15)"
    )
    async def pgb_switch_view(
        self, info: Info, first_day: date, last_day: date, step: ViewStep = ViewStep.MONTH
    ) -> Any:
        """The switches of a period beside the one before it."""
        return await operations.get_pgb_switch_view(context_of(info), first_day, last_day, step)


@strawberry.type
class PgbSwitchActs:
    """Acting on switches."""

    @strawberry.mutation(graphql_type=PgbSwitch, description="Ken een PGB toe")
    async def grant_pgb_switch(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Grant)],
        version: int | None = None,
    ) -> Any:
        """Grant a switch, in the version that was seen when it is named."""
        asked = checked(schemas.PgbGrant, given)
        return await mutate(
            info,
            lambda ctx: operations.grant_pgb_switch(ctx, id, asked),
            schemas.PgbSwitch,
            version=version,
        )

    @strawberry.mutation(graphql_type=PgbSwitch, description="Weiger een PGB")
    async def refuse_pgb_switch(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Refuse a switch, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.refuse_pgb_switch(ctx, id), schemas.PgbSwitch, version=version
        )

    @strawberry.mutation(graphql_type=PgbSwitch, description="Leg vast dat de inwoner van een PGB afziet")
    async def withdraw_pgb_switch(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a switch, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.withdraw_pgb_switch(ctx, id), schemas.PgbSwitch, version=version
        )


__all__ = ["PgbSwitch", "PgbSwitchActs", "PgbSwitchCounting", "PgbSwitchMutation", "PgbSwitchQuery"]
