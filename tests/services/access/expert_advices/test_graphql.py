"""Advice of experts in the graph."""

from typing import Any

import pytest


@pytest.mark.rule("R-A21")
async def test_advice_lives_in_the_graph(agreed: Any) -> None:
    """Recorded with its warning and why, listed, counted."""
    client = agreed.client()
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    register = """mutation ($new: NewExpertAdvice!) { registerExpertAdvice(new: $new) {
      id independenceWarning advisers { expert employer } derivation { steps { rule } } } }"""
    new = {
        "decisionId": str(draft.id), "kind": "advice", "advisedOn": "2026-04-20", "opinion": "negative",
        "advisers": [{"expert": "A. de Wit", "employer": agreed.tenant.providers[0]}],
    }  # fmt: skip
    made = (await agreed.graph(register, new=new))["data"]["registerExpertAdvice"]
    assert (made["independenceWarning"], made["advisers"][0]["expert"]) == (True, "A. de Wit")
    assert [step["rule"] for step in made["derivation"]["steps"]] == ["R-A21", "R-A21"]
    found = (
        await agreed.graph(
            '{ expertAdvices(independenceWarning: true) { nodes { id } } adviceCounts(firstDay: "2026-04-01",'
            ' lastDay: "2026-04-30") { advices warnings rateBasisPoints } }'
        )
    )["data"]
    assert found["expertAdvices"]["nodes"] == [{"id": made["id"]}]
    assert found["adviceCounts"] == {"advices": 1, "warnings": 1, "rateBasisPoints": 10_000}
