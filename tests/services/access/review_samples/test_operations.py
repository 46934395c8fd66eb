"""A municipality that never began is not sampled; two beginnings at once are one."""

import asyncio
from typing import Any

import pytest

from services.access.review_samples import operations
from shared.schemas.access import NewReviewSample
from shared.values import new_id


@pytest.mark.rule("R-A09")
async def test_sampling_begins_when_the_municipality_begins(agreed: Any) -> None:
    """Nothing is due before; from then on the service promises the month that lacks, once, and draws nothing of an open month."""
    service = agreed.tenant.house.services["access"]

    def ctx() -> Any:
        return service.system_context(agreed.tenant.owner)

    assert await operations.due_promises(ctx()) == []
    client = agreed.client()
    new = NewReviewSample(period="2026-04")
    both = await asyncio.gather(
        *(client.register_review_sample(new) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in both) == ["Refusal", "ReviewSample"]
    assert len(await operations.due_promises(ctx())) == 1
    for _ in range(2):
        await operations.promise_sample(ctx(), new_id())
    assert await operations.due_promises(ctx()) == []
    assert [one.period for one in await client.list_review_samples()] == ["2026-04", "2026-05"]
    assert await operations.due_draws(ctx()) == []
