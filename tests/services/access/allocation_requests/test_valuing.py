"""A request of a provider that is worth much is looked at by the switch team first; acute care afterwards (R-A07, G-36)."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationGrant, ReviewCompletion
from shared.values.reviewing import ReviewOutcome
from tests.services.access.allocation_requests.test_grounds import ACUTE
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import youth_of

GRANT = AllocationGrant()
BUDGET: dict[str, Any] = {
    "product_code": None,
    "volume": None,
    "unit": None,
    "frequency": None,
    "start_date": date(2026, 4, 20),
}


@pytest.mark.rule("R-A07")
@pytest.mark.rule("F-33")
async def test_above_the_threshold_the_switch_team_looks_first(agreed: Any) -> None:
    """50,000.00 is granted; 50,000.01 is refused until another than who grants has reviewed it; acute at once, reviewed; 30,000 + 25,000: refused."""
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    for number, (cents, needed) in enumerate([(5_000_000, False), (5_000_001, True)]):
        citizen = (await youth_of(agreed, f"jong-{'ab'[number]}", "2012-01-01")).citizen_id
        asked = await provider.register_allocation_request(
            new_request(agreed, citizen, f"VOT/{number}", **BUDGET, budget_cents=cents)
        )
        if needed:
            refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
            assert (refused.code, codes(refused)) == ("allocation-refused", ["switch-team"])
            assert refused.problem["errors"][0]["rule"] == "R-A07"
            await client.investigate_allocation_request(asked.id)  # the refused grant opened it already
            [review] = await client.list_reviews(kind="switchTeam")
            assert (review.allocation_request_id, review.asked_cents) == (asked.id, cents)
            assert codes(await refusal(client.grant_allocation_request(asked.id, GRANT))) == ["switch-team"]
            await agreed.client(end_user="t.toetser").complete_review(
                review.id, ReviewCompletion(outcome=ReviewOutcome.APPROVED, advice="Passend.")
            )
        done = await client.grant_allocation_request(asked.id, GRANT)
        assert (await client.get_allocation(done.allocation_id)).budget_cents == cents
        assert "50.000" not in str(await provider.explain_allocation_request(asked.id))
    question = await youth_of(agreed, "jong-acuut", "2012-01-01")
    citizen = question.citizen_id
    asked = await provider.register_allocation_request(
        new_request(agreed, citizen, "VOT/9", **BUDGET, budget_cents=6_000_000, **ACUTE)
    )
    done = await client.grant_allocation_request(asked.id, GRANT)
    reviews = await client.list_reviews(kind="afterAcute")
    assert [one.allocation_id for one in reviews] == [done.allocation_id]
    whole = {**BUDGET, "request_id": question.id}
    for number, (category, cents) in enumerate([("50", 3_000_000), ("54", 2_500_000)]):
        asked = await provider.register_allocation_request(
            new_request(
                agreed, citizen, f"VOT/1{number}", **whole, product_category=category, budget_cents=cents
            )
        )
        if number == 0:
            await client.grant_allocation_request(asked.id, GRANT)
    assert codes(await refusal(client.grant_allocation_request(asked.id, GRANT))) == ["switch-team"]
    assert len(await client.list_reviews(kind="switchTeam")) == 2, "the refusal opened it"


@pytest.mark.rule("R-A11")
@pytest.mark.rule("F-33")
async def test_what_carries_on_an_allocation_is_tested_first(agreed: Any) -> None:
    """Until 25-4 and the same product from 26-4: refused without a test; acute at once, with a review afterwards."""
    citizen = (await youth_of(agreed, "jong-verder", "2012-01-01")).citizen_id
    await agreed.mandated()
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    first = new_request(agreed, citizen, "VOT/1", start_date=date(2026, 4, 20), end_date=date(2026, 4, 25))
    asked = await provider.register_allocation_request(first)
    await client.grant_allocation_request(asked.id, GRANT)
    days = {"start_date": date(2026, 4, 26), "end_date": date(2026, 9, 30), "volume": 6}
    asked = await provider.register_allocation_request(new_request(agreed, citizen, "VOT/2", **days))
    refused = await refusal(client.grant_allocation_request(asked.id, GRANT))
    assert codes(refused) == ["not-tested"] and refused.problem["errors"][0]["rule"] == "R-A11"
    await provider.withdraw_allocation_request(asked.id)
    asked = await provider.register_allocation_request(
        new_request(agreed, citizen, "VOT/3", **{**ACUTE, **days})
    )
    done = await client.grant_allocation_request(asked.id, GRANT)
    assert [one.allocation_id for one in await client.list_reviews(kind="afterAcute")] == [done.allocation_id]
