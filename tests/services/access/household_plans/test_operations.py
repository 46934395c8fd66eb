"""Making a plan leaves one row in the logbook, and a line in the processing log for everybody in it."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationChange, HouseholdMember, NewHouseholdPlan, NewPolicy


async def test_everybody_in_a_plan_is_noted(agreed: Any) -> None:
    """Two members, two lines of the making, both of the one row that tells it."""
    people = [(await agreed.report(one)).citizen_id for one in ("plan-een", "plan-twee")]
    made = await agreed.client().register_household_plan(
        NewHouseholdPlan(
            start_date=agreed.tenant.today, members=[HouseholdMember(citizen_id=one) for one in people]
        )
    )
    rows = [row for row in await agreed.logged() if row["what"].startswith("household-plan")]
    assert [(row["what"], row["subject"], row["parties"]) for row in rows] == [
        ("household-plan-made", made.id, [])
    ]
    service = agreed.tenant.house.services["access"]
    lines = await service.database.worker.fetch(
        "select subject from processing_log where name = 'access.household_plans.register_household_plan'"
        " and owner = $1",
        agreed.tenant.owner,
    )
    assert {row["subject"] for row in lines} == set(people)


@pytest.mark.rule("R-A23")
@pytest.mark.rule("R-A31", "R-A44")
async def test_a_plan_says_what_it_lacks_though_nobody_wrote_it(agreed: Any) -> None:
    """An allocation without end of a member, and its end; a policy with another limit: found by the day, told once, explained."""
    client, day = agreed.client(), agreed.tenant.today
    asked = await agreed.report("lid")
    made = await client.register_household_plan(
        NewHouseholdPlan(
            start_date=day, end_date=date(2026, 12, 31), members=[HouseholdMember(citizen_id=asked.citizen_id)],
            providers=agreed.tenant.providers[:2],
        )
    )  # fmt: skip
    assert (made.warnings, made.version) == ([], 1)
    await agreed.work()
    assert (await client.get_household_plan(made.id)).version == 1
    decision = await client.take_decision(asked.id, agreed.new_decision())
    assert decision.end_date is None
    for _ in range(2):
        await agreed.work()
    lacks = await client.get_household_plan(made.id)
    assert (lacks.warnings, lacks.version) == (["allocation-without-end"], 2)
    [running] = await client.list_allocations(decisionId=str(decision.id))
    ends = AllocationChange(
        change_reason="05", end_date=date(2026, 10, 31), agreed=True, motivation="Het doel komt in zicht."
    )
    await client.change_allocation(running.id, ends)
    await agreed.work()
    whole = await client.get_household_plan(made.id)
    assert (whole.warnings, whole.version) == ([], 3)
    await client.register_policy(NewPolicy(valid_from=day, coordinator_from_providers=2))
    await agreed.work()
    alone = await client.get_household_plan(made.id)
    assert (alone.warnings, alone.policy_version) == (["no-coordinator"], 1)
    steps = (await client.explain_household_plan(made.id)).steps
    assert [one.inputs.get("limit") for one in steps] == [None, 2]
    assert [one.data["warnings"] for one in await agreed.facts("household-plan-changed")] == [
        ["allocation-without-end"], [], ["no-coordinator"],
    ]  # fmt: skip
