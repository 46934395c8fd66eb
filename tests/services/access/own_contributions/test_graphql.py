"""Own contributions in the graph, with the request from which the care came."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewCareStart
from tests.services.access.legal_checks.known import catalogued


@pytest.mark.rule("R-A30")
async def test_a_contribution_lives_in_the_graph(agreed: Any) -> None:
    """Opened with a tariff of its own, explained, and listed by its route."""
    await catalogued(agreed)
    decision = await agreed.acute()
    care = await agreed.client().register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    register = """mutation ($new: NewOwnContribution!) { registerOwnContribution(new: $new) {
      id route request { id } periods { monthlyCents source } derivation { steps { rule } } } }"""
    tariff = {"monthlyCents": 1_500, "validFrom": "2026-01-01", "source": "Verordening"}
    new = {"careStartId": str(care.id), "tariffs": [tariff]}
    made = (await agreed.graph(register, new=new))["data"]["registerOwnContribution"]
    assert (made["route"], made["request"]["id"]) == ("cakFixedTariff", str(decision.request_id))
    assert made["periods"] == [{"monthlyCents": 1_500, "source": "Verordening"}]
    assert {step["rule"] for step in made["derivation"]["steps"]} == {"R-A30"}
    listed = await agreed.graph("{ ownContributions(route: cakFixedTariff) { nodes { id } } }")
    assert listed["data"]["ownContributions"]["nodes"] == [{"id": made["id"]}]
