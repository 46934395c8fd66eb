"""Exclusive coverage in the graph: the same operations (R-C12)."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.coverages.given import emmen

ASSIGN = """mutation ($new: NewCoverage!) {
  assignCoverage(new: $new) { id version population { name } carrying { enough } derivation { steps { rule } } }
}"""
CHANGE = """mutation ($id: UUID!, $change: CoverageChange!) {
  changeCoverage(id: $id, change: $change, version: 1) { version validUntil }
}"""
WITHDRAW = "mutation ($id: UUID!) { withdrawCoverage(id: $id) { withdrawnOn } }"
READ = """query ($id: UUID!, $population: UUID!) {
  coverage(id: $id) { provider areaCodes } coverages(populationId: $population) { nodes { id } }
  coverageGaps(populationId: $population, validFrom: "2027-01-01") {
    nodes { complete coveredAreas gaps { areaCode } responsibilities { provider areaCodes } }
  }
}"""


@pytest.mark.rule("R-C12")
async def test_coverage_is_assigned_read_changed_and_withdrawn(ready: Ready) -> None:
    """With its population and why; five areas are open; another's area is refused as over REST."""
    place = await emmen(ready)
    new = place.body("A", validFrom="2027-01-01")
    made = (await given.graph(ready.tenant, ASSIGN, key="a", new=new))["data"]["assignCoverage"]
    assert (made["population"]["name"], made["carrying"]) == ("Huishoudelijke hulp in Emmen", None)
    assert made["derivation"] == {"steps": [{"rule": "R-C12"}]}
    told = (await given.graph(ready.tenant, READ, id=made["id"], population=place.population_id))["data"]
    assert told["coverage"] == {"provider": place.oin("A"), "areaCodes": ["TG-A"]}
    (state,) = told["coverageGaps"]["nodes"]
    assert (state["complete"], state["coveredAreas"], len(state["gaps"])) == (False, 1, 5)
    refused = await given.refusal(
        ready.tenant, ASSIGN, key="b", new=place.body("B", "TG-A", validFrom="2027-01-01")
    )
    assert (refused["code"], refused["rule"], refused["status"]) == ("coverage-taken", "R-C12", 409)
    changed = await given.graph(
        ready.tenant, CHANGE, key="c", id=made["id"], change={"validUntil": "2027-12-31"}
    )
    assert changed["data"]["changeCoverage"] == {"version": 2, "validUntil": "2027-12-31"}
    gone = await given.graph(ready.tenant, WITHDRAW, key="d", id=made["id"])
    assert gone["data"]["withdrawCoverage"] == {"withdrawnOn": "2026-01-01"}
