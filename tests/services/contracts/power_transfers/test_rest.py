"""Transfers of powers over HTTP, and what a region may contract by them (R-C51, F-31)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import (
    NewOrganisation,
    NewPopulation,
    NewPowerTransfer,
    PowerTransfer,
    PowerTransferWithdrawal,
)
from shared.values.terms import ActorKind, Law, OrganisationKind
from tests.services.contracts.conftest import Ready, make_ready
from tests.services.contracts.products.catalogue import registered
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant


@pytest_asyncio.fixture
async def region(house: House) -> Tenant:
    """A region with providers of its own, on 1 January 2026."""
    return await new_tenant(house, date(2026, 1, 1), providers=2, role=ActorKind.REGION)


async def transfer(tenant: Tenant, holder: str, *laws: str, **other: Any) -> PowerTransfer:
    """A municipality's transfer of some laws, from 1 January 2026 on."""
    told = {
        "holder": holder,
        "municipalityCode": "0484",
        "laws": list(laws),
        "validFrom": "2026-01-01",
        **other,
    }
    return await tenant.client(ContractsClient).transfer_powers(NewPowerTransfer.model_validate(told))


async def contracting(region: Tenant, *laws: Law) -> Ready:
    """The region, ready to contract for inhabitants of 0484 under some laws."""
    ready = await make_ready(region)
    population = await region.client(ContractsClient).register_population(
        NewPopulation(
            name="Jeugd in 0484", municipality_code="0484", laws=list(laws), description="jeugdigen",
            inhabitants=20_000, inhabitants_on=date(2025, 1, 1),
        )
    )  # fmt: skip
    return Ready(region, ready.consortium_id, population.id)


@pytest.mark.rule("R-C51")
async def test_a_transfer_for_youth_only_does_not_carry_a_wmo_contract(
    tenant: Tenant, region: Tenant
) -> None:
    """Mandate covers Youth only: the region drafts for the Jeugdwet; a Wmo contract is refused with municipality and law."""
    made = await transfer(tenant, region.owner, "jeugdwet")
    assert (made.owner, made.holder, made.laws) == (tenant.owner, region.owner, [Law.JEUGDWET])
    youth, wmo = await contracting(region, Law.JEUGDWET), await contracting(region, Law.WMO_2015)
    assert (await youth.draft()).owner == region.owner
    refused = await wmo.ask("POST", "/contracts", json=wmo.body(number="R-2"))
    told = refused.json()
    assert (refused.status_code, told["code"], told["rule"]) == (409, "power-not-transferred", "R-C51")
    assert "0484" in told["detail"] and "Wmo 2015" in told["detail"]
    assert [one["detail"] for one in told["errors"]] == [
        "Gemeente 0484 droeg de Wmo 2015 op 2026-01-01 niet over."
    ]


@pytest.mark.rule("R-C51")
async def test_no_way_to_a_draft_leads_around_the_powers(tenant: Tenant, region: Tenant) -> None:
    """Put under a reference, changed to other inhabitants, or with another municipality's code on the contract: refused."""
    await transfer(tenant, region.owner, "jeugdwet")
    youth, wmo = await contracting(region, Law.JEUGDWET), await contracting(region, Law.WMO_2015)
    put = await wmo.ask("PUT", "/contracts/by-reference/r-1", json=wmo.body(number="R-1"))
    draft = await youth.draft(number="R-2")
    patched = await youth.ask(
        "PATCH",
        f"/contracts/{draft.id}",
        json={"populationId": str(wmo.population_id)},
        headers={"If-Match": '"1"'},
    )
    coded = await youth.ask("POST", "/contracts", json=youth.body(number="R-3", municipalityCode="0569"))
    for answer in (put, patched, coded):
        assert (answer.status_code, answer.json()["code"]) == (409, "power-not-transferred"), answer.text
    assert "0569" in coded.json()["detail"] and "0484" not in coded.json()["detail"]


