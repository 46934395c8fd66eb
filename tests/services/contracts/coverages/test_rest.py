"""Exclusive coverage over HTTP: six areas of Emmen by four providers, and never two owners (R-C12, R-C55)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.contracts.areas.given import SIX, new_area
from tests.services.contracts.conftest import Ready
from tests.services.contracts.coverages.given import DIVISION, emmen
from tests.support.tenants import Tenant


@pytest.mark.rule("R-C12")
async def test_a_b_one_area_c_d_two_covers_six_and_ending_one_leaves_a_gap(ready: Ready) -> None:
    """Emmen: 6 of 6 covered; D ends on 30 June 2027: from 1 July on its two areas have nobody, until then all is covered."""
    place = await emmen(ready)
    assert (await place.gaps())["coveredAreas"] == 0
    made = await place.assign_all()
    state = await place.gaps(validFrom="2026-01-01", validUntil="2029-12-31")
    assert (state["complete"], state["areas"], state["coveredAreas"]) == (True, 6, 6)
    held = {one["provider"]: one["areaCodes"] for one in state["responsibilities"]}
    assert held == {place.oin(name): codes for name, codes in DIVISION.items()}
    ended = await ready.ask(
        "PATCH", f"/coverages/{made[3]['id']}", json={"validUntil": "2027-06-30"}, headers={"If-Match": '"1"'}
    )
    assert (ended.status_code, ended.json()["version"]) == (200, 2)
    state = await place.gaps(validFrom="2026-01-01", validUntil="2029-12-31")
    assert (state["complete"], state["coveredAreas"]) == (False, 4)
    assert [(one["areaCode"], one["validFrom"], one["validUntil"]) for one in state["gaps"]] == [
        (code, "2027-07-01", "2029-12-31") for code in SIX[4:]
    ]
    assert (await place.gaps(validFrom="2027-06-30"))["complete"]
    assert not (await place.gaps(validFrom="2027-07-01"))["complete"]


@pytest.mark.rule("R-C12")
async def test_a_second_owner_is_refused_with_whose_it_is(ready: Ready) -> None:
    """The whole municipality for B while A has an area: 409 with A, its area and its days; from the day after on it may."""
    place = await emmen(ready)
    await place.assign("A")
    refused = await place.assign("B", "GM0114")
    told = refused.json()
    assert (refused.status_code, told["code"], told["rule"]) == (409, "coverage-taken", "R-C12")
    assert [(one["code"], one["location"]) for one in told["errors"]] == [("area-taken", "#/areaCodes")]
    assert place.oin("A") in told["errors"][0]["detail"] and "TG-A" in told["errors"][0]["detail"]
    later = await place.assign("B", "GM0114", validFrom="2030-01-01", validUntil=None)
    assert later.status_code == 201, later.text
    old = await place.assign("C", "TG-A", validFrom="2025-01-01", validUntil="2025-12-31")
    assert old.status_code == 409  # the area's borders hold from 2026 on


@pytest.mark.rule("R-C12")
async def test_of_two_at_once_for_the_same_area_one_gets_it(ready: Ready) -> None:
    """Eight assignments in parallel of areas that meet: each area has one owner, the others hear 409 coverage-taken."""
    place = await emmen(ready)
    asked = [place.assign(name, *codes) for name in "ABCD" for codes in (["TG-A", "TG-B"], ["TG-B", "TG-C"])]
    answers = await asyncio.gather(*asked)
    won = [one for one in answers if one.status_code == 201]
    lost = [one.json()["code"] for one in answers if one.status_code != 201]
    assert len(won) == 1 and lost == ["coverage-taken"] * 7
    state = await place.gaps(validFrom="2026-01-01", validUntil="2029-12-31")
    assert (state["coveredAreas"], state["overlaps"]) == (2, [])


@pytest.mark.rule("R-C12")
async def test_a_coverage_rests_on_a_population_contract_of_its_population(ready: Ready) -> None:
    """A contract for another population, or paid by production: refused with every reason; its own carries it."""
    place = await emmen(ready)
    contract = await ready.draft(populationId=place.population_id)
    good = await place.assign("A", contractId=str(contract.id))
    assert (good.status_code, good.json()["contractId"]) == (201, str(contract.id)), good.text
    tariffs = [{"number": 1, "form": "production", "productCodes": ["02A03"]}]
    other = await ready.draft(number="X-2", fundingAgreements=tariffs)
    refused = await place.assign("B", contractId=str(other.id))
    assert refused.status_code == 409, refused.text
    assert [one["code"] for one in refused.json()["errors"]] == [
        "other-population", "no-population-contract", "not-main-contractor",
    ]  # fmt: skip


@pytest.mark.rule("R-C12")
async def test_a_plan_is_held_against_the_population_without_saving_it(ready: Ready) -> None:
    """Five of six areas and one twice: the gap and the overlap are told, and nothing is kept."""
    place = await emmen(ready)
    plan = {
        "populationId": place.population_id,
        "validFrom": "2026-01-01",
        "validUntil": "2026-12-31",
        "assignments": [
            {"provider": place.oin("A"), "areaCodes": SIX[:3]},
            {"provider": place.oin("B"), "areaCodes": SIX[2:5]},
        ],
    }
    told = (await ready.ask("POST", "/coverages/_check", json=plan)).json()
    assert (told["complete"], told["coveredAreas"]) == (False, 5)
    assert [one["areaCode"] for one in told["gaps"]] == ["TG-F"]
    (double,) = told["overlaps"]
    assert (double["areaCode"], double["providers"]) == ("TG-C", sorted([place.oin("A"), place.oin("B")]))
    assert (await ready.ask("GET", "/coverages")).json()["items"] == []


@pytest.mark.rule("R-C12")
async def test_coverage_follows_a_boundary_change(ready: Ready) -> None:
    """An area that is split keeps its owner; a new area of the municipality is a gap; a part of another's is refused."""
    place = await emmen(ready)
    await place.assign_all()
    halves = [new_area(f"TG-A{half}", partOf=["TG-A"], validFrom="2028-01-01") for half in (1, 2)]
    new = new_area("TG-G", partOf=["GM0114"], validFrom="2028-01-01")
    made = await ready.ask("POST", "/areas/_import", json={"areas": [*halves, new]})
    assert made.status_code == 200, made.text
    state = await place.gaps(validFrom="2027-01-01", validUntil="2028-12-31")
    assert [(one["areaCode"], one["validFrom"]) for one in state["gaps"]] == [("TG-G", "2028-01-01")]
    assert {one["provider"]: one["areaCodes"] for one in state["responsibilities"]}[place.oin("A")] == [
        "TG-A", "TG-A1", "TG-A2",
    ]  # fmt: skip
    both = new_area("TG-H", partOf=["TG-A"], validFrom="2028-01-01", division="wijkteams")
    assert (await ready.ask("POST", "/areas", json=both)).status_code == 201
    shared = [new_area("TG-Z", division="derde"), {**both, "partOf": ["TG-A", "TG-Z"]}]
    assert (await ready.ask("POST", "/areas/_import", json={"areas": shared})).status_code == 200
    taken = await place.assign("B", "TG-Z", validFrom="2028-01-01")
    assert taken.status_code == 409


