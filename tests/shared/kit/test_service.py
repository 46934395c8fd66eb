"""One service at run time."""

import asyncio
import logging
from typing import Any

import pytest

from shared.kit.problems import RouteNotFound
from shared.kit.service import Clients
from tests.shared.kit.conftest import Diaries
from tests.support.diary import app as diary
from tests.support.tenants import Tenant


def test_siblings_go_by_their_names() -> None:
    """As items and as attributes; one that is not there is no attribute."""
    clients = Clients(outcomes=7)
    assert (clients.outcomes, clients["outcomes"]) == (7, 7)
    with pytest.raises(AttributeError, match="access"):
        _ = clients.access


async def test_health_tells_of_the_database_and_every_follower(diaries: Diaries, author: Tenant) -> None:
    """Up, with the follower's position and counts, also over HTTP."""
    found = await diaries.copies.health()
    assert found["database"] == {"status": "up"}
    assert found["follower-contracts"]["status"] == "up"
    assert found["follower-contracts"].keys() >= {"position", "applied", "parked", "alarms", "stopped"}
    ready = await diaries.http.get(f"{diaries.urls['settlement']}/v1/health/ready")
    assert (ready.status_code, ready.json()["checks"].keys()) == (200, found.keys())


async def test_a_service_without_its_database_is_not_ready(diaries: Diaries) -> None:
    """Health says down instead of failing; starting and stopping leave nothing open."""
    service = diary.create_app(diaries.settings("settlement", follow_seconds=0.01)).service
    await service.start()
    assert (await service.health())["database"] == {"status": "up"}
    await service.stop()
    assert await service.health() == {"database": {"status": "down"}}
    assert service.http.is_closed


async def security_log(diaries: Diaries, author: Tenant) -> list[Any]:
    """What the author was refused."""
    async with diaries.superuser() as admin:
        return await admin.fetch("select * from security_log where actor = $1 order by id", author.owner)


async def test_a_refusal_is_noted_in_a_transaction_of_its_own(diaries: Diaries, author: Tenant) -> None:
    """One row for what a rule or a right refuses, with who, what and which rule, though the write itself is rolled back."""
    path = f"/sandbox/{author.owner}/days"
    answer = await author.ask("contracts", "POST", path, json={"today": "2026-02-01"})
    assert answer.status_code == 409
    (row,) = await security_log(diaries, author)
    assert (row["client_id"], row["end_user"]) == (author.keys[author.owner][0], "j.jansen")
    assert (row["request"], row["code"], row["status"]) == (f"POST /v1{path}", "sandbox-day-refused", 409)
    assert row["trace_id"] == answer.json()["traceId"]


async def test_what_is_only_wrong_is_not_noted(diaries: Diaries, author: Tenant) -> None:
    """A schema fault or an address that is not there is no refusal."""
    assert (await author.ask("contracts", "POST", "/notes", json={})).status_code == 400
    assert (await author.ask("contracts", "GET", "/nowhere")).status_code == 404
    assert await security_log(diaries, author) == []


async def test_an_unknown_caller_can_be_noted_too(diaries: Diaries) -> None:
    """A denied attempt without a token has no actor, and a row all the same."""
    trace = "f" * 32
    await diaries.source.security_log(None, "GET /v1/notes", RouteNotFound(), 404, trace)
    async with diaries.superuser() as admin:
        row = await admin.fetchrow("select * from security_log where trace_id = $1", trace)
    assert (row["actor"], row["client_id"], row["code"]) == (None, None, "not-found")


async def test_a_sibling_that_is_away_does_not_end_the_following(
    diaries: Diaries, caplog: pytest.LogCaptureFixture
) -> None:
    """The service starts, says that it was interrupted, and stops when it is told to."""
    urls = {**diaries.urls, "contracts": "http://127.0.0.1:9"}
    service = diary.create_app(diaries.settings("settlement", service_urls=urls, follow_seconds=0.01)).service
    with caplog.at_level(logging.WARNING, "bedoeling.service"):
        await service.start()
        service.clients["contracts"].patience = 0.0
        async with asyncio.timeout(60):
            while caplog.text.count("follower interrupted") < 2:
                await asyncio.sleep(0.01)
        await service.stop()
