"""Who goes over with a contract, in the database: on which day, in whose care, and in as many statements for three as for one."""

from datetime import date
from typing import Any

import pytest

from services.access.transition_cohorts import store
from shared.values import new_id
from tests.services.access.allocations.test_rest import granted


@pytest.mark.rule("R-C60")
async def test_who_is_in_care_after_a_day_goes_over(agreed: Any) -> None:
    """Three until 30 June and one until 30 April: on 30 April three go on, on 30 June nobody; another's contract has none."""
    made = [await granted(agreed, f"inwoner-{word}") for word in ("a", "b", "c")]
    short = await granted(agreed, "inwoner-d", end_date=date(2026, 4, 30))
    owner, contract = agreed.tenant.owner, agreed.contract.id
    async with agreed.connection() as connection:
        going = await store.list_going(connection, owner, contract, date(2026, 4, 30), lock=True)
        assert [one.id for one in going] == [one.id for one in made]
        assert await store.list_going(connection, owner, contract, date(2026, 6, 30)) == []
        assert len(await store.list_going(connection, owner, contract, date(2026, 4, 29))) == 4
        assert await store.list_going(connection, owner, new_id(), date(2026, 4, 30)) == []
        held = await store.list_held(connection, owner, [made[0].citizen_id, short.citizen_id])
        assert {one.id for one in held} == {made[0].id, short.id}
        assert await store.list_of_cohort(connection, owner, new_id()) == []
