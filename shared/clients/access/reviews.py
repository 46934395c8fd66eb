"""The part of the access client about what keeps decisions right: reviews, samples of them, advice of experts."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    AdviceCounts,
    ConspicuousProducts,
    ConsultantFeedbackList,
    DueReviews,
    EndingAllocations,
    ExpertAdvice,
    NewExpertAdvice,
    NewReview,
    NewReviewSample,
    Review,
    ReviewAssignment,
    ReviewCancel,
    ReviewCompletion,
    ReviewContact,
    ReviewPlanning,
    ReviewSample,
    ReviewSampleProof,
    SwitchTeamRegister,
)
from shared.schemas.common import DerivationAnswer
from shared.values.reviewing import ReviewCancellation


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


def _days(first: date, last: date) -> dict[str, str]:
    return {"from": first.isoformat(), "until": last.isoformat()}


class ReviewsClient(Client):
    """Second looks at what was asked and decided, and what experts say of it (R-A06 … R-A13, R-A20 … R-A22)."""

    async def register_review(
        self, new: NewReview, *, key: str | None = None, dry_run: bool = False
    ) -> Review:
        """Ask for a review."""
        return await self.post("/reviews", Review, new, key=key, **_dry(dry_run))

    async def put_review(self, reference: str, new: NewReview) -> Review:
        """The same under a reference of one's own: twice is once."""
        response = await self.request("PUT", f"/reviews/by-reference/{quote(reference, safe='')}", body=new)
        return Review.model_validate_json(response.content)

    async def get_review(self, review_id: UUID) -> Review:
        """One of them."""
        return await self.get(f"/reviews/{review_id}", Review)

    async def list_reviews(self, **filters: Any) -> list[Review]:
        """All that match, oldest first; filters are named as in the query (`kind`, `dueTo`)."""
        return await self.page("/reviews", Review, **filters)

    async def explain_review(self, review_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/reviews/{review_id}/derivation", DerivationAnswer)

    async def assign_review(self, review_id: UUID, reviewer: str, *, key: str | None = None) -> Review:
        """Assign a reviewer."""
        return await self.post(
            f"/reviews/{review_id}/assignment", Review, ReviewAssignment(reviewer=reviewer), key=key
        )

    async def contact_review(
        self, review_id: UUID, given: ReviewContact, *, key: str | None = None
    ) -> Review:
        """Record contact with provider, citizen or both."""
        return await self.post(f"/reviews/{review_id}/contacts", Review, given, key=key)

    async def complete_review(
        self, review_id: UUID, given: ReviewCompletion, *, key: str | None = None
    ) -> Review:
        """Complete it with what it found."""
        return await self.post(f"/reviews/{review_id}/completion", Review, given, key=key)

    async def cancel_review(
        self, review_id: UUID, reason: ReviewCancellation, *, key: str | None = None
    ) -> Review:
        """Cancel it, because its subject fell away."""
        return await self.post(
            f"/reviews/{review_id}/cancellation", Review, ReviewCancel(reason=reason), key=key
        )

    async def send_review_feedback(self, review_id: UUID, *, key: str | None = None) -> Review:
        """The consultant heard of the outcome."""
        return await self.post(f"/reviews/{review_id}/feedback", Review, key=key)

    async def due_reviews(self, **filters: Any) -> DueReviews:
        """What is due, soonest first; by `kind` and `reviewer` when asked."""
        return await self.get("/reviews/due", DueReviews, **filters)

    async def ending_allocations(self, days: int = 56) -> EndingAllocations:
        """The running allocations that end within so many days."""
        return await self.get("/reviews/ending-allocations", EndingAllocations, days=days)

    async def conspicuous_products(self, first: date, last: date) -> ConspicuousProducts:
        """The products that stood out in these days."""
        return await self.get("/reviews/conspicuous-products", ConspicuousProducts, **_days(first, last))

    async def consultant_feedback(
        self, first: date, last: date, consultant: str | None = None
    ) -> ConsultantFeedbackList:
        """What checks brought, per consultant (R-A49)."""
        asked = _days(first, last) | ({} if consultant is None else {"consultant": consultant})
        return await self.get("/reviews/consultant-feedback", ConsultantFeedbackList, **asked)

    async def review_planning(self, first: date, last: date) -> ReviewPlanning:
        """The planning of checks in these days (D-32)."""
        return await self.get("/reviews/planning", ReviewPlanning, **_days(first, last))

    async def switch_team_register(self, first: date, last: date) -> SwitchTeamRegister:
        """The register of the switch team over these days (D-31)."""
        return await self.get("/reviews/switch-team-register", SwitchTeamRegister, **_days(first, last))

    async def register_review_sample(
        self, new: NewReviewSample, *, key: str | None = None, dry_run: bool = False
    ) -> ReviewSample:
        """Begin sampling with a month."""
        return await self.post("/review-samples", ReviewSample, new, key=key, **_dry(dry_run))

    async def put_review_sample(self, reference: str, new: NewReviewSample) -> ReviewSample:
        """The same under a reference of one's own: twice is once."""
        path = f"/review-samples/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ReviewSample.model_validate_json(response.content)

    async def get_review_sample(self, sample_id: UUID) -> ReviewSample:
        """One of them."""
        return await self.get(f"/review-samples/{sample_id}", ReviewSample)

    async def list_review_samples(self, **filters: Any) -> list[ReviewSample]:
        """All that match, oldest first (`state`)."""
        return await self.page("/review-samples", ReviewSample, **filters)

    async def explain_review_sample(self, sample_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/review-samples/{sample_id}/derivation", DerivationAnswer)

    async def prove_review_sample(self, sample_id: UUID) -> ReviewSampleProof:
        """All that is needed to repeat its draw (F-34)."""
        return await self.get(f"/review-samples/{sample_id}/proof", ReviewSampleProof)

    async def register_expert_advice(
        self, new: NewExpertAdvice, *, key: str | None = None, dry_run: bool = False
    ) -> ExpertAdvice:
        """Record advice, joint advice or a ratification."""
        return await self.post("/expert-advices", ExpertAdvice, new, key=key, **_dry(dry_run))

    async def put_expert_advice(self, reference: str, new: NewExpertAdvice) -> ExpertAdvice:
        """The same under a reference of one's own: twice is once."""
        path = f"/expert-advices/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ExpertAdvice.model_validate_json(response.content)

    async def get_expert_advice(self, advice_id: UUID) -> ExpertAdvice:
        """One of them."""
        return await self.get(f"/expert-advices/{advice_id}", ExpertAdvice)

    async def list_expert_advices(self, **filters: Any) -> list[ExpertAdvice]:
        """All that match, oldest first (`decisionId`, `independenceWarning`)."""
        return await self.page("/expert-advices", ExpertAdvice, **filters)

    async def explain_expert_advice(self, advice_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/expert-advices/{advice_id}/derivation", DerivationAnswer)

    async def advice_counts(self, first: date, last: date) -> AdviceCounts:
        """How often an adviser worked for the chosen provider (E-34)."""
        return await self.get("/expert-advices/counts", AdviceCounts, **_days(first, last))
