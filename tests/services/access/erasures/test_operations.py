"""Erasures at once, and beside what goes on (F-38)."""

import asyncio

import pytest

from tests.support.files import agree
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
