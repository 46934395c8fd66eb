"""Care orders over HTTP: the start moment of an allocation, and acute care that shows until it is decided on."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewCareOrder, NewCareStart
from shared.values.allocating import CareOrderState
from tests.services.access.allocations.test_rest import granted
from tests.services.access.care_starts.test_rest import codes, refusal


@pytest.mark.rule("R-A05")
@pytest.mark.rule("N-132")
async def test_an_order_is_the_start_moment_of_an_allocation(agreed: Any) -> None:
    """Sent today: nothing before today is valid; once, by the municipality; its provider sees it, another does not."""
    made, client = await granted(agreed), agreed.client()
    new = NewCareOrder(external_reference="zorg/1", allocation_id=made.id)
    order = await client.register_care_order(new)
    assert (order.earliest_delivery_on, order.allocation_number) == (
        agreed.tenant.today,
        made.allocation_number,
    )
    assert await client.put_care_order("zorg/1", new) == order
    again = await refusal(client.register_care_order(NewCareOrder(allocation_id=made.id)))
    assert again.code == "care-order-stands"
    provider, other = (agreed.client(one) for one in agreed.tenant.providers[:2])
    assert await provider.get_care_order(order.id) == order
    assert (await refusal(other.get_care_order(order.id))).status == 404
    assert (await refusal(provider.register_care_order(new))).status == 403
    gone = await client.withdraw_care_order(order.id)
    assert gone.state is CareOrderState.WITHDRAWN
    assert (await refusal(client.withdraw_care_order(order.id))).code == "care-order-not-open"
    unclear = await refusal(client.register_care_order(NewCareOrder()))
    assert (unclear.status, codes(unclear)) == (400, ["care-order-unclear"])
    assert [step.rule for step in (await client.explain_care_order(order.id)).steps] == ["R-A05", "R-A05"]


@pytest.mark.rule("R-A48")
async def test_acute_care_shows_until_it_is_decided_on(agreed: Any) -> None:
    """12 days at EUR 250 is EUR 3,000 for who pays and who delivers; the decision that follows closes it; nothing blocked it."""
    request, client = await agreed.report(acute=True), agreed.client()
    chosen = agreed.tenant.providers[0]
    new = NewCareOrder(
        request_id=request.id, provider=chosen, start_date=date(2026, 4, 8), daily_amount_cents=25_000
    )
    order = await client.register_care_order(new)
    for who in (client, agreed.client(chosen)):
        shown = await who.get_undecided_care()
        [line] = shown.care_orders
        assert (line.care_order_id, line.days_undecided, line.exposure_cents) == (order.id, 12, 300_000)
        assert shown.exposure_cents == 300_000
    assert (await agreed.client(agreed.tenant.providers[1]).get_undecided_care()).care_orders == []
    decision = await client.take_decision(
        request.id, agreed.new_decision(acute=True, start_date=date(2026, 4, 8))
    )
    assert (await client.get_undecided_care()).care_orders == []
    await agreed.work()
    closed = await client.get_care_order(order.id)
    assert (closed.state, closed.decision_id, closed.days_undecided, closed.exposure_cents) == (
        CareOrderState.DECIDED, decision.id, 12, 300_000,
    )  # fmt: skip
    [told] = await agreed.facts("care-order-decided")
    assert told.data["exposureCents"] == 300_000
    late = await client.register_care_order(new)
    assert late.allocation_number == decision.allocation_number


@pytest.mark.rule("R-A48")
@pytest.mark.rule("G-40")
async def test_on_a_request_only_acute_care_of_about_now_is_ordered(agreed: Any) -> None:
    """Not acute, from 2024, from 2027: refused with each field; acute by no member of the contract: ordered, reviewed afterwards."""
    plain, client = await agreed.report(), agreed.client()
    chosen = agreed.tenant.providers[0]
    for day, errors in (
        (date(2024, 1, 1), ["request-not-acute", "not-about-now"]), (date(2026, 4, 20), ["request-not-acute"]),
    ):  # fmt: skip
        refused = await refusal(
            client.register_care_order(NewCareOrder(request_id=plain.id, provider=chosen, start_date=day))
        )
        assert (refused.status, refused.code) == (409, "care-order-not-acute")
        assert [one["code"] for one in refused.problem["errors"]] == errors
    acute = await agreed.report("inwoner-2", acute=True)
    ahead = NewCareOrder(request_id=acute.id, provider=chosen, start_date=date(2027, 1, 1))
    assert [
        one["location"] for one in (await refusal(client.register_care_order(ahead))).problem["errors"]
    ] == ["#/startDate"]
    stranger = NewCareOrder(request_id=acute.id, provider="00000099000000009999")
    assert (await client.register_care_order(stranger)).acute
    assert [one.kind for one in await client.list_reviews(requestId=str(acute.id))] == ["afterAcute"]
    decided = await agreed.decided("inwoner-3", start_date=date(2026, 5, 1))
    order = await client.register_care_order(NewCareOrder(request_id=decided.request_id, provider=chosen))
    assert (order.acute, order.earliest_delivery_on) == (False, date(2026, 5, 1))


@pytest.mark.rule("R-A05")
async def test_care_does_not_start_before_the_day_of_its_order(agreed: Any) -> None:
    """Allocated from 20-4, ordered 10-5: a start of 20-4 is refused, of 10-5 is not; acute care waits for no order."""
    decided, client = await agreed.decided(), agreed.client()
    urgent = await agreed.acute("inwoner-2")
    await agreed.on(date(2026, 5, 10))
    allocations = await client.list_allocations(requestId=str(decided.request_id))
    await client.register_care_order(NewCareOrder(allocation_id=allocations[0].id))
    early = NewCareStart(decision_id=decided.id, start_date=date(2026, 4, 20))
    refused = await refusal(client.register_care_start(early))
    assert [(one["code"], one["location"]) for one in refused.problem["errors"]] == [
        ("before-order", "#/startDate")
    ]
    assert "2026-05-10" in refused.problem["errors"][0]["detail"]
    late = NewCareStart(decision_id=decided.id, start_date=date(2026, 5, 10))
    assert (await client.register_care_start(late)).start_date == date(2026, 5, 10)
    now = NewCareStart(decision_id=urgent.id, start_date=date(2026, 4, 1))
    assert (await client.register_care_start(now)).start_date == date(2026, 4, 1)
