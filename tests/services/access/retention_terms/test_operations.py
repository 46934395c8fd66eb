"""What happens to retention terms: by policy longer, each with its own version and fact (F-37)."""

import pytest

from shared.values.terms import RecordCategory
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant

TERM = "/retention-terms/wmoFile"


async def put(tenant: Tenant, years: int, version: int, **more: object) -> tuple[int, str]:
    """The status and the code of an attempt to keep Wmo files so many years."""
    answer = await tenant.ask(
        "access", "PUT", TERM, json={"years": years, "reason": "beleid"}, headers={"If-Match": f'"{version}"'}
    )
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.rule("F-37")
async def test_a_policy_makes_a_version_and_a_fact(tenant: Tenant) -> None:
    """Lengthened, lengthened again, back to the law: versions 2, 3, 4; the fact has the years and not the reason."""
    assert [await put(tenant, years, version) for years, version in ((20, 1), (25, 2), (15, 3))] == [
        (200, "")
    ] * 3
    events = (await tenant.ask("access", "GET", "/events")).json()["events"]
    assert [(one["subjectversion"], one["data"]["years"]) for one in events] == [(2, 20), (3, 25), (4, 15)]
    assert not any("reason" in one["data"] for one in events)


async def test_the_same_again_changes_nothing_and_an_old_version_is_refused(tenant: Tenant) -> None:
    """No fact for no change; 412 for a version that is not the newest; 409 below the law."""
    assert await put(tenant, 20, 1) == (200, "")
    assert await put(tenant, 20, 2) == (200, "")
    assert await put(tenant, 30, 1) == (412, "if-match-outdated")
    assert await put(tenant, 14, 2) == (409, "retention-term-too-short")
    assert len((await tenant.ask("access", "GET", "/events")).json()["events"]) == 1


async def test_each_municipality_has_its_own(house: House, tenant: Tenant) -> None:
    """A policy of one leaves the other with the law's term, under another id."""
    other = await new_tenant(house, tenant.today, providers=0)
    await put(tenant, 20, 1)
    own, theirs = [(await one.ask("access", "GET", TERM)).json() for one in (tenant, other)]
    assert (own["years"], theirs["years"], own["id"] == theirs["id"]) == (20, 15, False)
    assert {own["category"], theirs["category"]} == {RecordCategory.WMO_FILE}