@pytest.mark.rule("R-C51")
async def test_without_a_population_something_was_transferred_all_the_same(
    tenant: Tenant, region: Tenant
) -> None:
    """Paid by the unit no population is named, so no law: refused for who received nothing at all."""
    ready = await make_ready(region)
    funding = {"number": 1, "form": "production", "productCodes": ["02A03"], "motivation": "Op- en afschalen"}
    body = ready.body(fundingAgreements=[funding], populationId=None)
    refused = await ready.ask("POST", "/contracts", json=body)
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C51"), refused.text
    assert [(one["location"], one["detail"]) for one in refused.json()["errors"]] == [
        ("#/municipalityCode", "Gemeente 0484 droeg de Wmo 2015 of de Jeugdwet op 2026-01-01 niet over.")
    ]
    await transfer(tenant, region.owner, "jeugdwet")
    assert (await ready.ask("POST", "/contracts", json=body)).status_code == 201


@pytest.mark.rule("R-C51")
async def test_without_a_population_the_laws_are_those_of_the_products(
    tenant: Tenant, region: Tenant
) -> None:
    """A product of the Wmo in the region's catalogue, powers for Youth only: refused with that law; for Youth it goes."""
    ready = await make_ready(region)
    await transfer(tenant, region.owner, "jeugdwet")
    await registered(region)
    await registered(region, code="45A04", category="45", laws=["jeugdwet"])
    funding = {"number": 1, "form": "production", "motivation": "Op- en afschalen"}
    bodies = [
        ready.body(number=code, fundingAgreements=[{**funding, "productCodes": [code]}], populationId=None)
        for code in ("02A15", "45A04")
    ]
    wmo, youth = [await ready.ask("POST", "/contracts", json=body) for body in bodies]
    assert (wmo.status_code, wmo.json()["rule"], youth.status_code) == (409, "R-C51", 201)
    assert "Wmo 2015" in wmo.json()["detail"] and "Jeugdwet" not in wmo.json()["detail"]


@pytest.mark.rule("R-C51")
async def test_a_contract_is_activated_on_a_day_of_the_transfer_only(tenant: Tenant, region: Tenant) -> None:
    """Signed while the powers were there, withdrawn before the activation: refused from the day after the last one."""
    made = await transfer(tenant, region.owner, "jeugdwet")
    ready = await contracting(region, Law.JEUGDWET)
    signed = await ready.signed()
    withdrawal = PowerTransferWithdrawal(valid_until=tenant.today)
    ended = await tenant.client(ContractsClient).withdraw_power_transfer(made.id, withdrawal)
    assert (ended.version, ended.valid_until) == (2, date(2026, 1, 1))
    dry = await ready.ask("POST", f"/contracts/{signed.id}/activation?dryRun=true")
    assert dry.status_code == 200
    await region.live_until(date(2026, 1, 2))
    refused = await ready.ask("POST", f"/contracts/{signed.id}/activation")
    assert (refused.status_code, refused.json()["code"]) == (409, "power-not-transferred")
    assert "2026-01-02" in refused.json()["detail"]
    await transfer(tenant, region.owner, "jeugdwet", validFrom="2026-01-02")
    assert (await ready.client().activate(signed.id)).state == "active"


@pytest.mark.rule("R-C51")
async def test_a_centre_municipality_contracts_for_others_within_their_powers(
    tenant: Tenant, house: House
) -> None:
    """For its own inhabitants it needs nobody; for those of another municipality it needs that one's transfer."""
    centre = await new_tenant(house, date(2026, 1, 1), providers=2)
    await centre.client(ContractsClient).register_organisation(
        NewOrganisation(
            oin=centre.owner, kind=OrganisationKind.MUNICIPALITY, name="Centrum", municipality_code="0569"
        )
    )
    ready = await contracting(centre, Law.JEUGDWET)
    refused = await ready.ask("POST", "/contracts", json=ready.body())
    assert (refused.status_code, refused.json()["code"]) == (409, "power-not-transferred")
    await transfer(tenant, centre.owner, "jeugdwet")
    assert (await ready.draft()).municipality_code == "0484"
    own = await centre.client(ContractsClient).register_population(
        NewPopulation(
            name="Eigen", municipality_code="0569", laws=list(Law), description="alle", inhabitants=1,
            inhabitants_on=date(2025, 1, 1),
        )
    )  # fmt: skip
    kept = Ready(centre, ready.consortium_id, own.id)
    assert (await kept.draft(number="E-1", municipalityCode="0569")).state == "draft"


