"""Contract transitions in the graph: a plain resource (shared/kit/plain.py) with its lines and a confirmation."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

import types
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contract_transitions import operations
from services.contracts.contract_transitions.rules import ContractTransition as Domain
from shared.kit.context import Context
from shared.kit.graphql import graph_type, loader, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import contracts as schemas

ContractTransitionLine: Any = graph_type(
    schemas.ContractTransitionLine,
    "Eén cliënt van een overgang, alleen bij besluit of verwijzing genoemd (R-C60)",
)


async def _lines(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Who moves."""
    return await loader(info, "transition-lines", operations.list_lines_by_transition).load(root.id) or []


_made: Any = plain_graph(
    operations.PLAIN,
    operations,
    {
        "lines": strawberry.field(
            resolver=_lines,
            graphql_type=list[ContractTransitionLine],
            description="Wie overgaat, langst in zorg eerst",
        )
    },
)
ContractTransition, ContractTransitionQuery, _Mutation = _made


@strawberry.type
class _Confirmation:
    """Confirming transitions."""

    @strawberry.mutation(
        graphql_type=ContractTransition, description="Bevestig een overgang van bestaande cliënten"
    )
    async def confirm_contract_transition(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Confirm a transition."""

        async def confirm(ctx: Context) -> Domain:
            return await operations.confirm_contract_transition(ctx, id)

        return await mutate(info, confirm, schemas.ContractTransition, version=version)


ContractTransitionMutation: Any = strawberry.type(
    types.new_class("ContractTransitionMutation", (_Mutation, _Confirmation))
)

__all__ = ["ContractTransitionMutation", "ContractTransitionQuery"]
