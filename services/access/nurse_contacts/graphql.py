"""Contacts of the nurse at the practice in the graph: a plain resource (shared/kit/plain.py) that is compared."""

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.access.nurse_contacts import operations
from shared.kit.graphql import context_of, graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
NurseContacts, NurseContactsQuery, NurseContactsMutation = _made
NurseEffect: Any = graph_type(schemas.NurseEffect, "Wat de POH-GGZ in een periode deed (D-36)")


@strawberry.type
class NurseEffectQuery:
    """Comparing contacts."""

    @strawberry.field(
        graphql_type=NurseEffect, description="Het effect van de POH-GGZ in een periode (R-A47)"
    )
    async def nurse_effect(
        self, info: Info, date_from: date, date_until: date, practice: str | None = None
    ) -> Any:
        """The effect in a period."""
        return await operations.get_nurse_effect(context_of(info), date_from, date_until, practice)


__all__ = ["NurseContacts", "NurseContactsMutation", "NurseContactsQuery", "NurseEffectQuery"]
