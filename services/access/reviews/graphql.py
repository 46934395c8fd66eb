"""Reviews in the graph: a plain resource (shared/kit/plain.py) with its request, its acts, and what is counted."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.requests.graphql import Request, request_of
from services.access.reviews import operations
from shared.kit.graphql import checked, context_of, graph_input, graph_type, loader, mutate
from shared.kit.graphql.house import DerivationStep
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas
from shared.values.reviewing import ReviewKind


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request that is looked at; none where a provider asked for an allocation."""
    return None if root.request_id is None else await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(resolver=_request, graphql_type=Request | None, description="De melding")
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
Review, ReviewQuery, ReviewMutation = _made
DueReviews: Any = graph_type(schemas.DueReviews, "Welke toetsen gedaan moeten worden")
EndingAllocations: Any = graph_type(schemas.EndingAllocations, "Welke toewijzingen bijna eindigen")
ConspicuousProducts: Any = graph_type(schemas.ConspicuousProducts, "Welke producten opvallen")
ConsultantFeedbackList: Any = graph_type(schemas.ConsultantFeedbackList, "Wat toetsen consulenten leerden")
ReviewPlanning: Any = graph_type(schemas.ReviewPlanning, "De planning van toetsen")
_steps = strawberry.field(
    resolver=lambda root: root.steps,
    graphql_type=list[DerivationStep],
    description="De afleiding, stap voor stap",
)
SwitchTeamRegister: Any = graph_type(
    schemas.SwitchTeamRegister, "Het register van het schakelteam", fields={"steps": _steps}
)
_Assignment: Any = graph_input(schemas.ReviewAssignment, "Wie toetst")
_Contact: Any = graph_input(schemas.ReviewContact, "Wanneer er contact was")
_Completion: Any = graph_input(schemas.ReviewCompletion, "Wat de toets vond")
_Cancel: Any = graph_input(schemas.ReviewCancel, "Waarom de toets vervalt")


@strawberry.type
class ReviewCounting:
    """What is due and counted."""

    @strawberry.field(graphql_type=DueReviews, description="Welke toetsen gedaan moeten worden, eerste eerst")
    async def due_reviews(
        self, info: Info, kind: ReviewKind | None = None, reviewer: str | None = None
    ) -> Any:
        """What is due."""
        return await operations.list_due_reviews(context_of(info), kind=kind, reviewer=reviewer)

    @strawberry.field(graphql_type=EndingAllocations, description="Welke toewijzingen bijna eindigen (R-A11)")
    async def ending_allocations(self, info: Info, days: int = 56) -> Any:
        """What ends soon."""
        asked = checked(schemas.DaysAhead, {"days": days})
        return await operations.list_ending_allocations(context_of(info), asked.days)

    @strawberry.field(graphql_type=ConspicuousProducts, description="Welke producten opvallen (R-A10)")
    async def conspicuous_products(self, info: Info, first_day: date, last_day: date) -> Any:
        """What stands out."""
        return await operations.list_conspicuous_products(context_of(info), first_day, last_day)

    @strawberry.field(
        graphql_type=ConsultantFeedbackList, description="Wat toetsen consulenten leerden (R-A49)"
    )
    async def consultant_feedback(
        self, info: Info, first_day: date, last_day: date, consultant: str | None = None
    ) -> Any:
        """What checks brought."""
        return await operations.list_consultant_feedback(context_of(info), first_day, last_day, consultant)

    @strawberry.field(graphql_type=ReviewPlanning, description="De planning van toetsen (D-32)")
    async def review_planning(self, info: Info, first_day: date, last_day: date) -> Any:
        """The planning."""
        return await operations.get_review_planning(context_of(info), first_day, last_day)

    @strawberry.field(graphql_type=SwitchTeamRegister, description="Het register van het schakelteam (D-31)")
    async def switch_team_register(self, info: Info, first_day: date, last_day: date) -> Any:
        """The register."""
        return await operations.get_switch_team_register(context_of(info), first_day, last_day)


@strawberry.type
class ReviewActs:
    """Acting on reviews, in the version that was seen when it is named."""

    @strawberry.mutation(graphql_type=Review, description="Wijs een toetser aan")
    async def assign_review(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Assignment)],
        version: int | None = None,
    ) -> Any:
        """Assign a reviewer."""
        asked = checked(schemas.ReviewAssignment, given)
        return await mutate(
            info, lambda ctx: operations.assign_review(ctx, id, asked), schemas.Review, version=version
        )

    @strawberry.mutation(graphql_type=Review, description="Leg contact met aanbieder of inwoner vast")
    async def contact_review(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Contact)],
        version: int | None = None,
    ) -> Any:
        """Record contact."""
        asked = checked(schemas.ReviewContact, given)
        return await mutate(
            info, lambda ctx: operations.contact_review(ctx, id, asked), schemas.Review, version=version
        )

    @strawberry.mutation(graphql_type=Review, description="Rond een toets af")
    async def complete_review(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Completion)],
        version: int | None = None,
    ) -> Any:
        """Complete a review."""
        asked = checked(schemas.ReviewCompletion, given)
        return await mutate(
            info, lambda ctx: operations.complete_review(ctx, id, asked), schemas.Review, version=version
        )

    @strawberry.mutation(graphql_type=Review, description="Laat een toets vervallen")
    async def cancel_review(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Cancel)],
        version: int | None = None,
    ) -> Any:
        """Cancel a review."""
        asked = checked(schemas.ReviewCancel, given)
        return await mutate(
            info, lambda ctx: operations.cancel_review(ctx, id, asked), schemas.Review, version=version
        )

    @strawberry.mutation(graphql_type=Review, description="Leg vast dat de consulent de uitkomst hoorde")
    async def send_review_feedback(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Tell the consultant."""
        return await mutate(
            info, lambda ctx: operations.send_review_feedback(ctx, id), schemas.Review, version=version
        )


async def reviews_of(info: Info, request_id: UUID) -> Any:
    """The reviews of a request, oldest first, through the loader."""
    known = loader(info, "reviews-by-request", operations.list_reviews_by_request, many=True)
    return await known.load(request_id)


__all__ = ["Review", "ReviewActs", "ReviewCounting", "ReviewMutation", "ReviewQuery", "reviews_of"]
