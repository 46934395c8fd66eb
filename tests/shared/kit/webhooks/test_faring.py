"""How long receiving fails is counted from the first fact that did not arrive."""

from collections.abc import Sequence

import pytest

from shared.kit.webhooks import rules
from tests.shared.kit.webhooks.receiver import Receiver
from tests.shared.kit.webhooks.subscribing import Subscriber, happen
from tests.support.tenants import Tenant


async def test_check_30_days_on_which_nothing_happened_are_no_failure(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Check 30: after a quiet week a receiver may be away for four days, whatever failed in them, and not for five."""
    monkeypatch.setattr(rules, "SCHEDULE", rules.SCHEDULE[:3])  # each message fails for good within two days
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    await happen(tenant)
    await subscriber.deliver()
    assert len(receiver.got) == 1
    await subscriber.next_day(7)
    receiver.status = 500
    for day in range(5):
        assert (await subscriber.get(subscription))["state"] == "active", day
        await happen(tenant)
        await subscriber.deliver()
        await subscriber.next_day()
    assert len(await subscriber.deliveries(subscription, "failed")) == 4
    off = await subscriber.get(subscription)
    assert (off["state"], off["disabledBecause"]) == ("disabled", "failing")


async def test_check_30_a_name_server_that_is_silent_costs_no_attempt(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: the message waits without losing an attempt; after five days of silence the subscription is off."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    dispatcher = subscriber.dispatcher
    guard = dispatcher.guard
    before = guard.resolve, guard.patience

    async def silent(host: str, port: int) -> Sequence[str]:
        raise TimeoutError

    guard.resolve = silent
    try:
        await happen(tenant)
        await subscriber.deliver()
        for _ in range(4):
            await subscriber.next_day()
            (one,) = await subscriber.deliveries(subscription)
            assert (one["state"], one["attempts"], one["lastError"]) == ("pending", 0, "name-unanswered")
        assert (await subscriber.get(subscription))["state"] == "active"
        await subscriber.next_day()
    finally:
        guard.resolve, guard.patience = before
    off = await subscriber.get(subscription)
    assert (off["state"], off["disabledBecause"]) == ("disabled", "failing")
