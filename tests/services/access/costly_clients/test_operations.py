"""Who sees the most expensive clients, and that it is noted whose costs were shown."""

from datetime import date
from typing import Any

import pytest

from tests.services.access.care_stacking.given import add, allocation, citizens


@pytest.mark.rule("R-A43")
@pytest.mark.rule("D-35")
async def test_the_five_of_a_hundred_who_are_52_percent(agreed: Any) -> None:
    """5 clients of 10,400.00 and 95 of about 505.26: the top 5 % is 52 %, and only those five are shown and noted."""
    client, persons = agreed.client(), await citizens(agreed, 100)
    budgets = [1_040_000] * 5 + [50_526] * 94 + [4_800_000 - 94 * 50_526]
    lines = [
        allocation(agreed, person, number, budget_cents=budget)
        for number, (person, budget) in enumerate(zip(persons, budgets, strict=True), 1)
    ]
    second = allocation(agreed, persons[0], 200, budget_cents=None, provider=agreed.tenant.providers[1])
    await add(agreed, *lines, second)
    found = await client.costly_clients(date(2026, 1, 1), date(2026, 12, 31))
    assert (found.share_basis_points, found.total_cents, found.top_cents) == (5_200, 10_000_000, 5_200_000)
    assert (found.clients, found.top_clients, found.clients_unknown, found.basis) == (100, 5, 0, "allocated")
    assert [one.citizen_id for one in found.lines] == persons[:5]
    first = found.lines[0]
    assert (first.rank, first.providers, first.products, first.value_unknown, first.running_reviews) == (
        1, sorted(agreed.tenant.providers[:2]), 2, 1, 0,
    )  # fmt: skip
    assert [one.rule for one in found.steps] == ["R-A43", "R-A43"]
    half = await client.costly_clients(date(2026, 1, 1), date(2026, 7, 2), 10_000)
    assert (half.top_clients, half.share_basis_points, len(half.lines)) == (100, 10_000, 100)
    assert half.lines[0].value_cents == 1_040_000 * 183 // 365
