"""Making a plan leaves one row in the logbook, and a line in the processing log for everybody in it."""

from typing import Any

from shared.schemas.access import HouseholdMember, NewHouseholdPlan


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
