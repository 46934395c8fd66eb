"""Erasures at once, and beside what goes on (F-38)."""

import asyncio

import pytest

from tests.support.files import agree
from tests.support.persons import neighbour, registered
from tests.support.tenants import Tenant


@pytest.mark.rule("F-38")
async def test_of_twenty_at_once_exactly_one_erases(tenant: Tenant) -> None:
    """One 201, nineteen 410, one fact."""
    filed = await agree(tenant)
    citizen = await filed.register("een", "")
    path, body = f"/citizens/{citizen}/erasure", {"ground": "unlawful"}
    answers = await asyncio.gather(*(filed.ask("POST", path, body) for _ in range(20)))
    assert sorted(one.status_code for one in answers) == [201] + [410] * 19
    events = (await filed.ask("GET", "/events?limit=500")).json()["events"]
    assert sum("citizen-erased" in one["type"] for one in events) == 1


@pytest.mark.rule("F-38")
async def test_a_decision_taken_at_that_moment_leaves_no_motivation(tenant: Tenant) -> None:
    """Whether it comes just before or just after: the person's text is not there afterwards."""
    filed = await agree(tenant)
    for number in range(5):
        citizen = await filed.register(f"inwoner{number}", "")
        request = await filed.request(citizen, f"i{number}")
        grant = {
            "productCategory": "02", "provider": tenant.providers[0], "startDate": "2026-01-01", "volume": 4,
            "unit": "04", "frequency": "2", "motivation": "Over deze mens.",
        }  # fmt: skip
        decided, erased = await asyncio.gather(
            filed.ask("POST", f"/requests/{request}/decisions", grant),
            filed.ask("POST", f"/citizens/{citizen}/erasure", {"ground": "unlawful"}),
        )
        assert (decided.status_code, erased.status_code) in {(201, 201), (410, 201)}
    left = await tenant.house.services["access"].database.worker.fetchval(
        "select count(*) from decisions where owner = $1 and motivation is not null", tenant.owner
    )
    assert left == 0


@pytest.mark.rule("F-38")
@pytest.mark.rule("R-A56")
async def test_erasing_tells_that_an_open_transfer_closed(tenant: Tenant) -> None:
    """Both municipalities follow the transfer to its end; nothing in that fact speaks of an erasure or of a person."""
    other = await neighbour(tenant)
    made = await registered(tenant)
    body = {"movedOn": tenant.today.isoformat(), "to": other.owner}
    offered = (await tenant.ask("access", "POST", f"/citizens/{made['id']}/departure", json=body)).json()
    path, key = f"/citizens/{made['id']}/erasure", "wissing-1"
    for _ in range(2):
        answer = await tenant.ask("access", "POST", path, json={"ground": "wrongPerson"}, key=key)
        assert answer.status_code == 201, answer.text
    for reader in (tenant, other):
        shown = (await reader.ask("access", "GET", f"/transfers/{offered['id']}")).json()
        assert (shown["state"], shown["version"], shown["ownCitizenId"]) == ("expired", 2, None)
        facts = (await reader.ask("access", "GET", "/events?limit=500")).json()["events"]
        mine = [one for one in facts if one["subject"] == offered["id"]]
        assert [(one["type"].split(".")[-2], one["subjectversion"]) for one in mine] == [
            ("transfer-offered", 1), ("transfer-expired", 2),
        ]  # fmt: skip
        assert mine[-1]["data"]["state"] == "expired" and made["id"] not in str(mine)
    derivation = (await other.ask("access", "GET", f"/events/{mine[-1]['id']}")).json()
    assert derivation["data"]["version"] == 2 and "wis" not in str(derivation)