async def test_what_held_stays_and_what_is_to_come_may_change(ready: Ready) -> None:
    """Under its version: areas before it begins, the last day from today on; withdrawn before it began, once."""
    place = await emmen(ready)
    begun = (await place.assign("A")).json()["id"]
    later = (await place.assign("B", validFrom="2027-01-01")).json()["id"]
    match = {"If-Match": '"1"'}
    refused = await ready.ask(
        "PATCH",
        f"/coverages/{begun}",
        json={"areaCodes": ["TG-F"], "validUntil": "2025-12-31"},
        headers=match,
    )
    assert [one["code"] for one in refused.json()["errors"]] == ["coverage-begun", "last-day-passed"]
    moved = await ready.ask("PATCH", f"/coverages/{later}", json={"areaCodes": ["TG-F"]}, headers=match)
    assert (moved.status_code, moved.json()["areaCodes"]) == (200, ["TG-F"])
    assert (await place.assign("C", "TG-B", validFrom="2027-01-01")).status_code == 201
    stale = await ready.ask("PATCH", f"/coverages/{later}", json={"validUntil": "2028-12-31"}, headers=match)
    assert stale.status_code == 412
    gone = await ready.ask("POST", f"/coverages/{later}/withdrawal")
    assert (gone.status_code, gone.json()["withdrawnOn"]) == (200, "2026-01-01")
    assert (await place.assign("D", "TG-F", validFrom="2027-01-01")).status_code == 201
    for one in (later, begun):
        again = await ready.ask("POST", f"/coverages/{one}/withdrawal")
        assert (again.status_code, again.json()["code"]) == (409, "coverage-refused")


