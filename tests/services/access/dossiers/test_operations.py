"""A dossier asks the siblings in parts where a citizen has many requests, and leaves nothing out (F-38)."""

import pytest

from tests.support.files import agree
from tests.support.house import House
from tests.support.tenants import Tenant


@pytest.mark.rule("F-38")
async def test_many_requests_are_all_in_it(
    house: House, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven requests asked three at a time: outcomes tells the waiting time of each, once."""
    filed = await agree(tenant)
    citizen = await filed.register()
    contract = {"contractId": str(filed.contract.id)}
    made = {await filed.request(citizen, f"vraag{number}", **contract) for number in range(7)}
    await tenant.drain()
    monkeypatch.setattr("shared.kit.data_subjects.MOST_IDS", 3)
    found = (await filed.ask("GET", f"/citizens/{citizen}/dossier")).json()
    [outcomes] = [one for one in found["services"] if one["service"] == "outcomes"]
    items = outcomes["holdings"][0]["items"]
    assert sorted(one["requestId"] for one in items) == sorted(made)


@pytest.mark.rule("F-38")
async def test_a_citizen_who_moved_finds_the_transfer_in_it(house: House, tenant: Tenant) -> None:
    """The transfer by which the citizen left stands in the dossier, under the own surrogate."""
    filed = await agree(tenant)
    citizen = await filed.register()
    departure = {"movedOn": "2026-02-01", "to": tenant.providers[1]}
    transfer = await filed.made(f"/citizens/{citizen}/departure", departure)
    await tenant.drain()
    found = (await filed.ask("GET", f"/citizens/{citizen}/dossier")).json()
    [access] = [one for one in found["services"] if one["service"] == "access"]
    [items] = [one["items"] for one in access["holdings"] if one["kind"] == "transfers"]
    assert [(one["id"], one["ownCitizenId"]) for one in items] == [(transfer["id"], citizen)]
