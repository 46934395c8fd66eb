"""A grading stands in the processing log, is withdrawn once, and a comparison names nobody there."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.values.legal_frames import GraderRole
from tests.services.access.gradings.test_rest import new_grading
from tests.support.persons import processed


@pytest.mark.rule("R-A46")
@pytest.mark.rule("NEN 7513")
async def test_a_grading_is_noted_and_withdrawn_once(agreed: Any) -> None:
    """Of many withdrawals at once one stands; each act is a line under the citizen, the comparison is none."""
    client, request = agreed.client(), await agreed.report()
    made = await client.register_grading(new_grading(request.id, GraderRole.SWITCH_TEAM, 4))
    found = await asyncio.gather(
        *(client.withdraw_grading(made.id) for _ in range(3)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in found) == ["Grading", "Refusal", "Refusal"]
    before = await processed(agreed.tenant, agreed.tenant.house)
    lines = [line for line in before if ".gradings.grading-" in line[1]]
    assert [line[:3] for line in lines] == [
        ("create", "access.gradings.grading-recorded", request.citizen_id),
        ("update", "access.gradings.grading-withdrawn", request.citizen_id),
    ]
    await client.compare_gradings(date(2026, 1, 1), date(2026, 12, 31))
    assert len(await processed(agreed.tenant, agreed.tenant.house)) == len(before)
