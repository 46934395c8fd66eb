"""Evaluations in the graph, with the contract that was evaluated."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts.graphql import contract_of
from services.contracts.evaluations import operations
from services.contracts.evaluations.rules import Evaluation as Domain
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.life import EvaluationKind

if TYPE_CHECKING:
    from services.contracts.contracts.graphql import Contract

LaterContract = Annotated["Contract", strawberry.lazy("services.contracts.contracts.graphql")]


async def _evaluation_of(info: Info, evaluation_id: UUID) -> Domain:
    """An evaluation by id, for a reference of another subgraph."""
    return await operations.get_evaluation(context_of(info), evaluation_id)


async def _contract(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The contract that was evaluated."""
    return await contract_of(info, root.contract_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """When it was due and what it found."""
    return await derivation_of(info, root.id)


Evaluation: Any = graph_type(
    schemas.Evaluation,
    "Een gehouden evaluatie, toets van de opdracht of jaarlijkse toets (R-C05 … R-C07)",
    entity=_evaluation_of,
    fields={
        "contract": strawberry.field(
            resolver=_contract, graphql_type=LaterContract, description="Het contract"
        ),
        "derivation": strawberry.field(
            resolver=_derivation, description="Wanneer zij verschuldigd was, en wat zij vond"
        ),
    },
)
NewEvaluation = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewEvaluation, "Een evaluatie om vast te leggen")),
]


@strawberry.type
class EvaluationQuery:
    """Reading evaluations."""

    @strawberry.field(graphql_type=Evaluation, description="Eén evaluatie")
    async def evaluation(self, info: Info, id: UUID) -> Any:
        """One evaluation."""
        return await operations.get_evaluation(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Evaluation], description="Evaluaties, oudste eerst")
    async def evaluations(
        self,
        info: Info,
        contract_id: UUID | None = None,
        kind: EvaluationKind | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of evaluations."""
        ctx = context_of(info)
        found = await operations.list_evaluations(
            ctx, page_of(ctx, first, after), contract_id, kind, external_reference
        )
        return connection(sealed(ctx, found))


@strawberry.type
class EvaluationMutation:
    """Recording evaluations."""

    @strawberry.mutation(
        graphql_type=Evaluation, description="Leg een gehouden evaluatie vast (R-C05 … R-C07)"
    )
    async def hold_evaluation(self, info: Info, new: NewEvaluation) -> Any:
        """Record an evaluation."""
        asked = checked(schemas.NewEvaluation, new)

        async def hold(ctx: Context) -> Domain:
            return await operations.hold_evaluation(ctx, asked)

        return await mutate(info, hold, schemas.Evaluation)


__all__ = ["Evaluation", "EvaluationMutation", "EvaluationQuery"]
