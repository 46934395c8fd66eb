"""Contract results over HTTP: the parties to the contract read them, nobody else finds them."""

from __future__ import annotations

from datetime import date

import pytest

from shared.values import new_id
from tests.services.contracts.contract_results.judging import GOOD, YEAR, TenantOn, judged
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-X05")
async def test_the_parties_read_what_a_year_came_to(tenant_on: TenantOn) -> None:
    """Purchaser, member and accountant see the same; by id too; another municipality and a year that is no year do not."""
    tenant = await tenant_on(date(2027, 2, 1))
    contract, (result,) = await judged(tenant, dict.fromkeys(YEAR, GOOD))
    path = f"/contracts/{contract.id}/results"
    whole = result.model_dump(mode="json", by_alias=True)
    for oin in (tenant.owner, tenant.providers[0], tenant.providers[-1], tenant.auditor):
        answer = await tenant.ask("contracts", "GET", f"{path}?year=2026", oin=oin)
        assert answer.json()["items"] == [whole]
        one = await tenant.ask("contracts", "GET", f"/contract-results/{result.id}", oin=oin)
        assert (one.json(), one.headers["ETag"]) == (whole, f'"{result.version}"')
    other = await tenant_on(date(2027, 2, 1))
    for asked, code in (
        (path, "contract-not-found"),
        (f"/contract-results/{result.id}", "contract-result-not-found"),
    ):
        answer = await other.ask("contracts", "GET", asked)
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    unknown = await tenant.ask("contracts", "GET", f"/contracts/{new_id()}/results")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "contract-not-found")
    assert (await tenant.ask("contracts", "GET", f"{path}?year=99999")).status_code == 400
    assert invented_oin() not in result.parties


@pytest.mark.rule("R-X05")
async def test_health_shows_whom_contracts_follows(tenant_on: TenantOn) -> None:
    """Ready tells of both feeds, with the position that the follower has."""
    tenant = await tenant_on(date(2027, 2, 1))
    await judged(tenant, dict.fromkeys(YEAR, GOOD))
    answer = await tenant.house.http.get(f"{tenant.house.urls['contracts']}/v1/health/ready")
    assert answer.status_code == 200
    shown = await tenant.house.services["contracts"].health()
    assert {"follower-outcomes", "follower-access"} <= shown.keys()
    assert shown["follower-outcomes"]["status"] == "up" and shown["follower-outcomes"]["applied"] >= 1
