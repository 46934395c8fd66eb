"""What happens to legal holds at once, again, and beside an erasure (F-37)."""

import asyncio

import pytest

from tests.support.files import agree, logged
from tests.support.tenants import Tenant


@pytest.mark.rule("F-37")
async def test_of_twenty_releases_exactly_one_wins(tenant: Tenant) -> None:
    """One 200, nineteen 409, and one fact, which has neither ground nor reason."""
    filed = await agree(tenant)
    citizen = await filed.register("een", "")
    hold = await filed.made("/legal-holds", {"citizenId": citizen, "ground": "beroep van mevrouw"})
    path, body = f"/legal-holds/{hold['id']}/release", {"reason": "uitspraak over mevrouw"}
    answers = await asyncio.gather(*(filed.ask("POST", path, body) for _ in range(20)))
    assert sorted(one.status_code for one in answers) == [200] + [409] * 19
    events = (await filed.ask("GET", "/events")).json()["events"]
    told = [one["data"] for one in events if "legal-hold" in one["type"]]
    assert [one["releasedOn"] for one in told] == [None, "2026-01-01"]
    assert "mevrouw" not in str(events)


@pytest.mark.rule("F-37")
async def test_a_hold_and_an_erasure_at_once_leave_no_held_dead_surrogate(tenant: Tenant) -> None:
    """Whoever is first wins: the hold stops the erasure, or the erasure is there and the hold is answered 410."""
    filed = await agree(tenant)
    for number in range(5):
        citizen = await filed.register(f"inwoner{number}", "")
        hold, erasure = await asyncio.gather(
            filed.ask("POST", "/legal-holds", {"citizenId": citizen, "ground": "beroep"}),
            filed.ask("POST", f"/citizens/{citizen}/erasure", {"ground": "unlawful"}),
        )
        assert (hold.status_code, erasure.status_code) in {(201, 409), (410, 201)}


async def test_holds_stand_in_the_processing_log(tenant: Tenant) -> None:
    """Placed, read and released: a line each, under the activity of retention."""
    filed = await agree(tenant)
    citizen = await filed.register("een", "")
    hold = await filed.made("/legal-holds", {"citizenId": citizen, "ground": "beroep"})
    await filed.ask("GET", f"/legal-holds/{hold['id']}")
    await filed.made(f"/legal-holds/{hold['id']}/release", {"reason": "klaar"})
    lines = [one for one in await logged(filed, citizen) if one["activity"].startswith("retention/")]
    assert [one["event"] for one in lines] == ["create", "read", "update"]
