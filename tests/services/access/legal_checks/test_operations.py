"""Two answers at once, what a look at a day of birth leaves behind, and an open check in acute care."""

import asyncio
from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AnsweredLegalCheck, NewLegalCheck
from shared.values.legal_frames import FrameOutcome, LegalCheckAnswer, LegalCheckKind, LegalCheckReason
from tests.services.access.legal_checks.known import catalogued, youth
from tests.support.persons import processed


@pytest.mark.rule("F-34")
@pytest.mark.rule("F-33")
@pytest.mark.rule("R-A15")
async def test_a_check_is_answered_once_and_an_open_one_never_holds_up_acute_care(agreed: Any) -> None:
    """Of many answers in the same moment one stands; until then acute care is warned of it and goes on."""
    client, request = agreed.client(), await agreed.report(acute=True)
    await catalogued(agreed)
    new = NewLegalCheck(
        request_id=request.id, kind=LegalCheckKind.WLZ_REGISTER, reason=LegalCheckReason.INTENSIVE_CARE
    )
    made = await client.register_legal_check(new)
    open_ = await client.judge_legal_frame(request.id, "02", date(2026, 4, 20))
    assert (open_.outcome, open_.findings[0].code) == (FrameOutcome.WARNED, "wlz-check-missing")
    given = AnsweredLegalCheck(answer=LegalCheckAnswer.NO_INDICATION)
    found = await asyncio.gather(
        *(client.answer_legal_check(made.id, given) for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in found) == ["LegalCheck", *["Refusal"] * 3]
    done = await client.judge_legal_frame(request.id, "02", date(2026, 4, 20))
    assert done.outcome is FrameOutcome.ALLOWED


@pytest.mark.rule("F-02")
@pytest.mark.rule("NEN 7513")
async def test_a_look_at_a_day_of_birth_is_noted(agreed: Any) -> None:
    """Only where an age is needed the processing log has a line on the citizen's data, beside that of the judgement."""
    request = await youth(agreed)
    await catalogued(agreed, code="45A01", category="45")
    client = agreed.client()
    before = len(await processed(agreed.tenant, agreed.tenant.house))
    await client.judge_legal_frame(request.id, "45", date(2026, 5, 1))
    lines = (await processed(agreed.tenant, agreed.tenant.house))[before:]
    assert {line[1] for line in lines} == {
        "access.citizens.find_birth_date",
        "access.legal_checks.get_legal_judgement",
    }
    assert {line[2] for line in lines} == {request.citizen_id}
    adult = await agreed.report()
    before = len(await processed(agreed.tenant, agreed.tenant.house))
    await client.judge_legal_frame(adult.id, "02", date(2026, 5, 1))
    names = {line[1] for line in (await processed(agreed.tenant, agreed.tenant.house))[before:]}
    assert names == {"access.legal_checks.get_legal_judgement"}
