"""Of two contributions at once one stands, and a contribution follows care that goes on or was never given."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewCareStart, NewOwnContribution
from shared.values.care_courses import CorrectionReason
from shared.values.legal_frames import ContributionState
from tests.services.access.legal_checks.known import catalogued
from tests.support.persons import processed


@pytest.mark.rule("R-A30")
async def test_one_contribution_stands_and_lapses_with_its_care(agreed: Any) -> None:
    """Opened twice in the same moment: one; the care withdrawn as never given: withdrawn, once, with a line in the log."""
    await catalogued(agreed)
    decision, client = await agreed.acute(), agreed.client()
    provider = agreed.client(agreed.tenant.providers[0])
    care = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    new = NewOwnContribution(care_start_id=care.id)
    made = await asyncio.gather(
        *(client.register_own_contribution(new) for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == ["OwnContribution", *["Refusal"] * 3]
    await provider.withdraw_care_start(care.id, CorrectionReason.NEVER_GIVEN)
    await agreed.work()
    await agreed.work()
    (gone,) = await client.list_own_contributions()
    assert (gone.state, gone.version) == (ContributionState.WITHDRAWN, 2)
    names = [line[1] for line in await processed(agreed.tenant, agreed.tenant.house)]
    assert names.count("access.own_contributions.own-contribution-changed") == 1
