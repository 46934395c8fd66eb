"""What a start of care leaves behind, and for whom; and that two at once never both stand."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewCareStart
from shared.values.care_courses import CorrectionReason
from tests.support.persons import processed

APRIL_FIRST = date(2026, 4, 1)


@pytest.mark.rule("R-X07")
async def test_of_many_starts_at_once_one_stands(agreed: Any) -> None:
    """The provider and the municipality report in the same moment: one start, the others are refused."""
    decision = await agreed.acute()
    new = NewCareStart(decision_id=decision.id, start_date=APRIL_FIRST)
    clients = [agreed.client(agreed.tenant.providers[0]), agreed.client()] * 4
    made = await asyncio.gather(*(one.register_care_start(new) for one in clients), return_exceptions=True)
    assert sorted({type(one).__name__ for one in made}) == ["CareStart", "Refusal"]
    assert sum(type(one).__name__ == "CareStart" for one in made) == 1
    assert len(await agreed.client().list_care_starts()) == 1


@pytest.mark.rule("NEN 7513")
async def test_reporting_on_care_stands_in_the_processing_log(agreed: Any) -> None:
    """Reported, read and withdrawn: a line each, under the citizen, by the provider that did it."""
    decision = await agreed.acute()
    provider = agreed.client(agreed.tenant.providers[0], end_user="p.zorg")
    made = await provider.register_care_start(NewCareStart(decision_id=decision.id, start_date=APRIL_FIRST))
    await provider.get_care_start(made.id)
    await provider.withdraw_care_start(made.id, CorrectionReason.NEVER_GIVEN)
    lines = [
        line for line in await processed(agreed.tenant, agreed.tenant.house) if ".care_starts." in line[1]
    ]
    oin = agreed.tenant.providers[0]
    assert lines == [
        ("create", "access.care_starts.care-started", decision.citizen_id, oin),
        ("read", "access.care_starts.get_care_start", decision.citizen_id, oin),
        ("update", "access.care_starts.care-start-withdrawn", decision.citizen_id, oin),
    ]
