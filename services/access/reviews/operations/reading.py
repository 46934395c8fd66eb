"""Reading reviews, one by one and by page."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.reviews import store
from services.access.reviews.rules import Review, ReviewNotFound
from shared.kit.context import Context, operation
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.schemas.common import Day
from shared.values.reviewing import ReviewKind, ReviewState
from shared.values.terms import Law, Scope

PLAIN = Plain(
    one="review",
    many="reviews",
    dutch="toets",
    dutch_many="toetsen",
    model=schemas.Review,
    new=schemas.NewReview,
    missing=ReviewNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_review(ctx: Context, review_id: UUID) -> Review:
    """One review. Raises ReviewNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.REGISTER.get(connection, review_id)


@operation
async def list_reviews(
    ctx: Context,
    page: PageRequest,
    *,
    kind: ReviewKind | None = None,
    state: ReviewState | None = None,
    law: Law | None = None,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    decision_id: UUID | None = None,
    allocation_number: int | None = None,
    sample_id: UUID | None = None,
    reviewer: str | None = None,
    consultant: str | None = None,
    due_from: Day | None = None,
    due_to: Day | None = None,
    reference: str | None = None,
) -> Slice[Review]:
    """A page of reviews. Raises BsnRefused for a name or reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (reviewer, consultant, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await store.list_reviews(
            connection, page, due_from, due_to, kind=kind, state=state, law=law, citizen_id=citizen_id,
            request_id=request_id, decision_id=decision_id, allocation_number=allocation_number,
            sample_id=sample_id, reviewer=reviewer, consultant=consultant, external_reference=reference,
        )  # fmt: skip


@operation
async def list_reviews_by_request(ctx: Context, ids: list[UUID]) -> Mapping[UUID, list[Review]]:
    """The reviews of many requests at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found: dict[UUID, list[Review]] = {one: [] for one in ids}
        for review in await store.REGISTER.list_by(connection, "request_id", ids):
            assert review.request_id is not None, "it was found by it"
            found[review.request_id].append(review)
        return found
