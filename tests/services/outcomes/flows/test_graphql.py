"""Flows in the graph."""

from datetime import date

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.flows.caring import start

TEXT = """
query ($contract: UUID!) {
  flows(contractId: $contract, by: team, period: month, since: "2026-03-01", until: "2026-04-30") {
    by lines { team period inflow openAtEnd untilStart { medianDays } }
  }
  flowsExplained(contractId: $contract, until: "2026-03-31") { lines { period steps { rule } } }
}
"""


async def test_the_flows_of_teams_by_month(measured: Measured) -> None:
    """The same as over REST, and a count from scratch that finds nothing to mend."""
    await measured.tell("access", "care-started", start(measured, date(2026, 3, 12)))
    answer = await measured.query(TEXT, contract=str(measured.contract.id))
    shown = answer["data"]["flows"]
    assert shown["by"] == "team"
    assert shown["lines"] == [
        {"team": "WIJK-A", "period": "2026-03", "inflow": 1, "openAtEnd": 1, "untilStart": {"medianDays": 9}},
        {
            "team": "WIJK-A",
            "period": "2026-04",
            "inflow": 0,
            "openAtEnd": 1,
            "untilStart": {"medianDays": None},
        },
    ]
    rules = ["R-O14", "R-O16", "R-O26"]
    explained = [{"period": "2026-Q1", "steps": [{"rule": rule} for rule in rules]}]
    assert answer["data"]["flowsExplained"]["lines"] == explained
    rebuilt = await measured.query("mutation { registerFlowRebuild(new: {}) { differing } }")
    assert rebuilt["data"]["registerFlowRebuild"] == {"differing": 0}
