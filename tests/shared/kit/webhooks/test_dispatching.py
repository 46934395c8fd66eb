"""What happens is told to who may see it, again and again until it arrives or there is no use (check 30)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from standardwebhooks import WebhookVerificationError

from shared.kit.webhooks.reading import read_on
from shared.kit.work import work
from tests.shared.kit.webhooks.receiver import Receiver, receiving
from tests.shared.kit.webhooks.subscribing import Subscriber, happen
from tests.support.house import House
from tests.support.statements import counted
from tests.support.tenants import Tenant, new_tenant


async def test_check_30_a_fact_is_told_thin_and_signed(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: one message for one fact; `standardwebhooks` verifies it; `dataref` is where its subject is read."""
    subscription = await subscriber.subscribe(receiver)
    made = await happen(tenant)
    await subscriber.deliver()
    (got,) = receiver.facts()
    event = got.verified(subscription["secret"])
    assert event == got.event and "data" not in event
    assert event["type"] == "nl.sociaaldomein.contracts.organisation-registered.v1"
    assert (event["subject"], event["owner"], event["subjectversion"]) == (made["id"], tenant.owner, 1)
    assert event["eventday"] == tenant.today.isoformat() and event["specversion"] == "1.0"
    assert event["epoch"] == subscription["epoch"]
    answer = await tenant.ask("contracts", "GET", f"/events/{event['sequence']}")
    assert answer.status_code == 200 and answer.json()["data"]["id"] == made["id"]
    assert event["dataref"].endswith(f"/v1/organisations/{made['id']}")
    with pytest.raises(WebhookVerificationError):
        got.verified((await subscriber.subscribe(receiver))["secret"])