async def test_a_coverage_under_a_reference_is_brought_in_step(ready: Ready) -> None:
    """PUT: made once, the same is the same, another last day is version 2, another provider is refused; POST repeats."""
    place = await emmen(ready)
    path = "/coverages/by-reference/emmen/a"
    first = await ready.ask("PUT", path, json=place.body("A"))
    same = await ready.ask("PUT", path, json=place.body("A"))
    shorter = await ready.ask("PUT", path, json=place.body("A", validUntil="2027-12-31"))
    other = await ready.ask("PUT", path, json=place.body("B", "TG-A"))
    assert [one.status_code for one in (first, same, shorter, other)] == [201, 200, 200, 409]
    assert (same.json(), shorter.json()["version"]) == (first.json(), 2)
    body = place.body("C", externalReference="emmen/c")
    made, again = (
        await ready.ask("POST", "/coverages", json=body),
        await ready.ask("POST", "/coverages", json=body),
    )
    assert (made.status_code, again.status_code, again.json()) == (201, 200, made.json())


@pytest.mark.rule("R-C55")
async def test_expected_cost_that_varies_more_than_equity_is_a_warning(ready: Ready) -> None:
    """A deviation of 900,000 beside an equity of 600,000: not enough, with why; with 900,000 it is."""
    place = await emmen(ready)
    cost = {"annualCents": 700_000_000, "standardDeviationCents": 90_000_000}
    made = (await place.assign("A", expectedCost=cost, equityCents=60_000_000)).json()
    assert made["carrying"] == {
        "standardDeviationCents": 90_000_000, "equityCents": 60_000_000, "enough": False,
    }  # fmt: skip
    why = (await ready.ask("GET", f"/coverages/{made['id']}/derivation")).json()["steps"]
    assert [(one["rule"], one["result"]) for one in why] == [("R-C12", 1), ("R-C55", False)]
    assert "€ 900.000,00" in why[1]["sentence"]
    richer = await ready.ask(
        "PATCH", f"/coverages/{made['id']}", json={"equityCents": 90_000_000}, headers={"If-Match": '"1"'}
    )
    assert richer.json()["carrying"]["enough"] is True


async def test_a_provider_sees_its_own_coverage_and_no_gaps(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """A reads its own, not B's; gaps are the purchaser's; another purchaser finds nothing and covers nobody else's."""
    place = await emmen(ready)
    made = await place.assign_all()
    own = await ready.ask("GET", "/coverages", oin=place.oin("A"))
    assert [one["id"] for one in own.json()["items"]] == [made[0]["id"]]
    assert (await ready.ask("GET", f"/coverages/{made[1]['id']}", oin=place.oin("A"))).status_code == 404
    for method, path, more in (
        ("GET", "/coverages/gaps", {}),
        ("POST", "/coverages", {"json": place.body("A")}),
    ):
        refused = await ready.ask(method, path, oin=place.oin("A"), **more)
        assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
    other = await tenant_on(ready.tenant.today)
    assert (await other.ask("contracts", "GET", f"/coverages/{made[0]['id']}")).status_code == 404
    foreign = await other.ask("contracts", "POST", "/coverages", json=place.body("A"))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "population-not-found")
