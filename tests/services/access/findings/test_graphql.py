"""Trends in the graph."""

from typing import Any


async def test_trends_live_in_the_graph(agreed: Any) -> None:
    """The trends of a period and their kinds, by weight when asked; another than the municipality is refused."""
    await agreed.report()
    query = """{ trendFindings(firstDay: "2026-04-01", lastDay: "2026-04-30", kind: demandRising) {
      firstDayBefore policyVersion findings { code rule found subject figures { name unit now { count decimal basisPoints } }
        limit { name value policyId policyVersion } reason { nl } mend { en } derivation { rule } }
      notAssessed { code missing { nl } } } }"""
    answer = await agreed.graph(query)
    assert "errors" not in answer, answer
    shown = answer["data"]["trendFindings"]
    (found,) = shown["findings"]
    assert (shown["firstDayBefore"], found["rule"], found["found"]) == ("2026-03-02", "E-02", False)
    assert found["figures"][0] == {
        "name": "requests", "unit": "count", "now": {"count": 1, "decimal": None, "basisPoints": None},
    }  # fmt: skip
    kinds = await agreed.graph("{ trendFindingKinds(severity: information) { code limit complaints } }")
    assert {one["code"]: one["limit"] for one in kinds["data"]["trendFindingKinds"]} == {
        "pgbSwitchesRising": "trendDeviationBasisPoints",
        "reviewYieldLow": "reviewYieldMinimumBasisPoints",
    }
    refused = await agreed.graph(query, oin=agreed.tenant.providers[0])
    assert refused["errors"]
