"""Stops of care over HTTP: for a time and for good, with the codes of each law, corrected, withdrawn, and told."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import CareStop, CareStopCorrection, NewCareStart, NewCareStop
from shared.values.care_courses import CareState, CorrectionReason, StopReason, StopState
from tests.services.access.care_starts.test_rest import codes, refusal

ERROR = CorrectionReason.ENTRY_ERROR


def day(number: int) -> date:
    """A day of April 2026; today is the twentieth."""
    return date(2026, 4, number)


async def stopped(client: Any, start: Any, last: int, reason: StopReason, **other: Any) -> CareStop:
    """Report that care stopped after a day of April."""
    new = NewCareStop(care_start_id=start.id, end_date=day(last), reason=reason, **other)
    made: CareStop = await client.register_care_stop(new)
    return made


@pytest.mark.rule("R-X07")
async def test_care_is_interrupted_goes_on_and_ends(agreed: Any) -> None:
    """Start, stop for a time (20), start again, stop for good (19): the start says how it stands, the feed tells each."""
    decision = await agreed.acute()
    provider = agreed.client(agreed.tenant.providers[0])
    first = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=day(1), team="T1")
    )
    pause = await stopped(provider, first, 5, StopReason.INTERRUPTED)
    assert (pause.reason_code, pause.temporary, pause.team) == ("20", True, "T1")
    held = await provider.get_care_start(first.id)
    assert (held.state, held.end_date, held.version) == (CareState.PAUSED, day(5), 2)
    twice = NewCareStop(care_start_id=first.id, end_date=day(6), reason_code="20")
    assert codes(await refusal(provider.register_care_stop(twice))) == ["paused-already"]
    overlapping = NewCareStart(decision_id=decision.id, start_date=day(5))
    assert codes(await refusal(provider.register_care_start(overlapping))) == ["overlaps"]
    second = await provider.register_care_start(
        NewCareStart(decision_id=decision.id, start_date=day(8), team="T2")
    )
    resumed = NewCareStop(care_start_id=first.id, end_date=day(9), reason=StopReason.AS_PLANNED)
    assert codes(await refusal(provider.register_care_stop(resumed))) == ["resumed"]
    end = await stopped(provider, second, 15, StopReason.GOALS_REACHED, external_reference="stop/1")
    assert (end.reason_code, end.temporary, end.start_date, end.state) == (
        "19",
        False,
        day(8),
        StopState.RECORDED,
    )
    same = NewCareStop(care_start_id=second.id, end_date=day(15), reason_code="19", reason="goalsReached")
    assert await provider.put_care_stop("stop/1", same) == end
    assert codes(await refusal(stopped(provider, second, 16, StopReason.DECEASED))) == ["stopped-already"]
    steps = (await provider.explain_care_stop(end.id)).steps
    assert [(step.rule, step.result) for step in steps] == [("R-X07", 8), ("R-X07", True)]
    assert await agreed.client().list_care_stops(reason="goalsReached") == [end]
    assert [one.id for one in await agreed.client().list_care_stops(careStartId=str(first.id))] == [pause.id]
    facts = await agreed.facts("care-started", "care-stopped")
    assert [(fact.data.get("reason"), fact.data["team"]) for fact in facts] == [
        (None, "T1"), ("interrupted", "T1"), (None, "T2"), ("goalsReached", "T2"),
    ]  # fmt: skip
    third = NewCareStart(decision_id=decision.id, start_date=day(16))
    assert (await provider.register_care_start(third)).state is CareState.IN_CARE


@pytest.mark.rule("R-X07")
async def test_what_a_stop_cannot_be(agreed: Any) -> None:
    """Before its start, in the future, without a reason, with a code of the other law or of another reason."""
    decision = await agreed.acute()
    provider = agreed.client(agreed.tenant.providers[0])
    start = await provider.register_care_start(NewCareStart(decision_id=decision.id, start_date=day(10)))
    assert codes(await refusal(stopped(provider, start, 9, StopReason.DECEASED))) == ["before-start"]
    assert codes(await refusal(stopped(provider, start, 21, StopReason.DECEASED))) == ["in-future"]
    silent = await agreed.post("/care-stops", {"careStartId": str(start.id), "endDate": "2026-04-12"})
    assert (silent.status_code, silent.json()["errors"][0]["code"]) == (400, "reason-missing")
    youth = NewCareStop(care_start_id=start.id, end_date=day(12), reason_code="32")
    refused = await refusal(provider.register_care_stop(youth))
    assert (refused.status, refused.code) == (409, "stop-reason-refused")
    planned = NewCareStop(
        care_start_id=start.id, end_date=day(12), reason=StopReason.AS_PLANNED, reason_code="31"
    )
    assert (await refusal(provider.register_care_stop(planned))).code == "stop-reason-refused"
    moved = NewCareStop(care_start_id=start.id, end_date=day(12), reason_code="31")
    assert (await provider.register_care_stop(moved, dry_run=True)).reason is StopReason.MOVED
    team = await stopped(provider, start, 12, StopReason.TRANSFERRED_TO_TEAM)
    assert team.reason_code is None, "a message exchange knows no such stop"
    assert (await refusal(agreed.client(agreed.tenant.providers[1]).get_care_stop(team.id))).status == 404


@pytest.mark.rule("R-X07")
async def test_a_stop_is_corrected_and_withdrawn(agreed: Any) -> None:
    """The reason brings its code along, the day moves the start's; withdrawn the care runs on, unless it started again."""
    decision = await agreed.acute()
    provider = agreed.client(agreed.tenant.providers[0])
    start = await provider.register_care_start(NewCareStart(decision_id=decision.id, start_date=day(1)))
    stop = await stopped(provider, start, 10, StopReason.OWN_REQUEST)
    assert stop.reason_code == "21"
    change = CareStopCorrection(end_date=day(9), stop_reason=StopReason.RECIDIVISM, reason=ERROR)
    corrected = await provider.change_care_stop(stop.id, 1, change)
    assert (corrected.end_date, corrected.reason, corrected.reason_code, corrected.version) == (
        day(9), StopReason.RECIDIVISM, "23", 2,
    )  # fmt: skip
    assert (await provider.get_care_start(start.id)).end_date == day(9)
    coded = CareStopCorrection(reason_code="22", reason=ERROR)
    assert (await provider.change_care_stop(stop.id, 2, coded)).reason is StopReason.RECIDIVISM, (
        "22 fits it too"
    )
    coded = CareStopCorrection(reason_code="02", reason=ERROR)
    assert (await provider.change_care_stop(stop.id, 3, coded)).reason is StopReason.DECEASED
    again = await provider.register_care_start(NewCareStart(decision_id=decision.id, start_date=day(12)))
    assert codes(await refusal(provider.withdraw_care_stop(stop.id, ERROR))) == ["resumed"]
    reaching = CareStopCorrection(end_date=day(12), reason=ERROR)
    assert codes(await refusal(provider.change_care_stop(stop.id, 4, reaching))) == ["resumed"]
    await provider.withdraw_care_start(again.id, CorrectionReason.DUPLICATE)
    gone = await provider.withdraw_care_stop(stop.id, ERROR)
    assert (gone.state, gone.version) == (StopState.WITHDRAWN, 5)
    running = await provider.get_care_start(start.id)
    assert (running.state, running.end_date) == (CareState.IN_CARE, None)
    assert codes(await refusal(provider.withdraw_care_stop(stop.id, ERROR))) == ["stop-withdrawn"]
    (fact,) = await agreed.facts("care-stop-withdrawn")
    assert (fact.data["state"], fact.data["careStartId"]) == ("withdrawn", str(start.id))
