"""Access routes in the graph."""

from typing import Any

import pytest


@pytest.mark.rule("R-A01")
@pytest.mark.rule("N-90")
async def test_routes_are_asked_in_the_graph(agreed: Any) -> None:
    """Guidance is the team's; the steps of D, what C demands, and what a court under the Wmo leads to."""
    query = """query ($asked: NewAccessRoute!) {
      accessRoute(asked: $asked) { place freeAccess steps { rule } findings { code } }
      processSteps(scenario: d) { number kind responsible }
      scenarioConstraints(scenario: c) { document places }
      referrerRoutes(law: wmo2015) { referrerType outcome mayRefuse finding { textNl } } }"""
    asked = {"limitedVolumeRisk": False, "expertiseConcentration": False, "line": "second"}
    found = (await agreed.graph(query, asked=asked))["data"]
    assert (found["accessRoute"]["place"], found["accessRoute"]["freeAccess"]) == ("socialTeam", False)
    assert found["processSteps"][-1]["responsible"] == ["municipality", "provider"]
    assert found["scenarioConstraints"] == [{"document": "referralLetter", "places": ["secondLineProvider"]}]
    (court,) = [one for one in found["referrerRoutes"] if not one["mayRefuse"]]
    assert court["outcome"] == "binding"
