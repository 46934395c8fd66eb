"""Waiting times in the graph: the same operation, another form."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.waiting_times import operations
from shared.kit.graphql import Connection, checked, connection, context_of, page_of
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.flowing import GroupedBy

strawberry.enum(GroupedBy, description="Voor wie wachttijden apart worden verteld")


@strawberry.type(description="De wachttijd van één vraag, in kalender- en werkdagen (R-O06)")
class WaitingTime:
    """One request's waiting time."""

    request_id: UUID
    contact_on: date
    first_talk_on: date | None
    calendar_days: int | None
    working_days: int | None
    within_norm: bool | None
    client_delay_days: int | None
    calendar_days_without_delay: int | None
    working_days_without_delay: int | None
    within_norm_without_delay: bool | None


@strawberry.type(
    description=(
        "De wachttijden van een contract in een kwartaal, met het aandeel binnen de norm en zonder kleine aantallen (F-08)"
    )
)
class WaitingTimes:
    """The waiting times of a contract in a quarter."""

    contract_id: UUID
    quarter: str
    norm_days: int | None
    counted: int | None
    within: int | None
    share_basis_points: int | None
    median_working_days: int | None
    ninetieth_percentile_working_days: int | None
    suppressed: bool
    median_calendar_days: int | None
    ninetieth_percentile_calendar_days: int | None
    area_code: str | None
    team: str | None
    within_without_delay: int | None
    median_working_days_without_delay: int | None
    ninetieth_percentile_working_days_without_delay: int | None


@strawberry.type(
    description="De wachttijden van een contract in een kwartaal, voor elk gebied of team (R-O06)"
)
class WaitingTimesByGroup:
    """The waiting times of each area or team."""

    contract_id: UUID
    quarter: str
    by: GroupedBy
    groups: list[WaitingTimes]


@strawberry.type
class WaitingTimesQuery:
    """Reading waiting times."""

    @strawberry.field(
        graphql_type=WaitingTimes, description="De wachttijden van een contract in een kwartaal"
    )
    async def waiting_times(self, info: Info, contract_id: UUID, quarter: str) -> Any:
        """The waiting times of a contract in a quarter."""
        asked = checked(schemas.WaitingTimesOf, {"contract_id": contract_id, "quarter": quarter})
        return await operations.get_waiting_times(context_of(info), contract_id, asked.quarter)

    @strawberry.field(
        graphql_type=WaitingTimesByGroup, description="De wachttijden van een contract per gebied of team"
    )
    async def waiting_times_by_group(
        self, info: Info, contract_id: UUID, quarter: str, by: GroupedBy = GroupedBy.AREA
    ) -> Any:
        """The waiting times of each area or team."""
        given = {"contract_id": contract_id, "quarter": quarter, "by": by}
        asked = checked(schemas.WaitingTimesByGroupOf, given)
        return await operations.get_waiting_times_by_group(
            context_of(info), contract_id, asked.quarter, asked.by
        )

    @strawberry.field(
        graphql_type=Connection[WaitingTime], description="De wachttijden van de vragen zelf, in een kwartaal"
    )
    async def waiting_times_of_requests(
        self, info: Info, contract_id: UUID, quarter: str, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of the waiting times of single requests."""
        ctx = context_of(info)
        asked = checked(schemas.WaitingTimesOf, {"contract_id": contract_id, "quarter": quarter})
        found = await operations.list_waiting_times(
            ctx, page_of(ctx, first, after), contract_id, asked.quarter
        )
        return connection(sealed(ctx, found))


__all__ = ["WaitingTimesQuery"]
