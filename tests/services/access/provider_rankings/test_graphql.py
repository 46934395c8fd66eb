"""Provider rankings in the graph."""

from typing import Any

import pytest

from tests.services.access.provider_rankings.test_rest import a_ranking


@pytest.mark.rule("R-C43")
async def test_a_ranking_is_read_in_the_graph(agreed: Any) -> None:
    """By its indicator and by its id, with place and class of each provider."""
    told = a_ranking(agreed, 1, 2)
    await agreed.hear("ranking-published", told)
    query = """{ providerRankings(indicator: "self-reliance") { nodes {
      id direction entries { rank provider standing value } } } }"""
    (node,) = (await agreed.graph(query))["data"]["providerRankings"]["nodes"]
    assert (node["id"], node["direction"]) == (str(told.id), "higherIsBetter")
    assert [(one["rank"], one["standing"]) for one in node["entries"]] == [(1, "above"), (2, "above")]
    one = "query ($id: UUID!) { providerRanking(id: $id) { publishedOn } }"
    found = (await agreed.graph(one, id=str(told.id)))["data"]["providerRanking"]
    assert found == {"publishedOn": "2026-04-01"}
