"""How far ceilings are used, over HTTP."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.services.settlement.ceilings.test_operations import ceiling
from tests.services.settlement.claims.claiming import production
from tests.support.tenants import Tenant


@pytest.mark.rule("R-S34")
async def test_usages_are_found_by_year_and_contract(tenant: Tenant) -> None:
    """An unused ceiling has all of its money left and no day on which it is empty; another year and id find nothing."""
    contract = await production(tenant)
    made = await ceiling(tenant, 50_000_000, contractId=str(contract.id))
    answer = await tenant.ask("settlement", "GET", f"/ceiling-usages?year=2026&contractId={contract.id}")
    [found] = answer.json()["items"]
    assert (found["id"], found["remainingCents"], found["emptyOn"], found["warned"]) == (
        str(made.id), 50_000_000, None, False,
    )  # fmt: skip
    assert (await tenant.ask("settlement", "GET", "/ceiling-usages?year=2027")).json()["items"] == []
    missing = await tenant.ask("settlement", "GET", f"/ceiling-usages/{UUID(int=1)}")
    assert (missing.status_code, missing.json()["code"]) == (404, "ceiling-usage-not-found")
    assert (await tenant.ask("settlement", "GET", "/ceiling-usages?year=nu")).status_code == 400
