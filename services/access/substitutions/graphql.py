"""Substitution in the graph: computed over a period beside another."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from services.access.substitutions import operations
from shared.kit.graphql import context_of, graph_type
from shared.kit.graphql.house import DerivationStep
from shared.schemas import access as schemas

_steps = strawberry.field(
    resolver=lambda root: root.steps,
    graphql_type=list[DerivationStep],
    description="De afleiding, stap voor stap",
)
Substitution: Any = graph_type(
    schemas.Substitution,
    "Hoeveel ondersteuning verschoof, tegen het streefdeel (R-A52)",
    fields={"steps": _steps},
)


@strawberry.type
class SubstitutionQuery:
    """Reading how far support moved."""

    @strawberry.field(
        graphql_type=Substitution,
        description="Hoeveel verschoof van specialistisch naar basis en nulde lijn (R-A52)",
    )
    async def substitution(
        self,
        info: Info,
        first_day: date,
        last_day: date,
        base_first_day: date | None = None,
        base_last_day: date | None = None,
    ) -> Any:
        """How far support moved."""
        return await operations.get_substitution(
            context_of(info), first_day, last_day, base_first_day, base_last_day
        )


__all__ = ["Substitution", "SubstitutionQuery"]
