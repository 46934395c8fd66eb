"""Waiting times in the graph: the same operation, another form."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.waiting_times import operations
from shared.kit.graphql import checked, context_of
from shared.schemas import outcomes as schemas


@strawberry.type(description="De wachttijd van één vraag, in kalender- en werkdagen (R-O06)")
class WaitingTime:
    """One request's waiting time."""

    request_id: UUID
    contact_on: date
    first_talk_on: date | None
    calendar_days: int | None
    working_days: int | None
    within_norm: bool | None


@strawberry.type(
    description="De wachttijden van een contract in een kwartaal, met het aandeel binnen de norm"
)
class WaitingTimes:
    """The waiting times of a contract in a quarter."""

    contract_id: UUID
    quarter: str
    norm_days: int | None
    counted: int
    within: int
    share_basis_points: int | None
    median_working_days: int | None
    ninetieth_percentile_working_days: int | None
    requests: list[WaitingTime]


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


__all__ = ["WaitingTimesQuery"]
