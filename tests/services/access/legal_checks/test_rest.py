"""Tests of access over HTTP: asked with a reason, answered once, seen by nobody outside, and what the legal frame says."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AnsweredLegalCheck, NewLegalCheck
from shared.values.legal_frames import (
    FindingLevel,
    FrameOutcome,
    LegalCheckAnswer,
    LegalCheckKind,
    LegalCheckReason,
)
from shared.values.populations import LegalFramework
from shared.values.products import SupportKind
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued, talked, youth
from tests.support.persons import neighbour

WLZ = LegalCheckKind.WLZ_REGISTER
MAY = date(2026, 5, 1)


@pytest.mark.rule("R-A14")
@pytest.mark.rule("R-A15")
@pytest.mark.rule("F-05")
@pytest.mark.rule("F-34")
async def test_the_register_is_asked_with_a_reason_and_its_answer_blocks(agreed: Any) -> None:
    """Asked in doubt by a person at a moment, answered later: guidance is blocked, transport warns; the fact tells no answer."""
    client, request = agreed.client(), await agreed.report()
    await catalogued(agreed)
    await catalogued(agreed, code="02V01", support_kind=SupportKind.TRANSPORT)
    await talked(agreed, request, wlz_doubt=True)
    judged = await client.judge_legal_frame(request.id, "02", MAY, product_code="02A03")
    assert (judged.outcome, judged.findings[0].code) == (FrameOutcome.INCOMPLETE, "wlz-check-missing")
    new = NewLegalCheck(
        external_reference="toets/1",
        request_id=request.id,
        kind=WLZ,
        reason=LegalCheckReason.PERMANENT_SUPERVISION,
    )
    made = await client.register_legal_check(new)
    assert (made.asked_by, made.asked_on, made.answer, made.law) == (
        "j.jansen", agreed.tenant.today, None, LegalFramework.WLZ,
    )  # fmt: skip
    assert await client.put_legal_check("toets/1", new) == made
    given = AnsweredLegalCheck(answer=LegalCheckAnswer.ACTIVE_INDICATION, from_date=date(2026, 2, 1))
    done = await client.answer_legal_check(made.id, given)
    assert (done.answered_on, done.from_date, done.note, done.version) == (
        agreed.tenant.today, date(2026, 2, 1), None, 2,
    )  # fmt: skip
    assert (await client.put_legal_check("toets/1", new)).version == 2
    assert (await refusal(client.answer_legal_check(made.id, given))).code == "legal-check-answered"
    judged = await client.judge_legal_frame(request.id, "02", MAY, product_code="02A03")
    assert (judged.outcome, judged.findings[0].code, judged.findings[0].level) == (
        FrameOutcome.BLOCKED, "wlz-covers", FindingLevel.BLOCKED,
    )  # fmt: skip
    moved = await client.judge_legal_frame(request.id, "02", MAY, product_code="02V01")
    assert (moved.outcome, moved.findings[0].code) == (FrameOutcome.WARNED, "wlz-may-refuse")
    assert [step.rule for step in (await client.explain_legal_check(made.id)).steps] == ["R-A15"] * 2
    facts = await agreed.facts("legal-check-asked", "legal-check-answered")
    assert [fact.data["kind"] for fact in facts] == ["wlzRegister"] * 2
    assert "activeIndication" not in str([fact.data for fact in facts])
    assert await client.list_legal_checks(kind="wlzRegister", requestId=str(request.id)) == [done]


@pytest.mark.rule("F-05")
@pytest.mark.rule("F-06")
async def test_what_is_too_little_or_too_much_is_refused(agreed: Any) -> None:
    """No reason, a note, a BSN, another municipality, a provider: nothing is kept of it."""
    client, request = agreed.client(), await agreed.report()
    bare = NewLegalCheck(request_id=request.id, kind=WLZ, note="De buurvrouw belde.")
    refused = await refusal(client.register_legal_check(bare))
    assert (refused.status, codes(refused)) == (409, ["reason-missing", "note-not-kept"])
    body = {"requestId": str(request.id), "kind": "education", "note": "999900006"}
    assert (await agreed.post("/legal-checks", body, key="bsn")).status_code == 400
    new = NewLegalCheck(request_id=request.id, kind=LegalCheckKind.EDUCATION)
    made = await client.register_legal_check(new, dry_run=True)
    assert (await refusal(client.get_legal_check(made.id))).code == "legal-check-not-found"
    made = await client.register_legal_check(new)
    other = await neighbour(agreed.tenant)
    assert (await other.ask("access", "GET", f"/legal-checks/{made.id}")).status_code == 404
    provider = agreed.client(agreed.tenant.providers[0])
    for call in (
        provider.get_legal_check(made.id),
        provider.register_legal_check(new),
        provider.judge_legal_frame(request.id, "02", MAY),
    ):
        assert (await refusal(call)).status == 403


@pytest.mark.rule("R-A16")
@pytest.mark.rule("R-A18")
@pytest.mark.rule("F-02")
@pytest.mark.rule("F-33")
async def test_an_age_comes_from_the_sealed_data_and_never_leaves_as_a_day(agreed: Any) -> None:
    """Within the limit until the birthday; from then on a ground; the day of birth stands in no answer; acute goes on."""
    client, request = agreed.client(), await youth(agreed)
    await catalogued(agreed, code="45A01", category="45")
    judged = [
        await client.judge_legal_frame(request.id, "45", day) for day in (date(2026, 8, 31), date(2026, 9, 1))
    ]
    assert [one.outcome for one in judged] == [FrameOutcome.ALLOWED, FrameOutcome.BLOCKED]
    age = NewLegalCheck(
        request_id=request.id,
        kind=LegalCheckKind.AGE_LIMIT,
        product_category="45",
        from_date=date(2026, 9, 1),
    )
    made = await client.register_legal_check(age)
    assert (made.answer, made.from_date) == (LegalCheckAnswer.BEYOND_LIMIT, date(2026, 9, 1))
    why = await client.explain_legal_check(made.id)
    assert "2008" not in f"{made} {why} {judged}"
    ground = age.model_copy(
        update={"answer": LegalCheckAnswer.WITH_GROUND, "reason": LegalCheckReason.CONTINUED_HELP}
    )
    await client.register_legal_check(ground)
    assert (
        await client.judge_legal_frame(request.id, "45", date(2026, 9, 1))
    ).outcome is FrameOutcome.ALLOWED
    await talked(agreed, request, learning_only=True)
    school = await client.judge_legal_frame(request.id, "45", MAY)
    assert [one.code for one in school.findings if one.level is FindingLevel.BLOCKED] == ["learning-only"]
    acute = await agreed.report("jongere", law=request.law, acute=True)
    await talked(agreed, acute, learning_only=True)
    done = await client.judge_legal_frame(acute.id, "45", date(2026, 9, 1))
    assert done.outcome is FrameOutcome.WARNED
    assert {one.code for one in done.findings if one.level is FindingLevel.WARNING} == {
        "age-beyond",
        "learning-only",
    }
