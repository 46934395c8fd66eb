"""Amendments in the graph: decided, signed and read with the contract that they change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.contracts import given
from tests.services.contracts.amendments.test_rest import BUDGET, NORM, decide
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant

DECIDE = """mutation ($id: UUID!, $new: NewAmendment!, $v: Int) {
  decideAmendment(contractId: $id, new: $new, version: $v) { id number reason derivation { steps { rule } } }
}"""
SIGN = """mutation ($id: UUID!, $by: String) {
  signAmendment(id: $id, signedBy: $by) { state contract { version yearlyFunding { annualAmountCents } } }
}"""
READ = "query ($id: UUID!) { amendment(id: $id) { number agreementChanges { number norm } } }"
LIST = """query ($id: UUID!) {
  amendments(contractId: $id) { nodes { number contract { number } derivation { steps { sentence } } } }
}"""


@pytest.mark.rule("R-C07")
async def test_an_amendment_is_decided_and_signed_into_force_once_per_key(ready: Ready) -> None:
    """Why it is allowed, the contract before and after the second signature, and the same answer to the same key."""
    contract = await ready.active()
    decided = await given.graph(ready.tenant, DECIDE, id=str(contract.id), new=BUDGET)
    amendment = decided["data"]["decideAmendment"]
    assert [step["rule"] for step in amendment["derivation"]["steps"]] == ["R-C07", "R-C07"]
    once = await given.graph(ready.tenant, SIGN, id=amendment["id"])
    assert once["data"]["signAmendment"] == {
        "state": "decided",
        "contract": {"version": 4, "yearlyFunding": [{"annualAmountCents": 700_000_000}]},
    }
    twice = await given.graph(ready.tenant, SIGN, key="l", id=amendment["id"], oin=ready.lead)
    assert twice["data"]["signAmendment"] == {
        "state": "inForce",
        "contract": {"version": 5, "yearlyFunding": [{"annualAmountCents": 705_000_000}]},
    }
    assert await given.graph(ready.tenant, SIGN, key="l", id=amendment["id"], oin=ready.lead) == twice
    query = "query ($id: UUID!) { amendments(contractId: $id, state: inForce) { nodes { number } } }"
    listed = await given.graph(ready.tenant, query, id=str(contract.id))
    assert listed["data"]["amendments"]["nodes"] == [{"number": 1}]


@pytest.mark.rule("R-C07")
async def test_a_refusal_names_the_rule_the_points_and_the_next_check(
    ready_on: Callable[[date], Awaitable[Ready]],
) -> None:
    """In May the budget is fixed; another version of the contract than the one read is 412."""
    ready = await ready_on(date(2026, 5, 12))
    contract = await ready.active()
    answer = await given.graph(ready.tenant, DECIDE, id=str(contract.id), new={**BUDGET, "reason": "scope"})
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["extensions"]["rule"]) == ("budget-is-fixed", "R-C07")
    assert [one["code"] for one in error["extensions"]["errors"]] == [
        "not-the-check-day",
        "reason-carries-no-budget",
    ]
    assert "2027-01-01" in error["message"]
    outdated = await given.refusal(
        ready.tenant, DECIDE, id=str(contract.id), new=NORM, v=contract.version - 1
    )
    assert (outdated["code"], outdated["status"]) == ("if-match-outdated", 412)


async def test_faults_are_told_at_their_place_in_input_and_arguments(ready: Ready) -> None:
    """A norm that is no number, nested in a list; a capacity to sign in that is empty."""
    contract = await ready.active()
    new = {**NORM, "agreementChanges": [{"number": 9, "norm": "7.5"}, {"number": 10, "norm": "veel"}]}
    wrong = await given.refusal(ready.tenant, DECIDE, id=str(contract.id), new=new)
    assert [one["location"] for one in wrong["errors"]] == ["#/agreementChanges/1/norm"]
    amendment = await decide(ready, contract, NORM)
    unsigned = await given.refusal(ready.tenant, SIGN, id=str(amendment.id), by="")
    assert (unsigned["status"], [one["location"] for one in unsigned["errors"]]) == (400, ["#/signedBy"])


async def test_three_amendments_cost_as_many_statements_as_one(ready: Ready) -> None:
    """Contract and derivation come by loader: the same statements for one amendment and for three."""
    contract = await ready.active()
    counts = []
    for decisions in (1, 2):
        for _ in range(decisions):
            await decide(ready, contract, NORM)
        counts.append(await given.statements(ready.tenant, LIST, id=str(contract.id)))
    assert counts == [4, 4]


async def test_the_amendment_of_another_is_not_in_the_graph(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """For another purchaser neither amendment nor contract is there, to read, to decide or to sign."""
    contract = await ready.active()
    amendment = await decide(ready, contract, NORM)
    member = await given.graph(ready.tenant, READ, oin=ready.tenant.providers[1], id=str(amendment.id))
    assert member["data"]["amendment"] == {"number": 1, "agreementChanges": [{"number": 9, "norm": "7.5"}]}
    other = await tenant_on(ready.tenant.today)
    for query in (READ, SIGN):
        assert (await given.refusal(other, query, id=str(amendment.id)))["code"] == "amendment-not-found"
    assert (await given.refusal(other, LIST, id=str(contract.id)))["code"] == "contract-not-found"
    assert (await given.refusal(other, DECIDE, id=str(contract.id), new=NORM))["code"] == "contract-not-found"
