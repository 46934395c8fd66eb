"""Care without an allocation by provider (D-30): acute before a decision, decided since, and asked for after it began."""

from datetime import date
from typing import Any

import pytest

from services.access.care_orders.rules import UnallocatedLine, together
from shared.schemas.access import NewCareOrder, NewPolicy
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_starts.test_rest import refusal

APRIL = (date(2026, 4, 1), date(2026, 4, 20))


def test_a_provider_is_one_line_and_the_largest_exposure_comes_first() -> None:
    """What was undecided and what was asked too late stand in one line."""
    lines = [
        UnallocatedLine("1", asked_after_start=2),
        UnallocatedLine("2", 1, undecided_cents=5),
        UnallocatedLine("1", 3),
    ]
    assert together(lines) == [
        UnallocatedLine("2", 1, undecided_cents=5), UnallocatedLine("1", 3, asked_after_start=2),
    ]  # fmt: skip


@pytest.mark.rule("R-A48")
@pytest.mark.rule("D-30")
async def test_what_access_knows_of_care_without_an_allocation(agreed: Any, tenant_on: Any) -> None:
    """12 days at EUR 250 is EUR 3,000, beyond a term of ten; nothing of it held the care; a provider sees its own alone."""
    client, (chosen, other, *_) = agreed.client(), agreed.tenant.providers
    await client.register_policy(NewPolicy(valid_from=agreed.tenant.today, undecided_exposure_days=10))
    for number, provider in enumerate((chosen, other)):
        request = await agreed.report(f"inwoner-{number}", acute=True, contact_on=date(2026, 4, 7))
        new = NewCareOrder(
            request_id=request.id, provider=provider, start_date=date(2026, 4, 8),
            daily_amount_cents=None if number else 25_000,
        )  # fmt: skip
        await client.register_care_order(new)
        if number:
            await client.take_decision(
                request.id, agreed.new_decision(acute=True, provider=provider, start_date=date(2026, 4, 8))
            )
    citizen = (await agreed.report("jongere")).citizen_id
    await agreed.client(chosen).register_allocation_request(new_request(agreed, citizen))
    await agreed.report("spoed", acute=True, contact_on=date(2026, 4, 13))
    seen = await client.unallocated_care(*APRIL)
    assert [(one.provider, one.undecided, one.beyond_term, one.undecided_cents) for one in seen.lines] == [
        (chosen, 1, 1, 300_000)
    ]
    assert [(one.asked_after_start, one.asked_acute, one.asked_granted) for one in seen.lines] == [(1, 0, 0)]
    assert (seen.exposure_cents, seen.acute_without_order, seen.oldest_days) == (300_000, 1, 7)
    await agreed.work()
    (_, decided) = (await client.unallocated_care(*APRIL)).lines
    assert (decided.provider, decided.decided, decided.decided_days, decided.decided_cents) == (
        other,
        1,
        12,
        0,
    )
    mine = await agreed.client(chosen).unallocated_care(*APRIL)
    assert ([one.provider for one in mine.lines], mine.acute_without_order, mine.policy_version) == (
        [chosen], None, None,
    )  # fmt: skip
    elsewhere = (await tenant_on(APRIL[1])).client(type(client))
    assert (await elsewhere.unallocated_care(*APRIL)).lines == []
    assert (await refusal(client.unallocated_care(APRIL[1], APRIL[0]))).code == "count-days-refused"
    shown = await agreed.graph(
        '{ unallocatedCare(firstDay: "2026-04-01", lastDay: "2026-04-20") { exposureCents acuteWithoutOrder } }'
    )
    assert shown["data"]["unallocatedCare"] == {"exposureCents": 300_000, "acuteWithoutOrder": 1}
