"""Who hears what is judged when it is read: vendors hear of those who authorise them today, and of nobody else (check 30)."""

from datetime import timedelta

import pytest

from shared.kit.webhooks import reading
from tests.shared.kit.webhooks.receiver import Receiver, receiving
from tests.shared.kit.webhooks.subscribing import (
    VENDOR,
    Subscriber,
    authorise,
    happen,
    new_vendor,
    withdraw,
)
from tests.support.tenants import Tenant

ORGANISATION = "organisation-registered"
WITHDRAWN = "authorisation-withdrawn"


async def send_all(subscriber: Subscriber, *more: str) -> None:
    """Send what is due to the tenant, and to others."""
    await subscriber.deliver()
    await subscriber.dispatcher.deliver(list(more))


async def test_check_30_a_vendor_hears_of_who_authorised_it_until_that_is_withdrawn(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: in its own name, of its principals; the withdrawal is the last it hears of one."""
    vendor = await new_vendor(tenant)
    mine = Subscriber(tenant, vendor)
    subscription = await mine.subscribe(receiver)
    before = await happen(tenant)
    await send_all(subscriber, vendor)
    assert before["id"] not in {one.event["subject"] for one in receiver.got}
    authorisation = await authorise(tenant, vendor)
    told = await happen(tenant)
    await send_all(subscriber, vendor)
    assert told["id"] in {one.event["subject"] for one in receiver.got}
    await withdraw(tenant, authorisation)
    after = await happen(tenant)
    await send_all(subscriber, vendor)
    heard = [one.what for one in receiver.got]
    assert heard[-1] == WITHDRAWN and after["id"] not in {one.event["subject"] for one in receiver.got}
    assert (await mine.get(subscription))["state"] == "active", "its other principals go on"


async def test_an_authorisation_gives_what_it_says(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Without events:read nothing is heard of a principal; with it, only of what its scopes open."""
    first, second = await new_vendor(tenant), await new_vendor(tenant)
    await authorise(tenant, first, ["contracts:read"])
    await authorise(tenant, second, ["events:read"])
    async with receiving() as other:
        await Subscriber(tenant, first).subscribe(receiver, types=[ORGANISATION])
        await Subscriber(tenant, second).subscribe(other, types=[ORGANISATION])
        await happen(tenant)
        await send_all(subscriber, first, second)
        assert receiver.got == other.got == []


async def test_check_30_on_behalf_of_a_principal_it_ends_with_the_authorisation(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: the withdrawal is delivered and then the subscription is off; nothing after it is told."""
    vendor = await new_vendor(tenant)
    authorisation = await authorise(tenant, vendor)
    for_them = {"Bedoeling-On-Behalf-Of": tenant.owner}
    subscription = await Subscriber(tenant, vendor).subscribe(receiver, headers=for_them)
    assert (subscription["owner"], subscription["via"], subscription["kind"]) == (
        tenant.owner, vendor, "purchaser",
    )  # fmt: skip
    await happen(tenant)
    await withdraw(tenant, authorisation)
    after = await happen(tenant)
    await subscriber.deliver()
    await subscriber.deliver()
    assert [one.what for one in receiver.got if one.what == WITHDRAWN] == [WITHDRAWN]
    assert after["id"] not in {one.event["subject"] for one in receiver.got}
    off = await subscriber.get(subscription)
    assert (off["state"], off["disabledBecause"]) == ("disabled", "authorisation-ended")
    assert "subscription-disabled" not in {one.what for one in receiver.got}


async def test_the_last_fact_is_not_lost_to_a_receiver_that_is_away(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """The subscription goes off only once the withdrawal has arrived, or its attempts are over."""
    vendor, receiver.status = await new_vendor(tenant), 503
    authorisation = await authorise(tenant, vendor)
    for_them = {"Bedoeling-On-Behalf-Of": tenant.owner}
    subscription = await Subscriber(tenant, vendor).subscribe(receiver, types=[WITHDRAWN], headers=for_them)
    await withdraw(tenant, authorisation)
    await subscriber.deliver()
    assert (await subscriber.get(subscription))["state"] == "active"
    receiver.status = 204
    await subscriber.next_day()
    assert [one.what for one in receiver.got] == [WITHDRAWN, WITHDRAWN]
    await subscriber.deliver()
    assert (await subscriber.get(subscription))["disabledBecause"] == "authorisation-ended"


async def test_it_ends_with_the_last_day_too(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """An authorisation that runs out on its principal's clock tells no fact; the subscription is off the next day."""
    vendor = await new_vendor(tenant)
    await authorise(tenant, vendor, until=tenant.today + timedelta(days=1))
    for_them = {"Bedoeling-On-Behalf-Of": tenant.owner}
    subscription = await Subscriber(tenant, vendor).subscribe(
        receiver, types=[ORGANISATION], headers=for_them
    )
    await subscriber.next_day()
    await happen(tenant)
    await subscriber.deliver()
    assert len(receiver.got) == 1
    await subscriber.next_day()
    await happen(tenant)
    await subscriber.deliver()
    assert len(receiver.got) == 1
    assert (await subscriber.get(subscription))["disabledBecause"] == "authorisation-ended"


async def test_who_acts_for_another_sees_what_it_made_itself(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """A vendor cannot find, change or try its principal's own subscription: it would outlive the authorisation."""
    vendor = await new_vendor(tenant)
    await authorise(tenant, vendor)
    theirs = await subscriber.subscribe(receiver, externalReference="eigen")
    mine = Subscriber(tenant, vendor)
    for_them = {"Bedoeling-On-Behalf-Of": tenant.owner}
    own = await mine.subscribe(receiver, headers=for_them)
    listed = (await mine.ask("GET", headers=for_them)).json()["items"]
    assert [one["id"] for one in listed] == [own["id"]]
    assert {one["id"] for one in (await subscriber.ask("GET")).json()["items"]} == {theirs["id"], own["id"]}
    assert (await mine.ask("GET")).json()["items"] == []
    answers = [
        await mine.ask("GET", f"/{theirs['id']}", headers=for_them),
        await mine.ask("GET", f"/{theirs['id']}/deliveries", headers=for_them),
        await mine.ask("POST", f"/{theirs['id']}/test", headers=for_them),
        await mine.ask("POST", f"/{theirs['id']}/secret-rotation", headers=for_them),
        await mine.ask("POST", f"/{theirs['id']}/replay", json={"after": None}, headers=for_them),
        await mine.ask(
            "PATCH", f"/{theirs['id']}", json={"url": receiver.url}, headers={**for_them, "If-Match": "*"}
        ),
    ]
    assert {one.status_code for one in answers} == {404}
    assert receiver.got == []


async def test_in_a_service_that_follows_it_ends_when_the_withdrawal_arrives(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Settlement learns of authorisations from the feed of contracts: its subscriptions end when it has read that."""
    scopes = ["settlement:read", *VENDOR]
    vendor = await new_vendor(tenant, scopes)
    authorisation = await authorise(tenant, vendor, scopes)
    await tenant.drain()
    there = Subscriber(tenant, vendor, "settlement")
    for_them = {"Bedoeling-On-Behalf-Of": tenant.owner}
    subscription = await there.subscribe(receiver, headers=for_them)
    await there.deliver()
    assert receiver.got == [], "an organisation's own webhooks are not told to who acts for it"
    await withdraw(tenant, authorisation)
    await tenant.drain()
    await there.deliver()
    await there.deliver()
    off = await Subscriber(tenant, tenant.owner, "settlement").get(subscription)
    assert off["disabledBecause"] == "authorisation-ended" and receiver.got == []


async def test_a_long_backlog_is_read_in_stretches_and_held_back(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven facts in stretches of two: all told, once; with a full queue reading waits until there is room."""
    monkeypatch.setattr(reading, "STRETCH", 2)
    monkeypatch.setattr(reading, "MOST_WAITING", 3)
    receiver.status = 500
    subscription = await subscriber.subscribe(receiver, types=[ORGANISATION])
    made = [(await happen(tenant))["id"] for _ in range(7)]
    await subscriber.deliver()
    assert len(await subscriber.deliveries(subscription)) in (3, 4)
    receiver.status = 204
    await subscriber.next_day()
    arrived = {one["webhookId"] for one in await subscriber.deliveries(subscription, "delivered")}
    assert len(arrived) == 7
    assert {one.event["subject"] for one in receiver.got} == set(made)
