"""Transition routes over HTTP: each form on the way with its incentives and dates (R-C63)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.contracts import NewTransitionRoute
from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_rest, make
from tests.services.contracts.transition_routes.case import CASE
from tests.support.house import House

TIMELINE = """query ($id: UUID!) {
  transitionRoute(id: $id) { timeline { letter steps { name validUntil current } remarks { code } } }
}"""


async def test_a_route_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its kind and its reference; strangers find nothing."""
    await check_rest(ready, CASE, house, "route=populationFirst")


@pytest.mark.rule("R-C63")
async def test_route_a_lies_in_time_with_its_own_incentives(ready: Ready) -> None:
    """2016 budgets per area, 2017 one provider, 2018 results: days without a gap, the last holds, two on the way to beware of."""
    made = await make(ready, CASE)
    told = await ready.client().transition_timeline(made["id"])
    assert told.letter == "A"
    assert [(one.name, str(one.valid_from), str(one.valid_until), one.current) for one in told.steps] == [
        ("Budgetten per gebied", "2016-01-01", "2016-12-31", False),
        ("Eén aanbieder per gebied", "2017-01-01", "2017-12-31", False),
        ("Resultaten", "2018-01-01", "None", True),
    ]
    assert [(one.rule, one.part) for one in told.remarks] == [
        ("R-C63", "2016-01-01"),
        ("R-C63", "2017-01-01"),
    ]
    found = (await ready.graph(TIMELINE, id=made["id"]))["data"]["transitionRoute"]["timeline"]
    assert [one["current"] for one in found["steps"]] == [False, False, True]


@pytest.mark.rule("R-C63")
async def test_steps_that_are_not_of_the_route_are_refused(ready: Ready) -> None:
    """Results before the population on route A, a step on the way on C, another end: each at its place."""
    body: dict[str, Any] = {**CASE.body, "steps": [dict(one) for one in CASE.body["steps"]]}
    body["steps"][0]["form"] = "payForPerformance"
    body["steps"][2]["form"] = "budgetPerPopulation"
    refused = await ready.ask("POST", "/transition-routes", json=body)
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C63")
    assert [(one["location"], one["code"]) for one in refused.json()["errors"]] == [
        ("#/steps/2/form", "end-missing"),
        ("#/steps/0/form", "off-route"),
    ]
    reversed_ = {**CASE.body, "steps": CASE.body["steps"][::-1]}
    assert (await ready.ask("POST", "/transition-routes", json=reversed_)).status_code == 400
    silent = {**CASE.body["steps"][0], "incentives": []}
    assert (
        await ready.ask("POST", "/transition-routes", json={**CASE.body, "steps": [silent]})
    ).status_code == 400


async def test_the_parties_of_its_contract_read_a_route(ready: Ready) -> None:
    """Its provider finds it by contract; the timeline is theirs too; they plan none."""
    contract = await ready.draft()
    new = NewTransitionRoute.model_validate({**CASE.body, "contractId": str(contract.id)})
    made = await ready.client().register_transition_route(new)
    lead = ready.client(ready.lead)
    assert await lead.transition_routes(contractId=str(contract.id)) == [made]
    assert (await lead.transition_timeline(made.id)).route_id == made.id
