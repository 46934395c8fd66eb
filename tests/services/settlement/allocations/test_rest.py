"""Allocations over HTTP."""

from __future__ import annotations

from shared.values import new_id
from tests.services.settlement.allocations.test_operations import follow, told
from tests.services.settlement.allocations.test_rules import DECISION, REFERRAL
from tests.support.tenants import Tenant


async def test_the_list_and_its_filters(tenant: Tenant) -> None:
    """All, by kind, by provider and by contract; each item is what its own address gives."""
    decision = told(tenant, DECISION)
    referral = told(tenant, REFERRAL, provider=tenant.providers[1], contract_id=new_id())
    await follow(tenant, decision)
    await follow(tenant, referral)

    async def ids(**params: str) -> list[str]:
        answer = await tenant.ask("settlement", "GET", "/allocations", params=params)
        assert answer.status_code == 200, answer.text
        return sorted(one["id"] for one in answer.json()["items"])

    first, second = str(decision.id), str(referral.id)
    assert await ids() == sorted([first, second])
    assert await ids(kind="referral") == [second]
    assert await ids(provider=tenant.providers[0]) == [first]
    assert await ids(contractId=str(DECISION.contract_id)) == [first]
    one = await tenant.ask("settlement", "GET", f"/allocations/{first}")
    assert one.json() == {
        "id": first,
        "version": 1,
        "owner": tenant.owner,
        "externalReference": None,
        "kind": "decision",
        "citizenId": str(DECISION.citizen_id),
        "contractId": str(DECISION.contract_id),
        "law": "wmo2015",
        "provider": tenant.providers[0],
        "allocationNumber": 1,
        "startDate": "2026-04-20",
        "endDate": "2026-10-19",
        "acute": True,
        "volume": 4,
        "budgetCents": None,
        "earliestDeliveryOn": None,
        "deleted": False,
        "productCategory": "02",
        "productCode": None,
        "unit": "04",
        "frequency": "2",
        "allocatedOn": "2026-04-01",
        "decisionId": first,
    }


async def test_a_kind_that_does_not_exist_is_refused(tenant: Tenant) -> None:
    """An unknown kind is 400, not an empty page."""
    answer = await tenant.ask("settlement", "GET", "/allocations", params={"kind": "other"})
    assert answer.status_code == 400, answer.text


async def test_a_provider_reads_only_what_is_allocated_to_it(tenant: Tenant) -> None:
    """Its own allocation is there; for another provider the same address is 404."""
    decision = told(tenant, DECISION)
    await follow(tenant, decision)
    path = f"/allocations/{decision.id}"
    assert (await tenant.ask("settlement", "GET", path, oin=tenant.providers[0])).status_code == 200
    hidden = await tenant.ask("settlement", "GET", path, oin=tenant.providers[1])
    assert hidden.status_code == 404 and hidden.json()["code"] == "allocation-not-found"