async def test_nothing_is_told_twice_and_nothing_of_before(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """What happened before the subscription is not told; what came since is told once, in as many turns as it takes."""
    await happen(tenant)
    subscription = await subscriber.subscribe(receiver)
    made = [(await happen(tenant))["id"] for _ in range(7)]
    for _ in range(3):
        await subscriber.deliver()
    assert sorted(one.event["subject"] for one in receiver.facts()) == sorted(made)
    assert len({one.id for one in receiver.got}) == len(receiver.got)
    told = await subscriber.deliveries(subscription)
    assert {one["state"] for one in told} == {"delivered"} and {one["attempts"] for one in told} == {1}
    assert {one["webhookId"] for one in told} == {one.id for one in receiver.got}


async def test_a_subscription_tells_of_itself(subscriber: Subscriber, receiver: Receiver) -> None:
    """The first message is about the subscription itself, without path, query or secret of the receiver."""
    subscription = await subscriber.subscribe(receiver)
    await subscriber.deliver()
    (got,) = receiver.got
    assert (got.what, got.event["subject"]) == ("subscription-registered", subscription["id"])
    fact = (await subscriber.tenant.ask("contracts", "GET", f"/events/{got.event['sequence']}")).json()[
        "data"
    ]
    assert fact["origin"] == f"http://127.0.0.1:{receiver.port}"
    assert fact.keys() & {"url", "secret", "description", "position"} == set()


async def test_only_what_was_asked_for(subscriber: Subscriber, receiver: Receiver, tenant: Tenant) -> None:
    """Types by full or short name, and purchasers: what does not fit is not sent, and the position moves past it."""
    kind = "nl.sociaaldomein.contracts.mandate-registered.v1"
    subscription = await subscriber.subscribe(receiver, types=["mandate-registered"])
    assert subscription["types"] == [kind]
    await subscriber.subscribe(receiver, purchasers=["00000099000000000484"])
    await happen(tenant)
    body = {"holder": "j.jansen", "role": "consultant", "law": "wmo2015", "validFrom": "2026-01-01"}
    assert (await tenant.ask("contracts", "POST", "/mandates", json=body)).status_code == 201
    await subscriber.deliver()
    assert [one.event["type"] for one in receiver.got] == [kind]
    assert (await subscriber.get(subscription))["position"] > subscription["position"]


async def test_check_30_nothing_of_another_is_told(
    subscriber: Subscriber, receiver: Receiver, tenant_on: Any
) -> None:
    """Checks 25 and 30: another purchaser's facts never; a provider hears of what it is a party to, and of nothing else."""
    tenant, other = subscriber.tenant, await tenant_on(subscriber.tenant.today)
    first, second = tenant.providers[:2]
    provider = Subscriber(tenant, first)
    async with receiving() as mine:
        await subscriber.subscribe(receiver)
        await provider.subscribe(mine)
        await happen(other)
        await happen(tenant, second)
        about = await happen(tenant, first)
        await subscriber.deliver()
        await subscriber.dispatcher.deliver([other.owner])
        assert {one.event["owner"] for one in receiver.facts()} == {tenant.owner}
        assert len(receiver.facts()) == 2
        assert [one.event["subject"] for one in mine.facts()] == [about["id"]]


async def test_a_role_hears_only_of_what_it_may_read(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """A token without contracts:read that may follow facts hears of no contract, and of nothing that scope opens."""
    token = await tenant.token(tenant.owner, scope="events:read subscriptions:write")
    answer = await tenant.house.http.post(
        f"{tenant.house.urls['contracts']}/v1/subscriptions",
        json={"url": receiver.url},
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "smal"},
    )
    assert answer.status_code == 201, answer.text
    await happen(tenant)
    await subscriber.deliver()
    assert receiver.facts() == [] and len(receiver.got) == 1


async def test_check_30_the_retry_schedule_by_the_tenants_clock(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: each day one attempt, for a sandbox's clock stands at noon; ten in all, under one id; then it has failed."""
    receiver.status = 500
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    await happen(tenant)
    await subscriber.deliver()
    begin = tenant.today
    for attempt in range(1, 10):
        (one,) = await subscriber.deliveries(subscription)
        assert (one["state"], one["attempts"], one["lastStatus"]) == ("pending", attempt, 500)
        assert len(receiver.got) == attempt
        assert await subscriber.deliver() == 0, "not before its time"
        await subscriber.next_day()
    (one,) = await subscriber.deliveries(subscription, "failed")
    assert (one["attempts"], one["dueAt"], tenant.today) == (10, None, begin + timedelta(days=9))
    assert len(receiver.got) == 10 and len({got.id for got in receiver.got}) == 1
    for got in receiver.got:
        got.verified(subscription["secret"])
    off = await subscriber.get(subscription)
    assert (off["state"], off["disabledBecause"]) == ("disabled", "failing")
    await happen(tenant)
    await subscriber.next_day()
    assert len(receiver.got) == 10


async def test_a_failure_among_successes_disables_nothing(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """One message that never arrives is in the list of failures; with a success within five days the rest goes on."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    receiver.refuses = (await happen(tenant))["id"]
    await subscriber.deliver()
    for _ in range(9):
        await happen(tenant)
        await subscriber.next_day()
    (failed,) = await subscriber.deliveries(subscription, "failed")
    assert failed["attempts"] == 10 and (await subscriber.get(subscription))["state"] == "active"
    assert len(await subscriber.deliveries(subscription, "delivered")) == 9


async def test_check_30_410_disables_at_once(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: the subscription is off with its reason, one fact tells it, and nothing more is sent."""
    receiver.status = 410
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    await happen(tenant)
    await subscriber.deliver()
    off = await subscriber.get(subscription)
    assert (off["state"], off["disabledBecause"], off["version"]) == ("disabled", "gone", 2)
    facts = (await tenant.ask("contracts", "GET", "/events?types=subscription-disabled")).json()["events"]
    assert [one["subject"] for one in facts] == [subscription["id"]]
    await happen(tenant)
    await subscriber.next_day(2)
    assert len(receiver.got) == 1


async def test_put_on_again_it_goes_on_where_it_was(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """What happened while it was off is told when its owner puts it on."""
    receiver.status = 410
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    await happen(tenant)
    await subscriber.deliver()
    missed, receiver.status = await happen(tenant), 204
    await subscriber.change(subscription, state="active")
    await subscriber.deliver()
    assert receiver.got[-1].event["subject"] == missed["id"]
    assert (await subscriber.get(subscription))["disabledBecause"] is None


async def test_check_30_rotation_gives_two_signatures_and_then_one(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: for a day of the domain's clock both secrets verify; from then on the new one alone."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    answer = await subscriber.ask("POST", f"/{subscription['id']}/secret-rotation")
    rotated = answer.json()
    assert answer.status_code == 200 and rotated["secret"] not in (None, subscription["secret"])
    await happen(tenant)
    await subscriber.deliver()
    assert len(receiver.got[0].headers["webhook-signature"].split(" ")) == 2
    for secret in (subscription["secret"], rotated["secret"]):
        receiver.got[0].verified(secret)
    await happen(tenant)
    await subscriber.next_day()
    assert len(receiver.got[1].headers["webhook-signature"].split(" ")) == 1
    receiver.got[1].verified(rotated["secret"])
    with pytest.raises(WebhookVerificationError):
        receiver.got[1].verified(subscription["secret"])


async def test_retry_after_is_honoured(subscriber: Subscriber, receiver: Receiver, tenant: Tenant) -> None:
    """A receiver that asks for a day more than the schedule has gets it."""
    receiver.plan, receiver.headers = [503], {"retry-after": "86400"}
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    await happen(tenant)
    await subscriber.deliver()
    (one,) = await subscriber.deliveries(subscription)
    assert one["dueAt"] == f"{tenant.today + timedelta(days=1)}T11:00:00Z"
    await subscriber.next_day()
    assert [one["state"] for one in await subscriber.deliveries(subscription)] == ["delivered"]


async def test_check_30_what_failed_can_be_sent_again(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: the list of failures gives the ids to replay; the message comes under its old webhook-id and arrives."""
    receiver.status = 500
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    await happen(tenant)
    await happen(tenant)
    await subscriber.deliver()
    await subscriber.next_day(9)
    failed = await subscriber.deliveries(subscription, "failed")
    assert len(failed) == 2
    body = {"deliveryIds": [failed[0]["id"]]}
    refused = await subscriber.ask("POST", f"/{subscription['id']}/replay", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "subscription-disabled")
    await subscriber.change(subscription, state="active")
    receiver.status = 204
    answer = await subscriber.ask("POST", f"/{subscription['id']}/replay", json=body)
    assert answer.status_code == 200, answer.text
    before = len(receiver.got)
    await subscriber.deliver()
    assert [one.id for one in receiver.got[before:]] == [failed[0]["webhookId"]]
    assert len(await subscriber.deliveries(subscription, "failed")) == 1


async def test_check_30_a_replay_from_a_position_sends_everything_again(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: after a position, or from the beginning, also what came before the subscription; known ones keep their id."""
    early = await happen(tenant)
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    made = [await happen(tenant) for _ in range(3)]
    await subscriber.deliver()
    first = {one.event["subject"]: one.id for one in receiver.got}
    after = sorted(int(one.event["sequence"]) for one in receiver.got)[0]
    receiver.got.clear()
    answer = await subscriber.ask("POST", f"/{subscription['id']}/replay", json={"after": after})
    assert answer.status_code == 200 and answer.json()["position"] == after
    await subscriber.deliver()
    assert {one.event["subject"]: one.id for one in receiver.got} == {
        one["id"]: first[one["id"]] for one in made[1:]
    }
    receiver.got.clear()
    assert (
        await subscriber.ask("POST", f"/{subscription['id']}/replay", json={"after": None})
    ).status_code == 200
    await subscriber.deliver()
    assert {one.event["subject"] for one in receiver.got} == {early["id"], *(one["id"] for one in made)}
    assert {one.id for one in receiver.got} > set(first.values())


async def test_a_secret_that_cannot_be_opened_stops_its_subscription(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the service's key nothing is sent unsigned: it is off with the reason, until it has a new secret."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    service = tenant.house.services["contracts"]
    await happen(tenant)
    with monkeypatch.context() as patch:
        patch.setattr(service, "secret", b"x" * 32)
        await subscriber.deliver()
        tried = await subscriber.ask("POST", f"/{subscription['id']}/test")
        assert (tried.status_code, tried.json()["code"]) == (409, "webhook-secret-unreadable")
    assert (await subscriber.get(subscription))["disabledBecause"] == "secret-unreadable"
    assert receiver.got == []
    answer = await subscriber.ask("POST", f"/{subscription['id']}/secret-rotation")
    await subscriber.change(subscription, state="active")
    await subscriber.deliver()
    receiver.got[0].verified(answer.json()["secret"])


async def test_two_at_once_send_once(subscriber: Subscriber, receiver: Receiver, tenant: Tenant) -> None:
    """Several that read and send at the same moment: each fact is delivered once, for a message is claimed first."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    made = {(await happen(tenant))["id"] for _ in range(12)}
    await asyncio.gather(*(subscriber.deliver() for _ in range(4)))
    assert sorted(one.event["subject"] for one in receiver.got) == sorted(made)
    assert {one["attempts"] for one in await subscriber.deliveries(subscription)} == {1}


async def test_a_slow_receiver_keeps_nobody_waiting(subscriber: Subscriber, tenant: Tenant) -> None:
    """Messages to one that dawdles go out a few at a time; another one's arrive meanwhile."""
    async with receiving() as slow, receiving() as quick:
        slow.hold = asyncio.Event()
        await subscriber.subscribe(slow, types=["organisation-registered"])
        await Subscriber(tenant, tenant.providers[0]).subscribe(quick, types=["organisation-registered"])
        for _ in range(8):
            await happen(tenant)
        await happen(tenant, tenant.providers[0])
        sending = asyncio.create_task(subscriber.deliver())
        async with asyncio.timeout(60):
            while not quick.got:
                await asyncio.sleep(0.02)
        assert len(slow.got) <= 4
        slow.hold.set()
        await sending
        assert len(slow.got) == 9


async def test_check_30_one_organisation_starves_no_other(
    subscriber: Subscriber, tenant: Tenant, house: House
) -> None:
    """Check 30: fifty slow receivers with older messages hold eight places; another organisation is told meanwhile."""
    hostile = Subscriber(await new_tenant(house, tenant.today), "")
    hostile.oin = hostile.tenant.owner
    async with receiving() as slow, receiving() as quick:
        slow.hold = asyncio.Event()
        await subscriber.subscribe(quick, types=["organisation-registered"])
        for _ in range(50):
            await hostile.subscribe(slow, types=["organisation-registered"])
        for _ in range(3):
            await happen(hostile.tenant)
        await read_on(house.services["contracts"], [hostile.oin])
        await happen(tenant)
        leading = asyncio.create_task(subscriber.dispatcher.lead(0.05))
        try:
            async with asyncio.timeout(60):
                while not quick.got or len(slow.got) < 8:
                    await asyncio.sleep(0.02)
            await happen(tenant)
            async with asyncio.timeout(60):
                while len(quick.got) < 2:
                    await asyncio.sleep(0.02)
            assert len(slow.got) == 8
        finally:
            leading.cancel()
            slow.hold.set()
            await asyncio.gather(leading, return_exceptions=True)
            await asyncio.gather(*subscriber.dispatcher._flying.values())


async def test_the_leading_task_does_it_by_itself(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Nobody has to tell the dispatcher: what happens is delivered within moments, and its end loses nothing."""
    await subscriber.subscribe(receiver, types=["organisation-registered"])
    leading = asyncio.create_task(subscriber.dispatcher.lead(0.05))
    try:
        made = await happen(tenant)
        async with asyncio.timeout(60):
            while not receiver.got:
                await asyncio.sleep(0.02)
    finally:
        leading.cancel()
        await asyncio.gather(leading, return_exceptions=True)
    assert [one.event["subject"] for one in receiver.got] == [made["id"]]


async def test_bedoeling_work_sends_too(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no server dispatches, the process that does the day's work does; when it ends so does that."""
    service = tenant.house.services["contracts"]
    await subscriber.subscribe(receiver, types=["organisation-registered"])
    working = asyncio.create_task(work(service, pause=30))
    try:
        await happen(tenant)
        async with asyncio.timeout(60):
            while not receiver.got:
                await asyncio.sleep(0.02)
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    await happen(tenant)
    await asyncio.sleep(1.5)
    assert len(receiver.got) == 1


class Counting:
    """The worker's pool, counting what is asked of it."""

    def __init__(self, pool: Any) -> None:
        self.pool, self.asked = pool, 0

    def __getattr__(self, name: str) -> Any:
        self.asked += 1
        return getattr(self.pool, name)


async def test_a_quiet_service_asks_little_and_writes_nothing(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty subscriptions to whom nothing happens cost as much as one: four questions, and no write."""
    database = tenant.house.services["contracts"].database
    counts = []
    for more in (1, 19):
        for _ in range(more):
            await subscriber.subscribe(receiver)
        await subscriber.deliver()
        counting = Counting(database.worker)
        async with counted(tenant.house, "contracts") as written:
            with monkeypatch.context() as patch:
                patch.setattr(database, "worker", counting)
                assert await subscriber.deliver() == 0
        assert written == []
        counts.append(counting.asked)
    assert counts == [4, 4]
