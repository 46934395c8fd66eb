"""Social return in the graph: told, recognised and stated by mutations, and read with its derivation."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.social_returns.examples import ReadyOn, effort, running, stating

AUTUMN = date(2026, 11, 1)


@pytest.mark.rule("R-C31")
async def test_social_return_is_lived_in_the_graph(ready_on: ReadyOn) -> None:
    """24,000 told by the provider and recognised by the purchaser leaves 6,000 of 30,000; another effort is withdrawn."""
    ready, contract = await running(ready_on, AUTUMN)
    enter = "mutation ($new: NewSocialReturnEntry!) { enterSocialReturn(new: $new) { id state contract { number } } }"
    made = await ready.graph(enter, oin=ready.lead, key="a", new=effort(contract))
    entry = made["data"]["enterSocialReturn"]
    assert (entry["state"], entry["contract"]["number"]) == ("entered", contract.number), made
    other = await ready.graph(enter, oin=ready.lead, key="b", new=effort(contract, kind="job"))
    gone = await ready.graph(
        "mutation ($id: UUID!) { withdrawSocialReturn(id: $id) { state } }",
        oin=ready.lead,
        key="c",
        id=other["data"]["enterSocialReturn"]["id"],
    )
    assert gone["data"]["withdrawSocialReturn"]["state"] == "withdrawn", gone
    done = await ready.graph(
        """mutation ($id: UUID!) { decideSocialReturn(id: $id, decision: {recognised: true}) {
             recognisedCents derivation { steps { rule } } } }""",
        key="d",
        id=entry["id"],
    )
    assert done["data"]["decideSocialReturn"]["derivation"]["steps"] == [{"rule": "R-C31"}], done
    found = await ready.graph(
        """query ($id: UUID!, $entry: UUID!) {
             socialReturn(contractId: $id) { gapCents years { year requiredCents } derivation { steps { rule } } }
             socialReturnOverview { nodes { requiredCents contract { number } derivation { steps { rule } } } }
             socialReturnEntries(contractId: $id, state: recognised) { nodes { id } }
             socialReturnEntry(id: $entry) { kind evidence } }""",
        id=str(contract.id),
        entry=entry["id"],
    )
    told = found["data"]["socialReturn"]
    assert (told["gapCents"], told["years"]) == (600_000, [{"year": 2026, "requiredCents": 3_000_000}])
    assert [one["rule"] for one in told["derivation"]["steps"]] == [
        "R-S06",
        "G-13",
        "R-C31",
        "R-C31",
        "R-C31",
    ]
    (line,) = found["data"]["socialReturnOverview"]["nodes"]
    assert line["requiredCents"] == 3_000_000 and line["derivation"] == told["derivation"]
    assert [one["id"] for one in found["data"]["socialReturnEntries"]["nodes"]] == [entry["id"]]
    assert found["data"]["socialReturnEntry"]["evidence"] == "Drie leerwerkplekken"


@pytest.mark.rule("R-C31")
async def test_a_sum_is_stated_and_read_in_the_graph(ready_on: ReadyOn) -> None:
    """Staff cost of a year, found by contract, year and id; a refusal carries its code and rule."""
    asks = {"socialReturn": {"basisPoints": 500, "base": "staffCost"}}
    ready, contract = await running(ready_on, AUTUMN, conditions=asks)
    state = "mutation ($new: NewSocialReturnSum!) { setSocialReturnSum(new: $new) { id version } }"
    new = stating(contract, 40_000_000)
    made = (await ready.graph(state, key="a", new=new))["data"]["setSocialReturnSum"]
    found = await ready.graph(
        """query ($id: UUID!, $sum: UUID!) { socialReturnSum(id: $sum) { amountCents contract { number } }
             socialReturnSums(contractId: $id, year: 2026) { nodes { id } } }""",
        id=str(contract.id),
        sum=made["id"],
    )
    assert found["data"]["socialReturnSum"]["amountCents"] == 40_000_000, found
    assert [one["id"] for one in found["data"]["socialReturnSums"]["nodes"]] == [made["id"]]
    told = await given.refusal(ready.tenant, state, key="b", new={**new, "year": 2040})
    assert (told["code"], told["rule"]) == ("social-return-sum-refused", "R-C31")


@pytest.mark.rule("R-C31")
async def test_a_contract_that_asks_none_requires_nothing_in_the_graph(ready_on: ReadyOn) -> None:
    """Not agreed, nothing required; of a contract of another purchaser it is a refusal."""
    ready, contract = await running(ready_on, AUTUMN, conditions={"cooperationDuty": True})
    query = "query ($id: UUID!) { socialReturn(contractId: $id) { agreed base requiredCents } }"
    told = (await ready.graph(query, id=str(contract.id)))["data"]
    assert told == {"socialReturn": {"agreed": False, "base": None, "requiredCents": 0}}
    other = await ready_on(AUTUMN)
    refused = await given.refusal(other.tenant, query, id=str(contract.id))
    assert refused["code"] == "contract-not-found"
