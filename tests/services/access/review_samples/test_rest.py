"""Review samples over HTTP: promised, drawn by nobody, proven (R-A09, F-34)."""

import hashlib
import hmac
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewReviewSample
from shared.values.reviewing import ReviewTrigger, SampleState
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import codes, refusal


@pytest.mark.rule("R-A09")
@pytest.mark.rule("F-34")
async def test_a_month_is_sampled_by_no_hand_and_anyone_can_repeat_it(agreed: Any) -> None:
    """The hash stands before the draw, the secret after it; a tenth of four is one; twice changes nothing; the proof holds."""
    client = agreed.client()
    new = NewReviewSample(period="2026-04")
    sample = await client.put_review_sample("steekproef/1", new)
    assert await client.put_review_sample("steekproef/1", new) == sample
    assert (sample.state, sample.committed_on) == (SampleState.COMMITTED, agreed.tenant.today)
    assert codes(await refusal(client.register_review_sample(new))) == ["known"]
    assert codes(await refusal(client.register_review_sample(NewReviewSample(period="2026-07")))) == [
        "other-month"
    ]
    assert (await refusal(client.prove_review_sample(sample.id))).code == "review-sample-not-drawn"
    decided = [await agreed.decided(f"inwoner-{number}") for number in range(3)]
    asker = agreed.client(agreed.tenant.providers[0])
    asked = await asker.register_allocation_request(new_request(agreed, decided[0].citizen_id))
    population = [str(one.id) for one in (*decided, asked)]
    await agreed.work()
    assert (await client.get_review_sample(sample.id)).state is SampleState.COMMITTED
    await agreed.on(date(2026, 5, 1))
    await agreed.work()
    drawn = await client.get_review_sample(sample.id)
    assert (drawn.state, drawn.population_size, drawn.sample_size, drawn.rate_basis_points) == (
        SampleState.DRAWN, 4, 1, 1_000,
    )  # fmt: skip
    proof = await client.prove_review_sample(sample.id)
    assert hashlib.sha256(bytes.fromhex(proof.secret)).hexdigest() == sample.commitment
    assert {str(one.subject_id) for one in proof.subjects} == set(population)
    listed = "\n".join(sorted(population))
    digest = hashlib.sha256(listed.encode()).hexdigest()
    seed = hashlib.sha256(f"{proof.secret}|2026-04|{digest}".encode()).hexdigest()
    assert (proof.seed, proof.population_digest, proof.verified) == (seed, digest, True)
    lowest = min(
        population, key=lambda one: hmac.new(bytes.fromhex(seed), one.encode(), hashlib.sha256).hexdigest()
    )
    (review,) = await client.list_reviews(sampleId=str(sample.id))
    assert lowest in (str(review.decision_id), str(review.allocation_request_id))
    assert (review.trigger, review.due_on, review.consultant) == (
        ReviewTrigger.SAMPLED, date(2026, 5, 31), "j.jansen" if review.decision_id else None,
    )  # fmt: skip
    assert [one.chosen for one in proof.subjects] == [True, False, False, False]
    await agreed.work()
    assert await client.get_review_sample(sample.id) == drawn
    assert len(await client.list_reviews(kind="vot")) == 1
    assert [one.period for one in await client.list_review_samples(state="committed")] == [
        "2026-05",
        "2026-06",
    ]
    assert len((await client.explain_review_sample(sample.id)).steps) == 3
    facts = await agreed.facts("review-sample-committed", "review-sample-drawn")
    assert [fact.data["period"] for fact in facts].count("2026-04") == 2
    assert proof.secret not in str([fact.data for fact in facts])
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.prove_review_sample(sample.id))).status == 403
