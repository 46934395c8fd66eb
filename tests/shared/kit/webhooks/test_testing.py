"""Test messages go one at a time for a subscription, and take no place of the messages of facts."""

import asyncio

import pytest

from shared.kit.webhooks.addresses import Guard, read_url
from shared.kit.webhooks.testing import AT_ONCE, PER_OWNER, Tests, TestUnderWay
from shared.values import new_id
from tests.shared.kit.webhooks.receiver import Receiver
from tests.shared.kit.webhooks.subscribing import Subscriber, happen
from tests.support.tenants import Tenant

HEADERS = {"webhook-id": "test_1"}


async def test_a_limit_for_each_owner_and_for_all(receiver: Receiver) -> None:
    """An owner's fifth, and anyone's seventeenth at the same time, is refused at once; afterwards there is room again."""
    receiver.hold = asyncio.Event()
    tests, place = Tests(Guard(("127.0.0.0/8",))), read_url(receiver.url, development=True)

    async def one(owner: str) -> object:
        return await tests.post(owner, new_id(), place, HEADERS, b"{}")

    owners = [f"owner-{n}" for n in range(AT_ONCE // PER_OWNER)]
    under_way = [asyncio.create_task(one(owner)) for owner in owners for _ in range(PER_OWNER)]
    async with asyncio.timeout(60):
        while len(receiver.got) < len(under_way):
            await asyncio.sleep(0.02)
    for owner in (owners[0], "another"):
        with pytest.raises(TestUnderWay):
            await one(owner)
    receiver.hold.set()
    receipts = await asyncio.gather(*under_way)
    assert {getattr(receipt, "status", None) for receipt in receipts} == {204}
    await one(owners[0])
    await tests.aclose()


async def test_check_30_tests_that_hang_keep_no_message_waiting(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Check 30: a second test of a subscription gets 429 while the first is under way; facts are told meanwhile."""
    receiver.hold = asyncio.Event()
    made = await subscriber.subscribe(receiver, types=["organisation-registered"])
    first = asyncio.create_task(subscriber.ask("POST", f"/{made['id']}/test"))
    async with asyncio.timeout(60):
        while not receiver.got:
            await asyncio.sleep(0.02)
    answers = await asyncio.gather(*(subscriber.ask("POST", f"/{made['id']}/test") for _ in range(120)))
    assert {one.status_code for one in answers} == {429}
    assert answers[0].json()["code"] == "webhook-test-under-way" and answers[0].headers["retry-after"] == "1"
    assert len(receiver.got) == 1
    await happen(tenant)
    sending = asyncio.create_task(subscriber.deliver())
    async with asyncio.timeout(60):
        while not receiver.facts():
            await asyncio.sleep(0.02)
    receiver.hold.set()
    await sending
    assert (await first).json()["status"] == 204
    assert (await subscriber.ask("POST", f"/{made['id']}/test")).status_code == 200
