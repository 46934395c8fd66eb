"""Care whose citizen moves to another municipality is stopped by the service, once, and so is what hangs from it (R-A56)."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.schemas.access import NewCareStart, NewCareStop, NewDesiredResult, NewPgbSwitch
from shared.values.care_courses import (
    CareState,
    DesiredResultState,
    PgbReason,
    PgbState,
    ResultSetter,
    ResultWithdrawalReason,
    StopReason,
)
from tests.support.persons import neighbour, registered


@pytest.mark.rule("R-A56")
@pytest.mark.rule("R-X07")
async def test_who_moves_is_in_care_here_no_more(agreed: Any) -> None:
    """Care ends on the day before, a result of later is withdrawn, an open wish for a PGB too; what was due stays to be judged."""
    made = await registered(agreed.tenant)
    client = agreed.client()
    request = await agreed.report(None, citizen_id=UUID(made["id"]))
    new = agreed.new_decision(acute=True, start_date=date(2026, 4, 1))
    decision = await client.take_decision(request.id, new)
    start = await client.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    late, due = [
        await client.register_desired_result(
            NewDesiredResult(
                decision_id=decision.id, text="Zelf koken.", set_by=list(ResultSetter), term=term
            )
        )
        for term in (date(2026, 9, 1), date(2026, 4, 21))
    ]
    asked = NewPgbSwitch(request_id=request.id, requested_on=date(2026, 4, 15), reason=PgbReason.WAITING_TIME)
    switch = await client.register_pgb_switch(asked)
    other = await neighbour(agreed.tenant)
    departure = {"movedOn": "2026-04-22", "to": other.owner}
    answer = await agreed.post(f"/citizens/{made['id']}/departure", departure)
    assert answer.status_code == 201, answer.text
    await agreed.work()
    assert (await client.get_care_start(start.id)).state is CareState.IN_CARE, "not before the day"
    await agreed.on(date(2026, 4, 23))
    for _ in range(2):
        await agreed.work()
    ended = await client.get_care_start(start.id)
    assert (ended.state, ended.end_date) == (CareState.STOPPED, date(2026, 4, 21))
    (stop,) = await client.list_care_stops()
    assert (stop.reason, stop.reason_code, stop.reported_by) == (StopReason.MOVED, "31", agreed.tenant.owner)
    assert [step.rule for step in (await client.explain_care_stop(stop.id)).steps] == ["R-A56"]
    gone, kept = await client.get_desired_result(late.id), await client.get_desired_result(due.id)
    assert (gone.state, gone.withdrawal_reason) == (
        DesiredResultState.WITHDRAWN,
        ResultWithdrawalReason.MOVED,
    )
    assert kept.state is DesiredResultState.SET
    assert (await client.get_pgb_switch(switch.id)).state is PgbState.WITHDRAWN
    whats = ("care-stopped", "desired-result-withdrawn", "pgb-switch-withdrawn")
    assert len(await agreed.facts(*whats)) == 3


@pytest.mark.rule("R-X07")
async def test_of_two_stops_at_once_one_stands(agreed: Any) -> None:
    """For two reasons in the same moment: one stop, one refusal."""
    decision = await agreed.acute()
    provider = agreed.client(agreed.tenant.providers[0])
    start = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=date(2026, 4, 1))
    )
    made = await asyncio.gather(
        *(
            client.register_care_stop(
                NewCareStop(care_start_id=start.id, end_date=date(2026, 4, 10), reason=reason)
            )
            for client, reason in ((provider, StopReason.DECEASED), (agreed.client(), StopReason.MOVED))
        ),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in made) == ["CareStop", "Refusal"]
    assert len(await provider.list_care_stops()) == 1
