"""Hire orders over HTTP."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.settlement.agreements import store as agreements
from services.settlement.agreements.rules import Agreement, KnownContract
from shared.clients.settlement import SettlementClient
from shared.values import new_id
from tests.services.settlement import given
from tests.support.lives import active_contract
from tests.support.tenants import Tenant

AREA, OTHER_AREA = "WK098301", "WK098302"
BUDGET = 120_000_000


async def neighbourhoods(tenant: Tenant, cents: int = BUDGET) -> Agreement:
    """A contract whose two neighbourhoods have a budget each."""
    contract = KnownContract(new_id(), 1, tenant.owner, [])
    shares = [{"areaCode": area, "amountCents": cents} for area in (AREA, OTHER_AREA)]
    made = Agreement(
        new_id(), 1, tenant.owner, None, [], contract.id, 1, "neighbourhoodBudget", [], date(2026, 1, 1), None,
        {"form": "neighbourhoodBudget", "number": 1, "neighbourhoods": shares},
    )  # fmt: skip
    await keep(tenant, contract, made)
    return made


async def keep(tenant: Tenant, contract: KnownContract, agreed: Agreement) -> None:
    """Settlement is told of the contract."""
    async with given.context(tenant).begin() as connection:
        assert await agreements.save_contract(connection, contract, [agreed], "test")
        connection.recorded = True


def wanted(tenant: Tenant, contract_id: UUID, cents: int, **more: Any) -> dict[str, Any]:
    """A hire order of all of 2026."""
    return {
        "contractId": str(contract_id), "areaCode": AREA, "provider": tenant.providers[0], "fromDate": "2026-01-01",
        "untilDate": "2026-12-31", "amountCents": cents, **more,
    }  # fmt: skip


async def hire(
    tenant: Tenant, contract_id: UUID, cents: int, oin: str | None = None, **more: Any
) -> httpx.Response:
    """Place a hire order."""
    body = wanted(tenant, contract_id, cents, **more)
    return await tenant.ask("settlement", "POST", "/hire-orders", json=body, **({"oin": oin} if oin else {}))


async def committed(tenant: Tenant, contract_id: UUID) -> int:
    """What the books say is committed under the contract, in cents."""
    found = await tenant.client(SettlementClient).accounts(contract_id)
    return sum(one.balance_cents for one in found if one.code == "commitment")


@pytest.mark.rule("R-S55")
async def test_an_order_above_the_remaining_budget_is_refused(tenant: Tenant) -> None:
    """Of 1.2 m, 1.15 m is ordered: 0.08 m is refused with 0.05 m left, and nothing is booked; 0.05 m fits."""
    agreed = await neighbourhoods(tenant)
    assert (await hire(tenant, agreed.contract_id, 115_000_000)).status_code == 201
    refused = await hire(tenant, agreed.contract_id, 8_000_000)
    told = refused.json()
    assert (refused.status_code, told["code"], told["rule"]) == (409, "hire-order-above-budget", "R-S55")
    assert "5000000" in told["detail"]
    assert await committed(tenant, agreed.contract_id) == 115_000_000
    assert (await hire(tenant, agreed.contract_id, 5_000_000)).status_code == 201
    assert await committed(tenant, agreed.contract_id) == BUDGET


@pytest.mark.rule("R-S55")
async def test_each_neighbourhood_and_year_has_its_own_budget(tenant: Tenant) -> None:
    """One neighbourhood is spent whole: the other, and the same one next year, have theirs still."""
    agreed = await neighbourhoods(tenant)
    assert (await hire(tenant, agreed.contract_id, BUDGET)).status_code == 201
    assert (await hire(tenant, agreed.contract_id, 1)).status_code == 409
    other = await hire(tenant, agreed.contract_id, BUDGET, areaCode=OTHER_AREA)
    later = await hire(tenant, agreed.contract_id, BUDGET, fromDate="2027-01-01", untilDate="2027-12-31")
    assert (other.status_code, later.status_code, later.json()["year"]) == (201, 201, 2027)


@pytest.mark.rule("R-S55")
async def test_a_year_of_two_agreements_has_one_budget(tenant: Tenant) -> None:
    """Until June by one agreement and from July by the next, 1.2 m a year each: what the first took is not there twice."""
    agreed = await neighbourhoods(tenant)
    first = replace(agreed, version=2, valid_until=date(2026, 6, 30))
    second = replace(first, id=new_id(), number=2, valid_from=date(2026, 7, 1), valid_until=None)
    contract = KnownContract(agreed.contract_id, 2, tenant.owner, [])
    async with given.context(tenant).begin() as connection:
        assert await agreements.save_contract(connection, contract, [first, second], "test")
        connection.recorded = True
    assert (await hire(tenant, agreed.contract_id, BUDGET, untilDate="2026-06-30")).status_code == 201
    late = {"fromDate": "2026-07-01", "untilDate": "2026-12-31"}
    refused = await hire(tenant, agreed.contract_id, 1, **late)
    assert (refused.status_code, refused.json()["code"]) == (409, "hire-order-above-budget")


@pytest.mark.rule("R-S55")
async def test_a_withdrawn_order_frees_its_budget(tenant: Tenant) -> None:
    """All is ordered and withdrawn: nothing is committed and all can be ordered again; a second withdrawal is refused."""
    agreed = await neighbourhoods(tenant)
    placed = (await hire(tenant, agreed.contract_id, BUDGET)).json()
    path = f"/hire-orders/{placed['id']}/withdrawal"
    back = await tenant.ask("settlement", "POST", path)
    assert (back.status_code, back.json()["version"]) == (200, 2), back.text
    assert back.json()["withdrawnOn"] == tenant.today.isoformat()
    assert await committed(tenant, agreed.contract_id) == 0
    again = await tenant.ask("settlement", "POST", path)
    assert (again.status_code, again.json()["code"]) == (409, "hire-order-withdrawn-already")
    assert (await hire(tenant, agreed.contract_id, BUDGET)).status_code == 201


@pytest.mark.rule("R-S55")
async def test_a_lowered_budget_keeps_what_stands_and_takes_no_more(tenant: Tenant) -> None:
    """1.0 m is ordered of 1.2 m, then the contract says 0.9 m: the order stands and a cent more is refused."""
    agreed = await neighbourhoods(tenant)
    placed = (await hire(tenant, agreed.contract_id, 100_000_000)).json()
    shares = [{"areaCode": AREA, "amountCents": 90_000_000}]
    lowered = replace(agreed, version=2, terms={**agreed.terms, "neighbourhoods": shares})
    await keep(tenant, KnownContract(agreed.contract_id, 2, tenant.owner, []), lowered)
    refused = await hire(tenant, agreed.contract_id, 1)
    assert (refused.status_code, refused.json()["code"]) == (409, "hire-order-above-budget")
    found = await tenant.ask("settlement", "GET", f"/hire-orders/{placed['id']}")
    assert found.json() == placed


@pytest.mark.rule("R-S55")
async def test_every_fault_of_an_order_is_named(tenant: Tenant) -> None:
    """A neighbourhood without a part and a period over two years come in one answer; so does a contract without a budget."""
    agreed = await neighbourhoods(tenant)
    told = await hire(tenant, agreed.contract_id, 1, areaCode="WK098399", untilDate="2027-01-01")
    assert told.status_code == 409, told.text
    assert [(one["location"], one["code"]) for one in told.json()["errors"]] == [
        ("#/untilDate", "period-two-years"), ("#/areaCode", "area-without-budget"),
    ]  # fmt: skip
    unknown = await hire(tenant, new_id(), 1)
    assert [one["code"] for one in unknown.json()["errors"]] == ["no-neighbourhood-budget"]
    assert (await hire(tenant, agreed.contract_id, 0)).status_code == 400
    assert (await tenant.ask("settlement", "GET", "/hire-orders")).json()["items"] == []


async def test_an_order_is_given_again_under_its_reference(tenant: Tenant) -> None:
    """The same reference and contents give the order that stands and book nothing more; other contents are refused."""
    agreed = await neighbourhoods(tenant)
    placed = await hire(tenant, agreed.contract_id, 500, externalReference="INHUUR-1")
    again = await hire(tenant, agreed.contract_id, 500, externalReference="INHUUR-1")
    assert (placed.status_code, again.status_code, again.json()) == (201, 200, placed.json())
    other = await hire(tenant, agreed.contract_id, 501, externalReference="INHUUR-1")
    assert other.status_code == 409 and other.json()["errors"][0]["location"] == "#/amountCents"
    assert await committed(tenant, agreed.contract_id) == 500


async def test_a_provider_reads_its_own_orders_and_places_none(tenant: Tenant) -> None:
    """Who is hired reads the order, another provider finds it not; neither may hire."""
    agreed = await neighbourhoods(tenant)
    placed = (await hire(tenant, agreed.contract_id, 500)).json()
    path = f"/hire-orders/{placed['id']}"
    own, strange = [await tenant.ask("settlement", "GET", path, oin=one) for one in tenant.providers[:2]]
    assert own.json() == placed
    assert (strange.status_code, strange.json()["code"]) == (404, "hire-order-not-found")
    refused = await hire(tenant, agreed.contract_id, 500, tenant.providers[0])
    assert refused.status_code == 403


@pytest.mark.rule("R-S55")
async def test_the_budget_is_what_the_contract_says(tenant: Tenant) -> None:
    """A contract with 0.1 m for a neighbourhood is in force: 0.08 m is ordered of it, and then 0.03 m refused."""
    budget = {
        "number": 1, "form": "neighbourhoodBudget", "motivation": "Het kernteam huurt zelf in.",
        "neighbourhoods": [{"areaCode": AREA, "amountCents": 10_000_000, "coreTeam": "Kernteam Zuid"}],
    }  # fmt: skip
    contract = await active_contract(tenant, funding_agreements=[budget])
    first = await hire(tenant, contract.id, 8_000_000)
    assert first.status_code == 201, first.text
    assert (await hire(tenant, contract.id, 3_000_000)).status_code == 409
