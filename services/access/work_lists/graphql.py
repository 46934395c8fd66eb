"""Work lists in the graph: the same answer as over REST."""

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.access.work_lists import operations
from shared.kit.graphql import checked, context_of, graph_type
from shared.schemas import access as schemas

WorkLists: Any = graph_type(schemas.WorkLists, "Alles wat op de lezer wacht, lijst voor lijst")


@strawberry.type
class WorkListsQuery:
    """Reading work lists."""

    @strawberry.field(
        graphql_type=WorkLists, description="Alles wat op de lezer wacht, het dringendste eerst"
    )
    async def work_lists(
        self,
        info: Info,
        mine: bool = False,
        team: str | None = None,
        until: date | None = None,
        per_list: int = 10,
    ) -> Any:
        """Everything that waits."""
        asked = {"mine": mine, "team": team, "until": until, "limit": per_list}
        return await operations.list_work_lists(context_of(info), checked(schemas.WorkListsOf, asked))


__all__ = ["WorkLists", "WorkListsQuery"]
