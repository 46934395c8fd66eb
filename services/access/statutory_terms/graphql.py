"""Terms of the law in the graph: a plain resource (shared/kit/plain.py), what moves it, and the penalty."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.statutory_terms import operations, rules
from shared.kit.graphql import checked, context_of, graph_input, graph_type, mutate
from shared.kit.graphql.house import Derivation, DerivationStep
from shared.kit.plain_graph import plain_graph
from shared.kit.steps import steps_of
from shared.schemas.access import terms as schemas


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it ends when it does."""
    found = steps_of(context_of(info), rules.explain(root))
    told: list[Any] = [
        DerivationStep(rule=one.rule, sentence=one.sentence, inputs=one.inputs, result=one.result)  # type: ignore[arg-type]
        for one in found
    ]
    return Derivation(version=root.version, steps=told)


_also = {
    "derivation": strawberry.field(
        resolver=_derivation, description="Waarom de termijn eindigt wanneer hij eindigt"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
StatutoryTerm, StatutoryTermQuery, _ = _made
PenaltyState: Any = graph_type(schemas.PenaltyState, "De dwangsom bij niet tijdig beslissen, op een dag")


_Suspension = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewSuspension, "Vanaf wanneer en waarom een termijn rust")
    ),
]
_Resumption = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewResumption, "Vanaf wanneer een termijn weer loopt")
    ),
]
_Extension = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewExtension, "Tot wanneer het duurt"))
]
_Notice = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewNoticeOfDefault, "Een ingebrekestelling"))
]


@strawberry.type
class StatutoryTermReading:
    """Reading what a late decision costs."""

    @strawberry.field(graphql_type=PenaltyState, description="De dwangsom op een dag (Awb 4:17)")
    async def statutory_term_penalty(self, info: Info, id: UUID, on: date | None = None) -> Any:
        """The penalty up to and including a day, today when none is named."""
        return await operations.get_penalty(context_of(info), id, on)


@strawberry.type
class StatutoryTermActs:
    """Acting on terms of the law."""

    @strawberry.mutation(graphql_type=StatutoryTerm, description="Schort een termijn op (Awb 4:15)")
    async def suspend_statutory_term(
        self, info: Info, id: UUID, given: _Suspension, version: int | None = None
    ) -> Any:
        """Suspend a term, in the version that was seen when it is named."""
        asked = checked(schemas.NewSuspension, given)
        return await mutate(
            info,
            lambda ctx: operations.suspend_statutory_term(ctx, id, asked),
            schemas.StatutoryTerm,
            version=version,
        )

    @strawberry.mutation(graphql_type=StatutoryTerm, description="Laat een termijn weer lopen")
    async def resume_statutory_term(
        self, info: Info, id: UUID, given: _Resumption, version: int | None = None
    ) -> Any:
        """Let a term run again, in the version that was seen when it is named."""
        asked = checked(schemas.NewResumption, given)
        return await mutate(
            info,
            lambda ctx: operations.resume_statutory_term(ctx, id, asked),
            schemas.StatutoryTerm,
            version=version,
        )

    @strawberry.mutation(graphql_type=StatutoryTerm, description="Verdaag een termijn (Awb 4:14)")
    async def extend_statutory_term(
        self, info: Info, id: UUID, given: _Extension, version: int | None = None
    ) -> Any:
        """Tell until when it takes, in the version that was seen when it is named."""
        asked = checked(schemas.NewExtension, given)
        return await mutate(
            info,
            lambda ctx: operations.extend_statutory_term(ctx, id, asked),
            schemas.StatutoryTerm,
            version=version,
        )

    @strawberry.mutation(graphql_type=StatutoryTerm, description="Leg een ingebrekestelling vast (Awb 4:17)")
    async def give_notice_of_default(
        self, info: Info, id: UUID, given: _Notice, version: int | None = None
    ) -> Any:
        """Record a notice of default, in the version that was seen when it is named."""
        asked = checked(schemas.NewNoticeOfDefault, given)
        return await mutate(
            info,
            lambda ctx: operations.give_notice_of_default(ctx, id, asked),
            schemas.StatutoryTerm,
            version=version,
        )


__all__ = ["StatutoryTerm", "StatutoryTermActs", "StatutoryTermQuery", "StatutoryTermReading"]
