"""Pilots over HTTP: read by their participants, run on a letter of intent, judged on real numbers, rolled out (N-123, A-12.17)."""

from __future__ import annotations

from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewPilot
from tests.services.contracts.conftest import Ready
from tests.services.contracts.pilots.case import CASE
from tests.services.contracts.plainly import check_rest, make
from tests.support.house import House
from tests.support.tenants import new_tenant


async def test_a_pilot_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its status, its area and its reference; its business case expects 75,000 euro more than it costs."""
    one = await check_rest(ready, CASE, house, "status=prepared", "areaCode=WK015301")
    assert (one["expectedBalanceCents"], one["realBalanceCents"]) == (7_500_000, None)


async def test_its_participants_read_a_pilot_and_nobody_else_does(ready: Ready, house: House) -> None:
    """A provider and another municipality that take part find it; a provider that does not finds nothing."""
    other = await new_tenant(house, ready.tenant.today, providers=1)
    body = {**CASE.body, "participants": [ready.lead, other.owner]}
    made = await ready.client().register_pilot(NewPilot.model_validate(body))
    assert await ready.client(ready.lead).pilots() == [made]
    assert await other.client(ContractsClient).pilot(made.id) == made
    assert await ready.client(ready.tenant.providers[1]).pilots() == []


async def test_a_pilot_is_judged_on_real_numbers_before_it_is_rolled_out(ready: Ready) -> None:
    """Running, then evaluated with a loss of 25,000 euro, then rolled out to named areas; each step asks for its own."""
    made = await make(ready, CASE)

    async def change(version: int, **changes: Any) -> tuple[int, Any]:
        answer = await ready.ask(
            "PATCH", f"/pilots/{made['id']}", json=changes, headers={"If-Match": f'"{version}"'}
        )
        return answer.status_code, answer.json()

    assert (await change(1, status="running"))[0] == 200
    status, refused = await change(2, status="evaluated")
    assert (status, refused["rule"]) == (409, "N-123")
    assert [one["location"] for one in refused["errors"]] == ["#/businessCase/realCostCents"]
    case = {**CASE.body["businessCase"], "realCostCents": 20_000_000, "realBenefitCents": 17_500_000}
    status, judged = await change(2, status="evaluated", businessCase=case)
    assert (status, judged["realBalanceCents"]) == (200, -2_500_000)
    status, refused = await change(3, status="rolledOut")
    assert [one["location"] for one in refused["errors"]] == ["#/rollOutAreas", "#/rollOutOn"]
    status, done = await change(
        3, status="rolledOut", rollOutAreas=["WK015302", "WK015303"], rollOutOn="2028-01-01"
    )
    assert (status, done["version"], done["status"]) == (200, 4, "rolledOut")
    told = await ready.client().pilot_derivation(done["id"])
    assert [step.result for step in told.steps] == [7_500_000, -2_500_000]


async def test_a_pilot_tries_a_measure_of_its_own_municipality(ready: Ready, house: House) -> None:
    """Found by its measure; another municipality's measure is not there."""
    stranger = await new_tenant(house, ready.tenant.today, providers=1)
    measure = {"code": "data-driven", "pillar": "organisation", "nameNl": "Datagedreven", "nameEn": "Data"}
    own = (await ready.ask("POST", "/measures", json=measure)).json()
    theirs = (await stranger.ask("contracts", "POST", "/measures", json=measure)).json()
    made = await make(ready, CASE, measureId=own["id"])
    found = await ready.ask("GET", f"/pilots?measureId={own['id']}")
    assert found.json()["items"] == [made]
    refused = await ready.ask("POST", "/pilots", json={**CASE.body, "measureId": theirs["id"]})
    assert (refused.status_code, refused.json()["code"]) == (404, "measure-not-found")
