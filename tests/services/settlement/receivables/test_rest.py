"""Receivables over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.settlement.receivables import operations
from tests.services.settlement import given
from tests.services.settlement.ledger.test_rest import balance
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
DECEMBER = date(2026, 12, 15)
REASON = {"motivation": "De aanbieder is failliet en de boedel is leeg."}


async def raised(tenant: Tenant, *, annual: str = "3500000") -> list[dict[str, Any]]:
    """A contract year that is wholly posted and then halved (or as told); what is asked back has its number."""
    schedule = await given.contract_year(tenant)
    await given.amend(tenant, schedule.contract_id, annual)
    ctx = given.context(tenant)
    for one in await operations.due_receivables(ctx):
        await operations.raise_receivables(given.context(tenant), one)
    params = {"contractId": str(schedule.contract_id)}
    items: list[dict[str, Any]] = (
        await tenant.ask("settlement", "GET", "/receivables", params=params)
    ).json()["items"]
    return items


async def act(tenant: Tenant, receivable: dict[str, Any], what: str, who: str, **more: Any) -> httpx.Response:
    """Propose or confirm as somebody."""
    path = f"/receivables/{receivable['id']}/{what}"
    return await tenant.ask("settlement", "POST", path, end_user=who, **more)


@pytest.mark.rule("R-S05")
async def test_what_was_posted_too_much_is_asked_back_within_six_weeks(tenant_on: TenantOn) -> None:
    """7,000,000.00 posted wholly, then halved: 3,325,000.00 (95 %) is asked back on 15-12, by 26-1; numbers have no gaps."""
    tenant = await tenant_on(DECEMBER)
    (first,) = await raised(tenant)
    (second,) = await raised(tenant)
    assert (first["number"], second["number"]) == (1, 2)
    assert (first["amountCents"], first["state"], first["motivation"]) == (332_500_000, "open", None)
    assert (first["raisedOn"], first["dueOn"]) == ("2026-12-15", "2027-01-26")
    assert await balance(tenant, "receivable", contractId=first["contractId"]) == first["amountCents"]
    entry = await tenant.ask("settlement", "GET", f"/entries/{first['entryId']}")
    assert entry.json()["cause"] == "receivable"
    found = await tenant.ask("settlement", "GET", f"/receivables/{first['id']}")
    assert found.json() == first
    assert await operations.due_receivables(given.context(tenant)) == []


@pytest.mark.rule("F-39")
async def test_two_persons_write_off_and_it_is_cost_again(tenant_on: TenantOn) -> None:
    """One proposes, the same one may not confirm, another does: nothing is receivable, the costs are back; once."""
    tenant = await tenant_on(DECEMBER)
    (told,) = await raised(tenant)
    contract = told["contractId"]
    costs = await balance(tenant, "programme-costs", contractId=contract)
    early = await act(tenant, told, "write-off-confirmation", "b.visser")
    assert (early.status_code, early.json()["code"]) == (409, "write-off-refused")
    proposed = await act(tenant, told, "write-off", "a.bakker", json=REASON)
    assert (proposed.status_code, proposed.json()["state"]) == (200, "proposed"), proposed.text
    assert proposed.json()["motivation"] == REASON["motivation"]
    assert await balance(tenant, "receivable", contractId=contract) == told["amountCents"]
    same = await act(tenant, told, "write-off-confirmation", "a.bakker")
    assert (same.status_code, same.json()["code"]) == (409, "write-off-same-person")
    written = await act(tenant, told, "write-off-confirmation", "b.visser")
    assert (written.status_code, written.json()["state"]) == (200, "written-off"), written.text
    assert written.json()["writtenOffOn"] == "2026-12-15"
    assert await balance(tenant, "receivable", contractId=contract) == 0
    assert await balance(tenant, "programme-costs", contractId=contract) == costs + told["amountCents"]
    again = await act(tenant, told, "write-off", "a.bakker", json=REASON)
    assert (again.status_code, again.json()["code"]) == (409, "write-off-refused")
    listed = await tenant.ask("settlement", "GET", "/receivables", params={"state": "written-off"})
    assert [one["id"] for one in listed.json()["items"]] == [told["id"]]


@pytest.mark.rule("F-39")
async def test_what_was_taken_back_is_not_written_off(tenant_on: TenantOn) -> None:
    """Halved and raised to 7,000,000.00 again: 3,325,000.00 and minus as much, so nothing is asked, and nothing is written off."""
    tenant = await tenant_on(DECEMBER)
    (told,) = await raised(tenant)
    contract = told["contractId"]
    early = await act(tenant, told, "write-off", "a.bakker", json=REASON)
    assert early.status_code == 200
    await given.amend(tenant, UUID(contract), "7000000")
    assert await balance(tenant, "receivable", contractId=contract) == 0
    refused = await act(tenant, told, "write-off-confirmation", "b.visser")
    assert (refused.status_code, refused.json()["code"]) == (409, "receivable-not-asked-any-more")
    assert await balance(tenant, "receivable", contractId=contract) == 0


async def test_receivables_are_the_municipalitys_own(tenant_on: TenantOn) -> None:
    """A provider writes nothing off; what is not there is not found."""
    tenant = await tenant_on(DECEMBER)
    (told,) = await raised(tenant)
    refused = await act(tenant, told, "write-off", "a.bakker", json=REASON, oin=tenant.providers[0])
    assert refused.status_code == 403, refused.text
    missing = await tenant.ask("settlement", "GET", f"/receivables/{given.STATEMENT}")
    assert (missing.status_code, missing.json()["code"]) == (404, "receivable-not-found")
