"""Plans of action over HTTP: from a verdict that lags to a plan that both sides carried out (R-O20, N-152, D-09)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.schemas.outcomes import NewPlanProgress, PlanClosure
from shared.values.consulting import PlanResult, PlanState
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.improvement_plans.case import plan
from tests.support.house import House
from tests.support.tenants import new_tenant


@pytest.mark.rule("R-O20")
async def test_from_a_lagging_result_to_a_plan_carried_out(measured: Measured, house: House) -> None:
    """6.9 with at least 7 is not met: the work list asks for a plan, both sides agree, progress is told, the result closes it."""
    await measured.measure("2026-Q2", "6.9")
    purchaser, provider = measured.client(), measured.client(measured.lead)
    (need,) = await purchaser.improvement_plan_needs(measured.contract.id)
    assert (need.indicator, need.plan_id, need.overdue) == ("client-satisfaction", None, True)
    path = "/improvement-plans/by-reference/plan/1"
    sent = [await measured.tenant.ask("outcomes", "PUT", path, json=plan(measured)) for _ in range(2)]
    assert [one.status_code for one in sent] == [201, 200], sent[0].text
    other = plan(measured, actions=[{**plan(measured)["actions"][0], "dueOn": "2026-11-01"}])
    used = await measured.tenant.ask("outcomes", "PUT", path, json=other)
    assert (used.status_code, [one["location"] for one in used.json()["errors"]]) == (409, ["#/actions"])
    made = sent[0].json()
    own = await measured.post(f"/improvement-plans/{made['id']}/agreement", {})
    assert (own.status_code, own.json()["code"]) == (403, "not-a-side-of-the-plan")
    agreed = await provider.agree_improvement_plan(made["id"])
    assert (agreed.state, agreed.agreed_by, str(agreed.due_on)) == (
        PlanState.AGREED,
        measured.lead,
        "2026-10-01",
    )
    told = await provider.tell_plan_progress(
        made["id"], NewPlanProgress(action_number=1, note="Overal ingevoerd.", done=True)
    )
    assert (told.due_on, [one.number for one in told.fulfilled]) == (None, [1])
    closed = await purchaser.close_improvement_plan(
        made["id"], PlanClosure(result=PlanResult.RECOVERED, note="De tevredenheid herstelde zich.")
    )
    assert (closed.state, closed.result) == (PlanState.COMPLETED, PlanResult.RECOVERED)
    (answered,) = await provider.improvement_plan_needs(measured.contract.id)
    assert (answered.plan_state, answered.overdue) == (PlanState.COMPLETED, False)
    why = await purchaser.explain_improvement_plan(made["id"])
    assert [(one.rule, one.result) for one in why.steps] == [("R-O20", True)]
    facts = [one async for one in _told(measured)]
    assert [one["type"].split(".")[-2] for one in facts] == [
        "improvement-plan-proposed",
        "improvement-plan-agreed",
        "improvement-plan-progressed",
        "improvement-plan-closed",
    ]
    assert not [one for one in facts if "vaste begeleider" in str(one) or "wisselingen" in str(one)]
    stranger = await new_tenant(house, measured.tenant.today, providers=1)
    for item in ("", "/derivation"):
        unseen = await stranger.ask("outcomes", "GET", f"/improvement-plans/{made['id']}{item}")
        assert (unseen.status_code, unseen.json()["code"]) == (404, "improvement-plan-not-found")


async def _told(measured: Measured) -> Any:
    answer = await measured.get("/events?limit=200")
    for one in answer.json()["events"]:
        if "improvement-plan" in one["type"]:
            yield one


@pytest.mark.rule("R-O20")
async def test_a_plan_that_cannot_be_is_refused_whole(measured: Measured) -> None:
    """Every point with its field; a party that is no side, and a citizen's number, are shut out; nothing is written."""
    refused = await measured.post(
        "/improvement-plans", plan(measured, indicators=["nope"], quarter="2026-Q4")
    )
    assert (refused.status_code, [one["location"] for one in refused.json()["errors"]]) == (
        409,
        ["#/indicators/0", "#/quarter"],
    )
    auditor = await measured.post("/improvement-plans", plan(measured), oin=measured.tenant.auditor)
    assert auditor.status_code == 403
    numbered = await measured.post("/improvement-plans", plan(measured, cause="Over 999900006."))
    assert (numbered.status_code, numbered.json()["errors"][0]["code"]) == (400, "bsn-refused")
    assert await measured.client().improvement_plans(contractId=measured.contract.id) == []
