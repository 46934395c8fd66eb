"""Erasures over HTTP; what they take away is shown in tests/security/test_erasure.py."""

import pytest

from tests.support.files import agree
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant


@pytest.mark.rule("F-38")
async def test_an_erasure_is_accounted_for(tenant: Tenant) -> None:
    """201 with its address: which surrogate, when, why, by whom; listed, explained, and by surrogate."""
    filed = await agree(tenant)
    citizen = await filed.register("een", "")
    made = await filed.ask("POST", f"/citizens/{citizen}/erasure", {"ground": "consentWithdrawn"})
    told = made.json()
    assert (made.status_code, told["citizenId"], told["erasedOn"]) == (201, citizen, "2026-01-01")
    location = made.headers["Location"].removeprefix("/v1")
    assert (await filed.ask("GET", location)).json() == told
    assert (await filed.ask("GET", f"/erasures?citizenId={citizen}")).json()["items"] == [told]
    steps = (await filed.ask("GET", f"{location}/derivation")).json()["steps"]
    assert "consentWithdrawn" in steps[0]["sentence"]


async def test_what_is_refused(house: House, tenant: Tenant) -> None:
    """No ground or an unknown one: 400; nobody known: 404; a provider: 403; another municipality's erasure: 404."""
    filed = await agree(tenant)
    citizen = await filed.register("een", "")
    made = await filed.made(f"/citizens/{citizen}/erasure", {"ground": "unlawful"})
    other, nobody = await new_tenant(house, tenant.today, providers=0), "01990000-0000-7000-8000-000000000001"
    answers = [
        await filed.ask("POST", f"/citizens/{citizen}/erasure", {}),
        await filed.ask("POST", f"/citizens/{citizen}/erasure", {"ground": "zomaar"}),
        await filed.ask("POST", f"/citizens/{nobody}/erasure", {"ground": "unlawful"}),
        await filed.ask("GET", "/erasures", oin=tenant.providers[0]),
        await other.ask("access", "GET", f"/erasures/{made['id']}"),
        await filed.ask("GET", f"/erasures/{nobody}"),
    ]
    assert [one.status_code for one in answers] == [400, 400, 404, 403, 404, 404]
    assert (await other.ask("access", "GET", "/erasures")).json()["items"] == []