@pytest.mark.rule("R-C51")
async def test_both_ends_find_a_transfer_and_only_the_municipality_makes_and_ends_it(
    tenant: Tenant, region: Tenant
) -> None:
    """A region passes nothing on; another municipality and a provider see nothing of it."""
    made = await transfer(tenant, region.owner, "jeugdwet", "wmo2015", validUntil="2026-12-31")
    await transfer(tenant, region.providers[0], "jeugdwet")
    mine, theirs = tenant.client(ContractsClient), region.client(ContractsClient)
    assert await theirs.power_transfers() == [made] == await mine.power_transfers(holder=region.owner)
    assert len(await mine.power_transfers(municipalityCode="0484")) == 2
    assert await theirs.power_transfer(made.id) == await mine.power_transfer(made.id) == made
    for act in (
        theirs.withdraw_power_transfer(made.id, PowerTransferWithdrawal(valid_until=date(2026, 6, 30))),
        theirs.transfer_powers(
            NewPowerTransfer(
                holder=tenant.owner,
                municipality_code="0484",
                laws=[Law.JEUGDWET],
                valid_from=date(2026, 1, 1),
            )
        ),
    ):
        with pytest.raises(Refusal) as met:
            await act
        assert (met.value.status, met.value.code) == (403, "purchaser-only")
    centre = await new_tenant(tenant.house, date(2026, 1, 1), providers=1)
    for stranger, oin, code in (
        (centre, None, "power-transfer-not-found"),
        (tenant, tenant.providers[0], "purchaser-only"),
    ):
        read = await stranger.ask("contracts", "GET", f"/power-transfers/{made.id}", oin=oin)
        assert read.json()["code"] == code
    ended = await centre.ask(
        "contracts", "POST", f"/power-transfers/{made.id}/withdrawal", json={"validUntil": "2026-06-30"}
    )
    assert (ended.status_code, ended.json()["code"]) == (404, "power-transfer-not-found")


@pytest.mark.rule("R-C51")
async def test_a_withdrawal_is_neither_in_the_past_nor_an_extension(tenant: Tenant) -> None:
    """On 1 January: not before that day, not after the agreed last day; on an old version it is refused too."""
    made = await transfer(tenant, tenant.auditor, "jeugdwet", validUntil="2026-12-31")
    path = f"/power-transfers/{made.id}/withdrawal"
    for day in ("2025-12-31", "2027-01-01"):
        answer = await tenant.ask("contracts", "POST", path, json={"validUntil": day})
        assert (answer.status_code, answer.json()["code"]) == (409, "power-transfer-withdrawal-refused")
    old = await tenant.ask(
        "contracts", "POST", path, json={"validUntil": "2026-06-30"}, headers={"If-Match": '"2"'}
    )
    assert (old.status_code, old.json()["code"]) == (412, "if-match-outdated")


@pytest.mark.rule("R-C51")
async def test_a_municipality_names_its_own_code(tenant: Tenant) -> None:
    """Registered under 0484 it cannot transfer the powers of 0569, nor anything to itself."""
    await tenant.client(ContractsClient).register_organisation(
        NewOrganisation(
            oin=tenant.owner, kind=OrganisationKind.MUNICIPALITY, name="Alphen", municipality_code="0484"
        )
    )
    body = {
        "holder": tenant.owner,
        "municipalityCode": "0569",
        "laws": ["jeugdwet"],
        "validFrom": "2026-01-01",
    }
    refused = await tenant.ask("contracts", "POST", "/power-transfers", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "power-transfer-refused")
    assert [one["code"] for one in refused.json()["errors"]] == ["holder-self", "municipality-other"]


async def test_an_own_reference_is_a_safe_upsert(tenant: Tenant) -> None:
    """PUT gives 201 and then the same; other contents under the reference are refused with what differs."""
    path = "/power-transfers/by-reference/regio/1"
    body = {
        "holder": tenant.auditor,
        "municipalityCode": "0484",
        "laws": ["jeugdwet"],
        "validFrom": "2026-01-01",
    }
    first, again = [await tenant.ask("contracts", "PUT", path, json=body) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 200) and first.json() == again.json()
    other = await tenant.ask("contracts", "PUT", path, json={**body, "laws": ["wmo2015"]})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    assert [one["location"] for one in other.json()["errors"]] == ["#/laws"]
