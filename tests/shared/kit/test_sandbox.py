"""Sandbox tenants: a clock of their own, moved one domain day at a time, and never where real money moves."""

import asyncio
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from deploy.issuer import read_private_key
from shared.clients.tokens import TokenSource
from tests.shared.kit.conftest import Diaries
from tests.support.diary import app as diary
from tests.support.house import free_socket, served
from tests.support.tenants import Tenant, invented_oin


async def set_day(author: Tenant, day: date, **more: Any) -> httpx.Response:
    """Ask for a day."""
    body = {"today": day.isoformat()}
    return await author.ask("contracts", "POST", f"/sandbox/{author.owner}/days", json=body, **more)


async def open_sandbox(author: Tenant, **other: Any) -> httpx.Response:
    """Ask for the author's tenant in the words it was opened with, or others."""
    asked = {
        "owner": author.owner,
        "organisations": [author.auditor, *author.providers],
        "today": author.today.isoformat(),
    }
    return await author.ask("contracts", "POST", "/sandbox", json={**asked, **other})


async def test_the_clock_goes_one_day_forward(author: Tenant) -> None:
    """The next day is taken, and the same day again changes nothing; over a month's and a year's end too."""
    for days in (1, 1, 2, 3, 3):
        answer = await set_day(author, author.today + timedelta(days=days))
        assert (answer.status_code, answer.json()["today"]) == (200, f"2026-01-{1 + days:02}")


@pytest.mark.parametrize("days", [-1, -400, 2, 366])
async def test_the_clock_skips_nothing_and_never_goes_back(author: Tenant, days: int) -> None:
    """Any other day is refused with the one to ask for."""
    await set_day(author, author.today + timedelta(days=1))
    answer = await set_day(author, author.today + timedelta(days=1 + days))
    assert (answer.status_code, answer.json()["code"]) == (409, "sandbox-day-refused")
    assert "2026-01-03" in answer.json()["mend"]
    assert (await author.ask("contracts", "GET", f"/sandbox/{author.owner}")).json()["today"] == "2026-01-02"


async def test_many_at_once_move_it_one_day(author: Tenant) -> None:
    """Five requests for the same next day all succeed, and it is the next day."""
    answers = await asyncio.gather(*(set_day(author, author.today + timedelta(days=1)) for _ in range(5)))
    assert {(answer.status_code, answer.json()["today"]) for answer in answers} == {(200, "2026-01-02")}


async def test_a_tenant_opens_once(author: Tenant) -> None:
    """The same words are the same tenant, on the day it has reached; other organisations or a later day are refused."""
    await set_day(author, author.today + timedelta(days=1))
    again = await open_sandbox(author)
    assert (again.status_code, again.json()["today"]) == (201, "2026-01-02")
    for other in ({"organisations": []}, {"today": "2026-01-03"}):
        answer = await open_sandbox(author, **other)
        assert (answer.status_code, answer.json()["code"]) == (409, "sandbox-exists")


async def test_a_sandbox_is_moved_by_its_own_purchaser_only(
    diaries: Diaries, author: Tenant, stranger: Tenant
) -> None:
    """Another purchaser may not look, open, move, follow or work; a provider lacks the scope; the administrator may."""
    path = f"/sandbox/{author.owner}"
    asked = {"owner": author.owner, "organisations": [], "today": "2026-01-01"}
    foreign = [
        await stranger.ask("contracts", "GET", path),
        await stranger.ask("contracts", "POST", "/sandbox", json=asked),
        await stranger.ask("contracts", "POST", f"{path}/days", json={"today": "2026-01-02"}),
        await stranger.ask("contracts", "POST", f"{path}/catch-up"),
        await stranger.ask("contracts", "POST", f"{path}/work"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in foreign} == {(403, "sandbox-foreign")}
    without = await author.ask("contracts", "GET", path, oin=author.providers[0])
    assert (without.status_code, without.json()["code"]) == (403, "scope-missing")
    key = read_private_key(diaries.issuer_folder, "sandbox-admin")
    token = await TokenSource(diaries.issuer, "sandbox-admin", key, http=diaries.http).token()
    answer = await diaries.http.get(
        f"{diaries.urls['contracts']}/v1{path}", headers={"Authorization": f"Bearer {token}"}
    )
    assert (answer.status_code, answer.json()["today"]) == (200, "2026-01-01")


async def test_nothing_is_done_for_a_tenant_that_is_not_there(diaries: Diaries, author: Tenant) -> None:
    """404 before any work: an owner on the real clock is not worked for by way of the sandbox."""
    key = read_private_key(diaries.issuer_folder, "sandbox-admin")
    token = await TokenSource(diaries.issuer, "sandbox-admin", key, http=diaries.http).token()
    headers = {"Authorization": f"Bearer {token}"}
    for path in ("/work", "/catch-up"):
        url = f"{diaries.urls['contracts']}/v1/sandbox/{invented_oin()}{path}"
        answer = await diaries.http.post(url, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "sandbox-unknown")


async def test_production_has_no_sandbox(diaries: Diaries, author: Tenant) -> None:
    """Where real money moves every request is refused, also for a tenant that is there."""
    listening = free_socket()
    surface = diary.create_app(diaries.settings("contracts", environment="production"))
    headers = {"Authorization": f"Bearer {await author.token(author.owner)}"}
    async with served(surface, listening):
        base = f"http://127.0.0.1:{listening.getsockname()[1]}/v1/sandbox"
        answers = [
            await diaries.http.get(f"{base}/{author.owner}", headers=headers),
            await diaries.http.post(
                f"{base}/{author.owner}/days", headers=headers, json={"today": "2026-01-02"}
            ),
            await diaries.http.post(f"{base}/{author.owner}/work", headers=headers),
            await diaries.http.post(
                base, headers=headers, json={"owner": author.owner, "today": "2026-01-01"}
            ),
        ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "sandbox-closed")}
    assert (await author.ask("contracts", "GET", f"/sandbox/{author.owner}")).json()["today"] == "2026-01-01"


async def test_the_state_tells_whether_all_is_at_rest(diaries: Diaries, author: Tenant) -> None:
    """Position of the own feed, positions of the followed ones and what is due: a conductor needs no more."""
    note = {"text": "x", "dueOn": "2026-01-01"}
    await author.ask("contracts", "POST", "/notes", json=note)
    source = (await author.ask("contracts", "GET", f"/sandbox/{author.owner}")).json()
    assert (source["due"], source["followers"]) == (1, [])
    copying = (await author.ask("settlement", "POST", f"/sandbox/{author.owner}/catch-up")).json()
    (follower,) = copying["followers"]
    assert (follower["feed"], follower["position"], copying["due"]) == ("contracts", source["position"], 0)
    worked = (await author.ask("contracts", "POST", f"/sandbox/{author.owner}/work")).json()
    assert worked["due"] == 0
    assert worked["position"] > source["position"], "finishing is a fact"


async def test_a_moved_clock_is_no_fact(diaries: Diaries, author: Tenant) -> None:
    """Opening and moving write nothing to the logbook: nobody follows a clock."""
    await set_day(author, author.today + timedelta(days=1))
    async with diaries.superuser() as admin:
        assert await admin.fetchval("select count(*) from logbook where owner = $1", author.owner) == 0
