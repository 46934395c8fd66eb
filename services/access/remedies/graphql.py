"""Remedies in the graph: a plain resource (shared/kit/plain.py) with its acts."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.remedies import operations
from shared.kit.graphql import checked, context_of, graph_input, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
Remedy, RemedyQuery, RemedyMutation = _made
RemedyReport: Any = graph_type(
    schemas.RemedyReport, "Klachten, bezwaren en dossiers van een periode in aantallen (D-51)"
)
_Handling: Any = graph_input(schemas.RemedyHandling, "Wie het rechtsmiddel behandelt")
_Day: Any = graph_input(
    schemas.RemedyDay, "Vanaf welke dag de termijn stilstaat of doorloopt, of een ingebrekestelling kwam"
)
_Decision: Any = graph_input(schemas.RemedyDecision, "De uitkomst van een rechtsmiddel")


@strawberry.type
class RemedyReporting:
    """Counting remedies."""

    @strawberry.field(
        graphql_type=RemedyReport, description="Klachten, bezwaren en dossiers van een periode (D-51)"
    )
    async def remedy_report(self, info: Info, first_day: date, last_day: date) -> Any:
        """The report of a period, as far as the reader may see."""
        return await operations.get_remedy_report(context_of(info), first_day, last_day)


@strawberry.type
class RemedyActs:
    """Acting on remedies."""

    @strawberry.mutation(graphql_type=Remedy, description="Neem een rechtsmiddel in behandeling")
    async def handle_remedy(
        self,
        info: Info,
        id: UUID,
        by: Annotated[Any, strawberry.argument(graphql_type=_Handling)],
        version: int | None = None,
    ) -> Any:
        """Take a remedy up, in the version that was seen when it is named."""
        asked = checked(schemas.RemedyHandling, by)
        return await mutate(
            info, lambda ctx: operations.handle_remedy(ctx, id, asked), schemas.Remedy, version=version
        )

    @strawberry.mutation(graphql_type=Remedy, description="Laat de termijn stilstaan")
    async def suspend_remedy(
        self,
        info: Info,
        id: UUID,
        since: Annotated[Any, strawberry.argument(graphql_type=_Day)],
        version: int | None = None,
    ) -> Any:
        """Let the term stand still, in the version that was seen when it is named."""
        asked = checked(schemas.RemedyDay, since)
        return await mutate(
            info, lambda ctx: operations.suspend_remedy(ctx, id, asked), schemas.Remedy, version=version
        )

    @strawberry.mutation(graphql_type=Remedy, description="Laat de termijn doorlopen")
    async def resume_remedy(
        self,
        info: Info,
        id: UUID,
        since: Annotated[Any, strawberry.argument(graphql_type=_Day)],
        version: int | None = None,
    ) -> Any:
        """Let the term go on, in the version that was seen when it is named."""
        asked = checked(schemas.RemedyDay, since)
        return await mutate(
            info, lambda ctx: operations.resume_remedy(ctx, id, asked), schemas.Remedy, version=version
        )

    @strawberry.mutation(graphql_type=Remedy, description="Verdaag de beslissing, één keer")
    async def extend_remedy(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Extend the term, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.extend_remedy(ctx, id), schemas.Remedy, version=version
        )

    @strawberry.mutation(graphql_type=Remedy, description="Leg een ingebrekestelling op een bezwaar vast")
    async def give_remedy_notice(
        self,
        info: Info,
        id: UUID,
        since: Annotated[Any, strawberry.argument(graphql_type=_Day)],
        version: int | None = None,
    ) -> Any:
        """Record a notice of default, in the version that was seen when it is named."""
        asked = checked(schemas.RemedyDay, since)
        return await mutate(
            info, lambda ctx: operations.give_remedy_notice(ctx, id, asked), schemas.Remedy, version=version
        )

    @strawberry.mutation(graphql_type=Remedy, description="Beslis op een rechtsmiddel")
    async def decide_remedy(
        self,
        info: Info,
        id: UUID,
        done: Annotated[Any, strawberry.argument(graphql_type=_Decision)],
        version: int | None = None,
    ) -> Any:
        """Decide a remedy, in the version that was seen when it is named."""
        asked = checked(schemas.RemedyDecision, done)
        return await mutate(
            info, lambda ctx: operations.decide_remedy(ctx, id, asked), schemas.Remedy, version=version
        )

    @strawberry.mutation(graphql_type=Remedy, description="Trek een rechtsmiddel in")
    async def withdraw_remedy(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Withdraw a remedy, in the version that was seen when it is named."""
        return await mutate(
            info, lambda ctx: operations.withdraw_remedy(ctx, id), schemas.Remedy, version=version
        )


__all__ = ["Remedy", "RemedyActs", "RemedyMutation", "RemedyQuery", "RemedyReporting"]
