"""A process that dies between commit and send, or between send and note, loses nothing (checks 28 and 30)."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from deploy.postgres import Cluster
from shared.kit.webhooks import reading
from tests.security.test_events import behind
from tests.shared.kit.webhooks.receiver import Receiver
from tests.shared.kit.webhooks.subscribing import Subscriber, happen
from tests.support.tenants import Tenant

ROOT = Path(__file__).parents[4]
Start = Callable[[], Awaitable[asyncio.subprocess.Process]]


@pytest_asyncio.fixture
async def start(tenant: Tenant) -> AsyncIterator[Start]:
    """Start a process that delivers for contracts."""
    processes: list[asyncio.subprocess.Process] = []
    house = tenant.house
    database = house.databases["contracts"]
    told = {
        "name": "contracts",
        "database_url": database.app_dsn,
        "worker_url": database.worker_dsn,
        "base_url": house.urls["contracts"],
        "service_urls": {},
        "issuers": [house.issuer],
        "secret": (b"s" * 32).hex(),
        "webhook_private": ["127.0.0.0/8"],
    }

    async def spawn() -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.shared.kit.webhooks.process", json.dumps(told), cwd=ROOT
        )
        processes.append(process)
        return process

    yield spawn
    for process in processes:
        if process.returncode is None:
            os.kill(process.pid, signal.SIGKILL)
        await process.wait()


async def until(receiver: Receiver, count: int) -> None:
    """Wait at most a minute for so many requests."""
    async with asyncio.timeout(60):
        while len(receiver.got) < count:
            await asyncio.sleep(0.02)


async def test_check_30_killed_between_send_and_note_it_comes_again_under_its_name(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, start: Start, cluster: Cluster
) -> None:
    """Check 30: SIGKILL while the receiver has the message; another process sends it again with the same webhook-id."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    receiver.hold = asyncio.Event()
    first = await start()
    made = {(await happen(tenant))["id"] for _ in range(3)}
    await until(receiver, 3)
    os.kill(first.pid, signal.SIGKILL)
    await first.wait()
    assert {one["attempts"] for one in await subscriber.deliveries(subscription)} == {0}
    receiver.hold.set()
    async with behind(cluster, tenant.house, "contracts") as admin:  # its claims run out
        await admin.execute(
            "update deliveries set claimed_until = now() - interval '1s' where owner = $1", tenant.owner
        )
    await start()
    await until(receiver, 6)
    ids = [one.id for one in receiver.got]
    assert sorted(ids[:3]) == sorted(ids[3:6]) and len(set(ids)) == 3
    assert {one.event["subject"] for one in receiver.got} == made
    async with asyncio.timeout(60):
        while len(await subscriber.deliveries(subscription, "delivered")) < 3:
            await asyncio.sleep(0.05)
    assert len(receiver.got) == 6


async def test_ended_between_commit_and_send_nothing_is_lost(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """Deliveries that were made and never sent are due to whoever comes next."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    made = {(await happen(tenant))["id"] for _ in range(5)}
    assert await reading.read_on(tenant.house.services["contracts"], [tenant.owner]) == 5
    assert receiver.got == [] and len(await subscriber.deliveries(subscription, "pending")) == 5
    await subscriber.deliver()
    assert {one.event["subject"] for one in receiver.got} == made


async def test_position_and_deliveries_move_together_or_not_at_all(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault after the position was moved and before the deliveries were kept takes both back; the next turn has them."""
    subscription = await subscriber.subscribe(receiver, types=["organisation-registered"])
    await happen(tenant)
    service = tenant.house.services["contracts"]
    with monkeypatch.context() as patch:
        patch.setattr(reading.queue, "add", lambda: (_ for _ in ()).throw(RuntimeError("power cut")))
        with pytest.raises(RuntimeError, match="power cut"):
            await reading.read_on(service, [tenant.owner])
    assert (await subscriber.get(subscription))["position"] == subscription["position"]
    await subscriber.deliver()
    assert len(receiver.got) == 1


async def test_a_fact_that_is_not_committed_yet_is_waited_for(
    subscriber: Subscriber, receiver: Receiver, tenant: Tenant
) -> None:
    """A writer that drew its number first and commits last is not passed: its fact is told when it is there."""
    await subscriber.subscribe(receiver, types=["organisation-registered"])
    await subscriber.deliver()
    service = tenant.house.services["contracts"]
    ctx = service.system_context(tenant.owner)
    async with ctx.begin() as connection:
        connection.recorded = True
        await connection.raw.execute(
            "insert into logbook (owner, parties, actor, client_id, what, subject, version, event_day, trace_id, span_id,"
            " status, data) values ($1, '{}', $1, 'x', 'organisation-registered', gen_random_uuid(), 1, '2026-01-01', $2,"
            " $3, 201, '{}')",
            tenant.owner,
            "0" * 32,
            "0" * 16,
        )
        quick = await happen(tenant)
        await subscriber.deliver()
        assert receiver.got == []
    await subscriber.deliver()
    assert len(receiver.got) == 2 and quick["id"] in {one.event["subject"] for one in receiver.got}
