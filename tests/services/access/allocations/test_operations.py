"""What passes when two change one allocation at once, and what the service does by itself."""

import asyncio
import itertools
from datetime import date
from typing import Any

from shared.clients.base import Refusal
from shared.schemas.access import AllocationChange
from shared.values.arrangements import Scenario
from tests.services.access.allocations.test_rest import granted, scenario


async def test_of_two_changes_at_once_each_is_a_version(agreed: Any) -> None:
    """The provider scales and the municipality ends in the same moment: both stand in turn or one is refused, nothing overlaps."""
    made = await granted(agreed)
    await scenario(agreed, Scenario.B)
    five = AllocationChange(change_reason="12", volume=5, effective_on=date(2026, 5, 4))
    end = AllocationChange(change_reason="05", end_date=date(2026, 6, 15), motivation="Minder is genoeg.")
    done = await asyncio.gather(
        agreed.client(made.provider).change_allocation(made.id, five),
        agreed.client().change_allocation(made.id, end),
        return_exceptions=True,
    )
    refused = [one for one in done if isinstance(one, BaseException)]
    assert all(isinstance(one, Refusal) for one in refused) and len(refused) < 2
    client = agreed.client()
    history = await client.get_allocation_versions(made.id)
    assert [one.version for one in history.versions] == list(range(1, history.current + 1))
    held = await client.list_allocations(citizenId=str(made.citizen_id))
    days = sorted((one.start_date, one.end_date) for one in held)
    assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(days))
