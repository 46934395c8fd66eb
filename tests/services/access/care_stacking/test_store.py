"""The stacks of a municipality in the database: those of the rules, page by page, in as many statements whatever there is."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.access.allocations.rules import Allocation
from services.access.care_stacking import store
from services.access.care_stacking.rules import CareStacking
from services.access.policies.rules import DEFAULT
from shared.kit.rows import PageRequest
from shared.schemas.access import HouseholdMember, NewHouseholdPlan
from shared.values.allocating import AllocationState
from tests.services.access.care_stacking.given import add, allocation, citizens

TODAY = date(2026, 4, 20)


def expected(made: list[Allocation], day: date) -> dict[UUID, tuple[int, int]]:
    """How many run for each citizen on the day, and what they are worth, for whom that stands out."""
    found: dict[UUID, tuple[int, int]] = {}
    for one in made:
        if one.state is AllocationState.GRANTED and one.start_date <= day <= (one.end_date or date.max):
            count, worth = found.get(one.citizen_id, (0, 0))
            found[one.citizen_id] = count + 1, worth + (one.budget_cents or 0)
    return {key: (n, worth) for key, (n, worth) in found.items() if n >= 3 or (n > 1 and worth > 5_000_000)}


@pytest.mark.rule("R-A42")
async def test_the_database_counts_as_the_rules_do(agreed: Any) -> None:
    """Random allocations: who stands out on a day, page by page, in one statement; the watch tells the same, in two."""
    chance, persons = random.Random(42), await citizens(agreed, 12)
    made = []
    for number in range(1, 61):
        start = date(2026, 1, 1) + timedelta(days=chance.randint(0, 150))
        end = chance.choice([None, start, start + timedelta(days=chance.randint(20, 200))])
        one = allocation(
            agreed, chance.choice(persons), number, start_date=start, end_date=end,
            budget_cents=chance.choice([None, 10, 1_000_000, 3_000_000]),
        )  # fmt: skip
        if number % 11 == 0:
            one = replace(one, end_date=start, state=AllocationState.DELETED)
        made.append(one)
    await add(agreed, *made)
    seen: list[str] = []
    pages = 0
    async with agreed.connection() as connection:
        for day in (TODAY, TODAY + timedelta(days=31)):
            wanted, shown = expected(made, day), {}
            after: UUID | None = None
            while True:
                with connection.raw.query_logger(lambda query: seen.append(query.query)):
                    page = await store.list_stackings(connection, PageRequest(2, after), DEFAULT, 3, day)
                pages += 1
                shown |= {one.citizen_id: (one.count, one.value_cents) for one in page.items}
                if (after := page.last) is None:
                    break
            assert shown == wanted
            assert wanted, "the case says something"
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            found = await store.find_signals(connection, agreed.tenant.owner, TODAY)
    assert len(seen) == pages + 2
    many = {one.citizen_id for one in found if one.kind == "stackedCare"}
    costly = {one.citizen_id for one in found if one.kind == "stackedValue"}
    wanted = expected(made, TODAY)
    assert many == {key for key, (count, _) in wanted.items() if count >= 3}
    assert costly == {key for key, (count, worth) in wanted.items() if count > 1 and worth > 5_000_000}


@pytest.mark.rule("R-A42")
async def test_a_decisions_value_counts_once_and_a_household_is_whole(agreed: Any) -> None:
    """Two numbers of one decision are worth it once; who is in a plan is counted with the others, and seen with one statement."""
    first = await agreed.decided("stapel-1", value_cents=4_000_000)
    second = await agreed.report("stapel-2")
    again = allocation(
        agreed, first.citizen_id, 900, decision_id=first.id, budget_cents=None, start_date=TODAY
    )
    await add(agreed, again, allocation(agreed, second.citizen_id, 901))
    client = agreed.client()
    members = [HouseholdMember(citizen_id=first.citizen_id), HouseholdMember(citizen_id=second.citizen_id)]
    plan = await client.register_household_plan(NewHouseholdPlan(start_date=TODAY, members=members))
    async with agreed.connection() as connection:
        page = await store.list_stackings(connection, PageRequest(10), DEFAULT, 3, TODAY)
        own = await store.list_stackings(connection, PageRequest(10), DEFAULT, 2, TODAY)
        seen: list[str] = []
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            found = await store.judge_stacking(
                connection, agreed.tenant.owner, second.citizen_id, DEFAULT, TODAY
            )
        before = await store.list_stackings(
            connection, PageRequest(10), DEFAULT, 3, TODAY - timedelta(days=1)
        )
    assert len(seen) == 1
    (home,) = page.items
    assert (home.household_plan_id, home.count, home.value_cents) == (plan.id, 3, 4_100_000)
    assert {one.citizen_id for one in home.allocations} == {first.citizen_id, second.citizen_id}

    def alone(one: CareStacking) -> bool:
        return one.citizen_id == first.citizen_id

    assert [(one.count, one.value_cents) for one in own.items if alone(one)] == [(2, 4_000_000)]
    assert [(one.kind, one.subject, one.citizen_id) for one in found] == [("stackedCare", str(plan.id), None)]
    assert before.items == []
