"""Budget allocations in the graph: each method under its own name, and the same answer as over REST."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant

ALLOCATE = """mutation ($new: NewBudgetAllocation!) { allocateBudget(new: $new) {
  id method totalCents parts { code level amountCents } remarks { code } unavailable { code }
  basis { ... on ExpectedClients { totalCents areas { clients } } ... on NeighbourhoodDivision { budgets { code } } }
  sufficiency { shortCents lines { code sufficient } } derivation { steps { rule } } } }"""
LIST = "{ budgetAllocations(method: expectedClients, year: 2027) { nodes { id } } }"
READ = "query ($id: UUID!) { budgetAllocation(id: $id) { name parts { amountCents } } }"
AREAS = [{"code": f"g-{i}", "clients": n} for i, n in enumerate((400, 350, 300, 250, 400, 300))]


@pytest.mark.rule("R-C14")
async def test_a_budget_is_divided_once_per_key_and_found_again(tenant: Tenant) -> None:
    """10 m over 400/350/300/250/400/300."""
    new = {
        "name": "Emmen",
        "year": 2027,
        "basis": {"expectedClients": {"totalCents": 1_000_000_000, "areas": AREAS}},
    }
    made = await given.graph(tenant, ALLOCATE, key="a", new=new)
    assert "errors" not in made, made
    assert await given.graph(tenant, ALLOCATE, key="a", new=new) == made
    shown = made["data"]["allocateBudget"]
    assert [one["amountCents"] for one in shown["parts"]] == [
        200_000_000, 175_000_000, 150_000_000, 125_000_000, 200_000_000, 150_000_000,
    ]  # fmt: skip
    assert shown["basis"]["areas"][0] == {"clients": 400}
    assert shown["derivation"]["steps"] == [{"rule": "R-C14"}]
    assert (await given.graph(tenant, LIST))["data"]["budgetAllocations"]["nodes"] == [{"id": shown["id"]}]
    assert (await given.graph(tenant, READ, id=shown["id"]))["data"]["budgetAllocation"]["name"] == "Emmen"


@pytest.mark.rule("R-C19")
async def test_sufficiency_stands_beside_the_parts_and_refusals_are_those_of_rest(ready: Ready) -> None:
    """A short 0.2; what does not add up is refused with its rule; another party meets 404."""
    budgets = [{"code": code, "amountCents": n} for code, n in (("A", 210_000_000), ("B", 290_000_000))]
    basis = {"neighbourhoods": {"totalCents": 500_000_000, "budgets": budgets}}
    costs = [{"code": "A", "amountCents": 230_000_000}]
    new = {"name": "Wijken", "year": 2027, "basis": basis, "currentCosts": costs}
    shown = (await ready.graph(ALLOCATE, key="a", new=new))["data"]["allocateBudget"]
    assert shown["sufficiency"] == {
        "shortCents": 20_000_000, "lines": [{"code": "A", "sufficient": False}, {"code": "B", "sufficient": None}],
    }  # fmt: skip
    basis["neighbourhoods"]["totalCents"] = 1
    refused = await given.refusal(ready.tenant, ALLOCATE, key="b", new=new)
    assert refused["code"] == "budget-allocation-refused"
    gone = await given.refusal(ready.tenant, READ, oin=ready.lead, id=shown["id"])
    assert (gone["code"], gone["status"]) == ("budget-allocation-not-found", 404)
