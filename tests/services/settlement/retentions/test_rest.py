"""Retentions over HTTP."""

from tests.support.tenants import Tenant


async def test_the_list_is_empty_at_first(tenant: Tenant) -> None:
    """A tenant without contracts has no retentions."""
    answer = await tenant.ask("settlement", "GET", "/retentions")
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"items": [], "next": None}


async def test_an_unknown_retention_is_not_found(tenant: Tenant) -> None:
    """What is not there answers 404 with a problem that says so."""
    answer = await tenant.ask("settlement", "GET", "/retentions/0198c5a0-0000-7000-8000-000000000001")
    assert answer.status_code == 404, answer.text
    assert answer.json()["code"] == "retention-not-found"
