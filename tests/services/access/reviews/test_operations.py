"""Of two at once one acts on a review; what the service does by itself it does once, and closes what has nothing left to see."""

import asyncio
from datetime import date
from typing import Any

import pytest

from services.access.reviews import operations
from shared.schemas.access import NewReview, ReviewCompletion
from shared.values.reviewing import ReviewCancellation, ReviewKind, ReviewOutcome
from tests.services.access.care_starts.test_rest import refusal


@pytest.mark.rule("R-A07")
async def test_two_at_once_complete_a_review_once(agreed: Any) -> None:
    """Opened twice and completed twice in the same moment: one of each; a withdrawn draft takes its review along."""
    client, other = agreed.client(), agreed.client(end_user="k.visser")
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(value_cents=6_000_000, draft=True))
    new = NewReview(kind=ReviewKind.VOLUNTARY, decision_id=draft.id)
    made = await asyncio.gather(*(client.register_review(new) for _ in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in made) == ["Refusal", "Review"]
    (review,) = await client.list_reviews(kind="voluntary")
    done = ReviewCompletion(outcome=ReviewOutcome.APPROVED)
    both = await asyncio.gather(
        *(other.complete_review(review.id, done) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in both) == ["Refusal", "Review"]
    await client.submit_decision(draft.id)
    (duty,) = await client.list_reviews(kind="switchTeam")
    cancelled = await refusal(client.cancel_review(duty.id, ReviewCancellation.NOT_DECIDED))
    assert cancelled.code == "review-refused"
    await client.withdraw_decision(draft.id)
    await agreed.work()
    closed = await client.get_review(duty.id)
    assert (closed.state, closed.cancellation) == ("cancelled", ReviewCancellation.NOT_DECIDED)
    assert (await client.get_review(review.id)).state == "completed"


@pytest.mark.rule("R-A12")
@pytest.mark.rule("R-A06")
async def test_what_is_due_is_opened_once(agreed: Any) -> None:
    """An allocation of long ago has as many checks as its half-years since it was allocated; each duty done twice is done once."""
    decision = await agreed.decided(acute=True, start_date=date(2025, 11, 15))
    service = agreed.tenant.house.services["access"]
    ctx = service.system_context(agreed.tenant.owner)
    due = await operations.due_half_years(ctx)
    assert len(due) == 1
    for _ in range(2):
        await operations.open_half_year(service.system_context(agreed.tenant.owner), due[0])
        await operations.open_started_before(service.system_context(agreed.tenant.owner), decision.id)
    assert await operations.due_half_years(service.system_context(agreed.tenant.owner)) == []
    assert await operations.due_started_before(service.system_context(agreed.tenant.owner)) == []
    assert await operations.due_closings(service.system_context(agreed.tenant.owner)) == []
    found = await agreed.client().list_reviews(decisionId=str(decision.id))
    assert sorted(one.kind for one in found) == [ReviewKind.AFTER_ACUTE, ReviewKind.HALF_YEAR]
    for one in found:
        await operations.close_review(service.system_context(agreed.tenant.owner), one.id)
    assert await agreed.client().list_reviews(decisionId=str(decision.id)) == found
