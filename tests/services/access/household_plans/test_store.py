"""Who is in which plan, in the database."""

from typing import Any

import asyncpg
import pytest

from services.access.household_plans.store import list_plans_of, read_household
from shared.schemas.access import HouseholdMember, NewHouseholdPlan
from shared.values import new_id


@pytest.mark.rule("R-A23")
async def test_the_database_itself_knows_one_open_plan(agreed: Any) -> None:
    """What is known of a household tells who is planned for; a second open place in a plan cannot be written."""
    request = await agreed.report("plan-lid")
    member = HouseholdMember(citizen_id=request.citizen_id)
    made = await agreed.client().register_household_plan(
        NewHouseholdPlan(start_date=agreed.tenant.today, members=[member])
    )
    async with agreed.connection() as connection:
        ids = [request.citizen_id, new_id()]
        known = await read_household(connection, request.owner, ids, [], agreed.tenant.today)
        assert (known.alive, known.planned) == ({request.citizen_id: True}, {request.citizen_id: made.id})
        assert [one.id for one in await list_plans_of(connection, request.citizen_id)] == [made.id]
    query = (
        "insert into household_members (owner, id, client_id, plan_id, citizen_id)"
        " select owner, gen_random_uuid(), client_id, plan_id, citizen_id from household_members where plan_id = $1"
    )
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await connection.raw.execute(query, made.id)
