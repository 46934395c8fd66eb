"""Majority signals in the graph, with the request from which the help came."""

from typing import Any

import pytest

from shared.values.terms import Law
from tests.services.access.legal_checks.known import youth


@pytest.mark.rule("R-A16")
async def test_a_signal_is_read_in_the_graph(agreed: Any) -> None:
    """Watched, with its months, its request and its explanation."""
    request = await youth(agreed, "2010-11-20")
    await agreed.client().take_decision(request.id, agreed.new_decision(law=Law.JEUGDWET))
    await agreed.work()
    query = """{ majoritySignals(state: watched) { nodes {
      ageLimit reachesIn signalOn request { id } derivation { steps { rule } } } } }"""
    (node,) = (await agreed.graph(query))["data"]["majoritySignals"]["nodes"]
    assert (node["ageLimit"], node["reachesIn"], node["signalOn"]) == (18, "2028-11-01", "2028-05-01")
    assert node["request"]["id"] == str(request.id)
    assert {step["rule"] for step in node["derivation"]["steps"]} == {"R-A16"}
