"""Care stacking over HTTP: who stands out on a day, for the municipality alone."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.services.access.care_stacking.given import add, allocation, citizens


@pytest.mark.rule("R-A42")
@pytest.mark.rule("G-36")
async def test_a_municipality_sees_where_care_is_stacked(agreed: Any, tenant_on: Any) -> None:
    """Three at once, 50,000.01 together; two at once when asked; a day before they began; the others see nothing of it."""
    client = agreed.client()
    many, costly, two, alone = await citizens(agreed, 4)
    owned = [allocation(agreed, many, number, budget_cents=None) for number in (1, 2, 3)]
    owned[2] = allocation(agreed, many, 3, provider=agreed.tenant.providers[1], start_date=date(2026, 3, 1))
    owned += [
        allocation(agreed, costly, 4, budget_cents=2_500_001),
        allocation(agreed, costly, 5, budget_cents=2_500_000),
    ]
    owned += [
        allocation(agreed, two, 6, budget_cents=2_500_000),
        allocation(agreed, two, 7, budget_cents=2_500_000),
    ]
    await add(agreed, *owned, allocation(agreed, alone, 8, budget_cents=6_000_000))
    first, second = await client.list_care_stackings()
    assert (first.citizen_id, first.count, first.since, first.value_unknown) == (many, 3, date(2026, 3, 1), 2)
    assert [(one.allocation_number, one.provider) for one in first.allocations] == [
        (1, agreed.tenant.providers[0]), (2, agreed.tenant.providers[0]), (3, agreed.tenant.providers[1]),
    ]  # fmt: skip
    assert (second.citizen_id, second.stacked, second.value_stacked, second.value_cents) == (
        costly,
        False,
        True,
        5_000_001,
    )
    assert (second.threshold, second.policy_id, second.policy_version, second.since) == (3, None, 0, None)
    assert [one.rule for one in first.steps] == ["R-A42"] * 3
    assert [one.citizen_id for one in await client.list_care_stackings(minimum=2)] == [many, costly, two]
    assert [one.citizen_id for one in await client.list_care_stackings(on="2026-02-28")] == [costly]
    walked = []
    answer = await agreed.get("/care-stackings?minimum=2&limit=1")
    while True:
        walked += [one["citizenId"] for one in answer.json()["items"]]
        if (cursor := answer.json()["next"]) is None:
            break
        answer = await agreed.get(f"/care-stackings?minimum=2&limit=1&cursor={cursor}")
    assert walked == [str(many), str(costly), str(two)]
    for wrong in ("minimum=0", "minimum=51", "on=20260101", "on=2026-13-01"):
        assert (await agreed.get(f"/care-stackings?{wrong}")).status_code == 400, wrong
    assert (await agreed.get("/care-stackings", oin=agreed.tenant.providers[0])).status_code == 403
    other = await tenant_on(agreed.tenant.today + timedelta(days=1))
    assert (await other.ask("access", "GET", "/care-stackings?minimum=1")).json()["items"] == []
