"""Budgets for results in the graph, with their request, their acts and the sum per citizen."""

from typing import Any

import pytest


@pytest.mark.rule("R-A32")
async def test_a_budget_lives_in_the_graph(agreed: Any) -> None:
    """Set, chosen in the version that was seen, summed, ended; another one withdrawn."""
    register = """mutation ($new: NewResultBudget!) { registerResultBudget(new: $new) {
      id state results { text } request { id } } }"""
    found = []
    for citizen in ("inwoner-1", "inwoner-2"):
        request = await agreed.report(citizen, acute=True)
        new = {
            "requestId": str(request.id), "results": [{"text": "De post is op orde."}], "amountCents": 90_000,
            "startDate": "2026-05-01",
        }  # fmt: skip
        made = (await agreed.graph(register, new=new))["data"]["registerResultBudget"]
        assert (made["state"], made["request"]["id"]) == ("set", str(request.id))
        found.append((made["id"], str(request.citizen_id)))
    (first, citizen), (second, _) = found
    provider = agreed.tenant.providers[0]
    choose = """mutation ($id: UUID!, $p: String!) { done: chooseResultBudgetProvider(id: $id, given: {provider: $p},
      version: 1) { state provider } }"""
    assert (await agreed.graph(choose, id=first, p=provider))["data"]["done"] == {
        "state": "chosen", "provider": provider,
    }  # fmt: skip
    total = "query ($id: UUID!) { resultBudgetSum(citizenId: $id) { budgets totalCents } }"
    assert (await agreed.graph(total, id=citizen))["data"]["resultBudgetSum"] == {
        "budgets": 1, "totalCents": 90_000,
    }  # fmt: skip
    end = """mutation ($id: UUID!) { done: endResultBudget(id: $id, given: {endDate: "2026-06-30"}) { state } }"""
    assert (await agreed.graph(end, id=first))["data"]["done"]["state"] == "ended"
    withdraw = "mutation ($id: UUID!) { done: withdrawResultBudget(id: $id) { state } }"
    assert (await agreed.graph(withdraw, id=second))["data"]["done"]["state"] == "withdrawn"
    listed = await agreed.graph("{ resultBudgets(state: ended) { nodes { id } } }")
    assert listed["data"]["resultBudgets"]["nodes"] == [{"id": first}]
