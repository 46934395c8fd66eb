"""The work list in the graph, with the results that were judged."""

from typing import Any

import pytest

from tests.services.access.desired_results.test_rest import washing
from tests.services.access.evaluated_decisions.test_rest import judged


@pytest.mark.rule("R-X08")
async def test_the_list_has_its_results_in_the_graph(agreed: Any) -> None:
    """The signal, the counts, and each result with its verdict."""
    decision = await agreed.decided()
    result = await agreed.client().register_desired_result(washing(decision.id))
    await agreed.hear("client-result-evaluated", judged(result))
    query = """{ evaluatedDecisions { nodes { id signal achieved desiredResults { id evaluation { verdict } } } } }"""
    nodes = (await agreed.graph(query))["data"]["evaluatedDecisions"]["nodes"]
    assert nodes == [
        {
            "id": str(decision.id), "signal": "endToDecide", "achieved": 1,
            "desiredResults": [{"id": str(result.id), "evaluation": {"verdict": "achieved"}}],
        }
    ]  # fmt: skip
    one = "query ($id: UUID!) { evaluatedDecision(id: $id) { results } }"
    assert (await agreed.graph(one, id=str(decision.id)))["data"]["evaluatedDecision"] == {"results": 1}
