"""Plans of action in the graph."""

from __future__ import annotations

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.improvement_plans.case import plan


async def test_plans_in_the_graph(measured: Measured) -> None:
    """Proposed, found with what is needed, agreed and withdrawn."""
    await measured.measure("2026-Q2", "6.9")
    register = "mutation ($new: NewImprovementPlan!) { registerImprovementPlan(new: $new) { id state derivation { steps { rule } } } }"
    made = await measured.query(register, new=plan(measured))
    one = made["data"]["registerImprovementPlan"]
    assert (one["state"], one["derivation"]["steps"][0]["rule"]) == ("proposed", "R-O20"), made
    asked = (
        "query ($id: UUID!) { improvementPlanNeeds(contractId: $id) { edges { node { indicator planId } } } }"
    )
    needs = await measured.query(asked, id=str(measured.contract.id))
    (edge,) = needs["data"]["improvementPlanNeeds"]["edges"]
    assert edge["node"] == {"indicator": "client-satisfaction", "planId": one["id"]}
    agree = "mutation ($id: UUID!) { agreeImprovementPlan(id: $id) { state agreedBy } }"
    agreed = await measured.query(agree, id=one["id"], oin=measured.lead)
    assert agreed["data"]["agreeImprovementPlan"] == {"state": "agreed", "agreedBy": measured.lead}, agreed
    progress = "mutation ($id: UUID!, $p: NewPlanProgress!) { tellPlanProgress(id: $id, progress: $p) { progress { note } } }"
    told = await measured.query(progress, id=one["id"], p={"note": "Begonnen."})
    assert told["data"]["tellPlanProgress"]["progress"] == [{"note": "Begonnen."}], told
    close = "mutation ($id: UUID!, $c: PlanClosure!) { closeImprovementPlan(id: $id, closure: $c) { state } }"
    closed = await measured.query(close, id=one["id"], c={"note": "Vervallen."})
    assert closed["data"]["closeImprovementPlan"] == {"state": "withdrawn"}, closed
