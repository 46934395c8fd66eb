"""Plans of households over HTTP: one open plan for a citizen, the provider's own part, and what the feed tells."""

from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import HouseholdMember, HouseholdPlanChange, NewHouseholdPlan
from shared.values import new_id
from tests.services.access.desired_results.test_rest import washing


@pytest.mark.rule("R-A23")
@pytest.mark.rule("N-125")
async def test_a_household_has_one_plan(agreed: Any, tenant_on: Any) -> None:
    """Made, warned of an endless allocation, seen in parts, changed, ended; meanwhile nobody of it is in another plan."""
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    decision = await agreed.decided("gezin-ouder", end_date=None)
    child = await agreed.report("gezin-kind")
    result = await client.register_desired_result(
        washing(decision.id, set_by=["citizen", "municipality", "provider"])
    )
    parent = HouseholdMember(citizen_id=decision.citizen_id)
    new = NewHouseholdPlan(
        start_date=agreed.tenant.today, end_date=date(2026, 12, 31), external_reference="plan/1",
        members=[parent, HouseholdMember(citizen_id=child.citizen_id, relation="16")],
        providers=agreed.tenant.providers[:1], goals=[result.id],
    )  # fmt: skip
    made = await client.register_household_plan(new)
    assert made.director == "j.jansen"
    assert await client.put_household_plan("plan/1", new) == made
    assert (await client.explain_household_plan(made.id)).steps[0].rule == "R-A23"
    seen = await provider.get_household_plan(made.id)
    assert (seen.members, seen.providers) == ([], agreed.tenant.providers[:1])
    assert [one.desired_result_id for one in seen.goals] == [result.id]
    stranger = agreed.client(agreed.tenant.providers[1])
    with pytest.raises(Refusal, match="404"):
        await stranger.get_household_plan(made.id)
    assert await client.list_household_plans(citizenId=child.citizen_id) == [made]
    with pytest.raises(Refusal) as caught:
        await client.register_household_plan(
            NewHouseholdPlan(start_date=agreed.tenant.today, members=[parent])
        )
    assert [one["code"] for one in caught.value.problem["errors"]] == ["in-another-plan"]
    alone = HouseholdPlanChange(members=[parent], providers=[*agreed.tenant.providers[:2]])
    changed = await client.change_household_plan(made.id, made.version, alone)
    assert (changed.version, len(changed.members)) == (2, 1)
    await client.register_household_plan(
        NewHouseholdPlan(
            start_date=agreed.tenant.today, members=[HouseholdMember(citizen_id=child.citizen_id)]
        )
    )
    ended = await client.end_household_plan(made.id)
    assert (ended.state, ended.ended_on, ended.parties) == ("ended", agreed.tenant.today, [])
    again = await client.register_household_plan(
        NewHouseholdPlan(start_date=agreed.tenant.today, members=[parent])
    )
    assert again.warnings[-1] == "plan-without-end"
    facts = await agreed.facts("household-plan-made", "household-plan-changed", "household-plan-ended")
    assert [one.subject_version for one in facts if one.subject == str(made.id)] == [1, 2, 3]
    assert "j.jansen" not in str(facts)
    other = await tenant_on(date(2026, 4, 20))
    assert (await other.ask("access", "GET", f"/household-plans/{made.id}")).status_code == 404


async def test_a_provider_makes_no_plan(agreed: Any) -> None:
    """Only the municipality does; an unknown citizen is told by its place in the list."""
    body = {"startDate": "2026-04-20", "members": [{"citizenId": str(new_id())}]}
    assert (await agreed.post("/household-plans", body, oin=agreed.tenant.providers[0])).status_code == 403
    answer = await agreed.post("/household-plans", body)
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (409, "#/members/0/citizenId")
