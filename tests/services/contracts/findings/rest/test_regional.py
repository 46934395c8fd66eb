"""The incentives of all that runs in a municipality or region, over HTTP (R-C61)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from services.contracts.findings.rules import regional
from shared.clients.base import Refusal
from shared.schemas.contracts import Contract, NewOrganisation
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.tariffs.examples import priced
from tests.support.house import House
from tests.support.statements import counted
from tests.support.tenants import new_tenant

SPECIALIST = {
    "number": 1,
    "form": "production",
    "motivation": "Op- en afschalen kan snel",
    "productCodes": ["02A15"],
}


@pytest_asyncio.fixture
async def market(ready: Ready) -> Ready:
    """A municipality with a product and its tariff, by which a specialist is paid."""
    await priced(ready.tenant, "02A15")
    return ready


async def specialist(ready: Ready, **changes: Any) -> Contract:
    """A specialist that is paid P×Q, beside the population basis of the consortium."""
    told = {
        "number": "ALP-SPEC",
        "name": "Specialistische jeugdhulp",
        "consortiumId": None,
        "provider": ready.lead,
        "populationId": None,
        "fundingAgreements": [SPECIALIST],
    }
    return await ready.active(**{**told, **changes})


@pytest.mark.rule("R-C61")
async def test_a_specialist_beside_the_population_basis_keeps_the_volume_incentive(market: Ready) -> None:
    """P×Q specialist + population basic in one municipality: volume incentive remains, with both contracts named."""
    basis, beside = await market.active(), await specialist(market)
    told = await market.client().area_incentives(municipalityCode="0484", on="2026-03-01")
    assert [(one.contract_id, [form.basic_form for form in one.forms]) for one in told.contracts] == [
        (basis.id, ["population"]),
        (beside.id, ["production"]),
    ]
    (remains,) = [one for one in told.conflicts if one.finding.code == "volume-incentive-remains-beside"]
    assert (remains.finding.rule, set(remains.contract_ids)) == ("R-C61", {basis.id, beside.id})
    assert remains.finding.where == "#/contracts/1/forms/0"
    assert remains.finding.reason.nl == (
        "Productiebekostiging (P×Q) in contract ALP-SPEC naast populatiebekostiging in contract ALP-2026-01: in dit gebied blijft"
        " de prikkel om volume te maken."
    )
    (volume,) = [one for one in told.dimensions if one.dimension == "volume"]
    assert (volume.more, volume.less, volume.pulls_apart) == (1, 1, True)
    assert {one.basic_form for one in volume.arguments} == {"population", "production"}
    apart = [one.finding for one in told.conflicts if one.finding.code == "incentives-pull-apart-beside"]
    assert apart and all("ALP-SPEC" in one.reason.en for one in apart)


@pytest.mark.rule("R-C61")
async def test_only_what_runs_on_the_day_counts(market: Ready) -> None:
    """A draft, a contract that begins later and another municipality's are left out; alone there is no conflict."""
    basis = await market.active()
    await specialist(market, startDate="2027-01-01")
    await specialist(market, number="ALP-ELSEWHERE", municipalityCode="0505")
    await market.draft(number="ALP-DRAFT", fundingAgreements=[SPECIALIST])
    client = market.client()
    now = await client.area_incentives(municipalityCode="0484")
    assert ([one.contract_id for one in now.contracts], now.conflicts) == ([basis.id], [])
    assert now.on == date(2026, 1, 1)
    later = await client.area_incentives(municipalityCode="0484", on="2027-01-01")
    assert len(later.contracts) == 2 and later.conflicts
    past = await client.area_incentives(municipalityCode="0484", on="2025-12-31")
    assert past.contracts == [] and past.conflicts == []


@pytest.mark.rule("R-C61")
async def test_a_region_is_all_its_municipalities(market: Ready, house: House) -> None:
    """The basis in one municipality and the specialist in the next: a conflict in the region; another purchaser sees nothing."""
    client = market.client()
    for number, code in enumerate(("0484", "0505"), 1):
        new = {"oin": f"0000009900000000{number:04}", "kind": "municipality", "name": f"Gemeente {code}"}
        await client.register_organisation(
            NewOrganisation.model_validate({**new, "municipalityCode": code, "region": "Midden"})
        )
    await market.active()
    await specialist(market, municipalityCode="0505")
    told = await client.area_incentives(region="Midden")
    assert {one.municipality_code for one in told.contracts} == {"0484", "0505"}
    assert "volume-incentive-remains-beside" in {one.finding.code for one in told.conflicts}
    assert (await client.area_incentives(region="Noord")).contracts == []
    stranger = await new_tenant(house, market.tenant.today, providers=1)
    answer = await stranger.ask("contracts", "GET", "/incentive-profiles?municipalityCode=0484")
    assert answer.json()["contracts"] == []


@pytest.mark.rule("R-C61")
async def test_without_an_area_it_is_about_all_and_too_much_is_refused(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No area: every running contract; more than one profile shows is refused with R-C61; a wrong code is a bad request."""
    basis = await ready.active()
    client = ready.client()
    assert [one.contract_id for one in (await client.area_incentives()).contracts] == [basis.id]
    bad = await ready.ask("GET", "/incentive-profiles?municipalityCode=Alphen")
    assert 400 <= bad.status_code < 500
    monkeypatch.setattr(regional, "MOST", 0)
    with pytest.raises(Refusal) as refused:
        await client.area_incentives(municipalityCode="0484")
    assert (refused.value.code, refused.value.problem["rule"]) == ("incentive-area-too-wide", "R-C61")


@pytest.mark.rule("R-C61")
async def test_it_takes_as_many_statements_for_one_as_for_many(market: Ready) -> None:
    """One contract or three: the same statements, over REST and in the graph."""
    await market.active()
    counts = []
    for number in range(2):
        async with counted(market.tenant.house, "contracts") as ran:
            await market.client().area_incentives(municipalityCode="0484")
        counts.append(len(ran))
        for each in range(2):
            await specialist(market, number=f"ALP-{number}-{each}")
    assert counts[0] == counts[1]
    query = (
        '{ areaIncentives(municipalityCode: "0484") { contracts { number } conflicts { finding { code } } } }'
    )
    told = (await given.graph(market.tenant, query))["data"]["areaIncentives"]
    assert len(told["contracts"]) == 5
