"""Posting profiles over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.services.settlement import given
from tests.support.tenants import Tenant

COSTS = {
    "account": "programme-costs", "ledgerAccount": "4425110", "costCentre": "6710", "taskField": "6.71a",
    "vatTreatment": "exempt", "validFrom": "2026-01-01",
}  # fmt: skip


async def add(tenant: Tenant, more: dict[str, Any] | None = None, **asked: Any) -> httpx.Response:
    """Add a profile of the costs of all contracts, changed by what is named."""
    return await tenant.ask("settlement", "POST", "/posting-profiles", json=COSTS | (more or {}), **asked)


@pytest.mark.rule("F-39")
async def test_a_profile_is_kept_found_and_given_again(tenant: Tenant) -> None:
    """A profile is made (201) and found; the same reference gives it again, with other contents it is refused."""
    made = await add(tenant, {"externalReference": "PROFIEL-1"})
    assert made.status_code == 201, made.text
    told = made.json()
    assert told | COSTS == told and told["validUntil"] is None
    found = await tenant.ask("settlement", "GET", f"/posting-profiles/{told['id']}")
    assert found.json() == told
    page = await tenant.ask("settlement", "GET", "/posting-profiles", params={"account": "programme-costs"})
    assert page.json()["items"] == [told]
    again = await add(tenant, {"externalReference": "PROFIEL-1"})
    assert (again.status_code, again.json()["id"]) == (200, told["id"])
    other = await add(tenant, {"externalReference": "PROFIEL-1", "ledgerAccount": "4425199"})
    assert other.status_code == 409 and other.json()["errors"][0]["location"] == "#/ledgerAccount"


@pytest.mark.rule("F-39")
async def test_on_a_day_an_account_lands_on_one_place(tenant: Tenant) -> None:
    """A second profile from 1-7 is refused until the first ends on 30-6; one of a contract stands beside both."""
    schedule = await given.contract_year(tenant)
    first = (await add(tenant)).json()
    refused = await add(tenant, {"validFrom": "2026-07-01"})
    assert (refused.status_code, refused.json()["code"]) == (409, "posting-profile-overlaps")
    assert first["id"] in refused.json()["detail"]
    ending = {"lastDay": "2026-06-30"}
    path = f"/posting-profiles/{first['id']}/ending"
    ended = await tenant.ask("settlement", "POST", path, json=ending)
    assert (ended.status_code, ended.json()["validUntil"], ended.json()["version"]) == (200, "2026-06-30", 2)
    assert (await add(tenant, {"validFrom": "2026-07-01", "ledgerAccount": "4425200"})).status_code == 201
    own = await add(tenant, {"contractId": str(schedule.contract_id)})
    assert own.status_code == 201, own.text
    late = await tenant.ask("settlement", "POST", path, json={"lastDay": "2026-12-31"})
    assert (late.status_code, late.json()["code"]) == (409, "posting-profile-ending-refused")


@pytest.mark.rule("F-39")
async def test_every_fault_of_a_profile_is_named(tenant: Tenant) -> None:
    """An account and a contract that are not there and a period that runs backwards come in one answer; nothing is kept."""
    told = await add(
        tenant,
        {"account": "no-such", "contractId": str(given.STATEMENT), "validUntil": "2025-12-31"},
    )
    assert told.status_code == 400, told.text
    assert [(one["location"], one["code"]) for one in told.json()["errors"]] == [
        ("#/account", "account-unknown"), ("#/contractId", "contract-unknown"), ("#/validUntil", "period-backwards"),
    ]  # fmt: skip
    assert (await tenant.ask("settlement", "GET", "/posting-profiles")).json()["items"] == []


async def test_a_provider_has_no_profiles(tenant: Tenant) -> None:
    """Where accounts land is the municipality's own: a provider is refused, and an unknown profile is not found."""
    refused = await add(tenant, oin=tenant.providers[0])
    assert refused.status_code == 403, refused.text
    missing = await tenant.ask("settlement", "GET", f"/posting-profiles/{given.STATEMENT}")
    assert (missing.status_code, missing.json()["code"]) == (404, "posting-profile-not-found")
