"""Of two wishes for a PGB at once one stands, and a count names nobody."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewPgbSwitch, PgbGrant
from shared.values.care_courses import PgbReason
from tests.support.persons import processed


@pytest.mark.rule("R-A41")
async def test_a_question_leads_to_one_switch_that_is_answered_once(agreed: Any) -> None:
    """Recorded twice and answered twice in the same moment: one of each."""
    request = await agreed.report()
    client = agreed.client()
    new = NewPgbSwitch(request_id=request.id, requested_on=date(2026, 4, 15), reason=PgbReason.OTHER)
    made = await asyncio.gather(*(client.register_pgb_switch(new) for _ in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in made) == ["PgbSwitch", "Refusal"]
    (switch,) = await client.list_pgb_switches()
    answers = await asyncio.gather(
        client.grant_pgb_switch(switch.id, PgbGrant(switched_on=date(2026, 5, 1))),
        client.refuse_pgb_switch(switch.id),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in answers) == ["PgbSwitch", "Refusal"]
    before = len(await processed(agreed.tenant, agreed.tenant.house))
    await client.pgb_switch_counts(agreed.contract.id, "2026-Q2")
    assert len(await processed(agreed.tenant, agreed.tenant.house)) == before
