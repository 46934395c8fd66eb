"""The sums of the database are those of the rules, in one statement whatever there is."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.access.costly_clients import store
from services.access.costly_clients.rules import MOST, apportion, top_count
from shared.schemas.access import NewPolicy
from tests.services.access.care_stacking.given import add, allocation, citizens

FIRST, LAST = date(2026, 2, 1), date(2026, 4, 30)


@pytest.mark.rule("R-A43")
async def test_the_database_sums_as_the_rules_do(agreed: Any) -> None:
    """Random budgets and days: each client's part of the period, the total, the top in its order."""
    chance, persons, sums, unknown = random.Random(43), await citizens(agreed, 25), {}, set()
    made = []
    for number in range(1, 76):
        start = date(2025, 12, 1) + timedelta(days=chance.randint(0, 200))
        end = chance.choice([None, *[start + timedelta(days=chance.randint(0, 400))] * 4])
        budget, person = chance.choice([None, *[chance.randint(0, 99_999_999)] * 3]), chance.choice(persons)
        made.append(allocation(agreed, person, number, start_date=start, end_date=end, budget_cents=budget))
        if start > LAST or (end is not None and end < FIRST):
            continue
        if budget is None:
            unknown.add(person)
        else:
            sums[person] = sums.get(person, 0) + apportion(budget, (start, end), (FIRST, LAST))
    await add(agreed, *made)
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            found = await store.count_costly(
                connection, [agreed.tenant.owner], FIRST, LAST, 2_000, limit=MOST
            )
    assert len(seen) == 1
    wanted = sorted(sums.items(), key=lambda one: (-one[1], one[0]))[: top_count(len(sums), 2_000)]
    assert [(one.citizen_id, one.value_cents) for one in found.lines] == wanted
    assert [one.rank for one in found.lines] == list(range(1, len(wanted) + 1))
    assert (found.clients, found.total_cents) == (len(sums), sum(sums.values()))
    assert (found.top_clients, found.top_cents) == (len(wanted), sum(worth for _, worth in wanted))
    assert found.clients_unknown == len(unknown - sums.keys())


@pytest.mark.rule("R-A43")
async def test_a_decisions_value_is_for_the_days_that_an_allocation_runs(agreed: Any) -> None:
    """365.00 for a year is 31.00 in May; what was taken over halfway by another number has the rest, and together it is the whole."""
    start = agreed.tenant.today
    end = start + timedelta(days=364)
    decision = await agreed.decided("duur", value_cents=36_500, end_date=end)
    may = (date(2026, 5, 1), date(2026, 5, 31))

    async def worth(first: date, last: date) -> dict[UUID, int]:
        async with agreed.connection() as connection:
            found = await store.count_costly(
                connection, [agreed.tenant.owner], first, last, 10_000, limit=MOST
            )
        return {one.citizen_id: one.value_cents for one in found.lines}

    assert await worth(*may) == {decision.citizen_id: 3_100}
    middle = start + timedelta(days=100)
    async with agreed.connection() as connection:
        await connection.raw.execute(
            "update allocations set end_date = $2 where owner = $1", agreed.tenant.owner, middle
        )
    rest = allocation(
        agreed, decision.citizen_id, 900, decision_id=decision.id, budget_cents=None,
        start_date=middle + timedelta(days=1), end_date=end,
    )  # fmt: skip
    assert await worth(start, end) == {decision.citizen_id: 10_100}
    await add(agreed, rest)
    assert await worth(start, end) == {decision.citizen_id: 36_500}


@pytest.mark.rule("R-A43")
async def test_only_above_the_policys_amount_is_told(agreed: Any) -> None:
    """Without an amount nothing; with one, who was allocated more in the twelve whole months before, strictly."""
    owner, (one, two) = agreed.tenant.owner, await citizens(agreed, 2)
    year = {"start_date": date(2025, 4, 1), "end_date": date(2026, 3, 31)}
    await add(agreed, allocation(agreed, one, 1, budget_cents=1_000_000, **year))
    await add(agreed, allocation(agreed, two, 2, budget_cents=1_000_001, **year))
    async with agreed.connection() as connection:
        assert await store.find_signals(connection, owner, agreed.tenant.today) == []
    await agreed.client().register_policy(
        NewPolicy(valid_from=agreed.tenant.today, conspicuous_cost_cents=1_000_000)
    )
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            found = await store.find_signals(connection, owner, agreed.tenant.today)
    assert len(seen) == 2
    assert [(each.kind, each.citizen_id, each.facts["valueCents"]) for each in found] == [
        ("costlyClient", two, 1_000_001)
    ]
    assert (found[0].facts["firstDay"], found[0].facts["lastDay"]) == ("2025-04-01", "2026-03-31")
