"""The contract calendar in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.contracts.contract_calendar import operations
from services.contracts.contracts.graphql import Contract, contract_of
from shared.kit.graphql import context_of, graph_type
from shared.schemas import contracts as schemas


async def _contract(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The contract that it is about."""
    return await contract_of(info, root.contract_id)


CalendarEntry: Any = graph_type(
    schemas.CalendarEntry,
    "Wat op een dag van een contract wordt verwacht (contractkalender, D-39)",
    fields={
        "contract": strawberry.field(resolver=_contract, graphql_type=Contract, description="Het contract")
    },
)


@strawberry.type
class CalendarQuery:
    """Reading the contract calendar."""

    @strawberry.field(
        graphql_type=list[CalendarEntry],
        description="De contractkalender van een dag tot en met een andere (D-39)",
    )
    async def contract_calendar(
        self, info: Info, first_day: date | None = None, last_day: date | None = None
    ) -> Any:
        """What is awaited in a period."""
        return await operations.get_calendar(context_of(info), first_day, last_day)


__all__ = ["CalendarQuery"]
