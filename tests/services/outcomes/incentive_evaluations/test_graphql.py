"""Traffic lights in the graph."""

from __future__ import annotations

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.incentive_evaluations.case import light


async def test_lights_in_the_graph(measured: Measured) -> None:
    """One is given, and stands in the overview among those that are not."""
    graph = await measured.query(
        "mutation ($new: NewIncentiveEvaluation!) { registerIncentiveEvaluation(new: $new) { light } }",
        new=light(measured),
    )
    assert graph["data"]["registerIncentiveEvaluation"] == {"light": "amber"}
    ask = "query ($id: UUID!) { incentiveOverview(contractId: $id, year: 2026) { complete dimensions { light } } }"
    read = await measured.query(ask, id=str(measured.contract.id))
    assert [one["light"] for one in read["data"]["incentiveOverview"]["dimensions"]].count("amber") == 1
