"""Plans of action when many act at once (R-O20)."""

from __future__ import annotations

import pytest

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.consulting import twenty
from tests.services.outcomes.improvement_plans.case import plan


@pytest.mark.rule("R-O20")
async def test_twenty_at_once_make_one_plan_that_is_agreed_once(measured: Measured) -> None:
    """Under one reference one plan with one fact; of twenty agreements one is taken, the others meet its state; a dry run writes nothing."""
    dry = await measured.post("/improvement-plans?dryRun=true", plan(measured))
    assert dry.status_code == 201
    assert await twenty(
        measured, "POST", "/improvement-plans", json=plan(measured, externalReference="plan-een")
    ) == {200: 19, 201: 1}
    (made,) = await measured.client().improvement_plans()
    path = f"/improvement-plans/{made.id}/agreement"
    assert await twenty(measured, "POST", path, oin=measured.lead) == {200: 1, 409: 19}
    answer = await measured.get("/events?limit=200")
    told = [one["type"].split(".")[-2] for one in answer.json()["events"]]
    assert (told.count("improvement-plan-proposed"), told.count("improvement-plan-agreed")) == (1, 1)
