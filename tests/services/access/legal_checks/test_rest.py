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
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.services.access.legal_checks.known import catalogued, talked, youth, youth_of
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
    # The ground is of the product that it names.
    await catalogued(agreed, code="43A01", category="43")
    done = await client.judge_legal_frame(acute.id, "43", date(2026, 9, 1))
    assert done.outcome is FrameOutcome.WARNED
    assert {one.code for one in done.findings if one.level is FindingLevel.WARNING} == {
        "age-beyond",
        "learning-only",
    }


@pytest.mark.rule("R-A14")
@pytest.mark.rule("R-A16")
@pytest.mark.rule("F-02")
@pytest.mark.rule("F-33")
async def test_a_grant_lasts_no_longer_than_the_law_and_what_was_found_lasts_longer_than_its_question(
    agreed: Any,
) -> None:
    """Until 2031 for who is 17: refused; until the limit, granted; born in 1990 beats a typed answer; the Wlz is remembered."""
    client, today = agreed.client(), agreed.tenant.today
    request = await youth(agreed)
    await catalogued(agreed, code="45A01", category="45")
    await catalogued(agreed)
    care: dict[str, Any] = {"law": Law.JEUGDWET, "product_category": "45", "product_code": "45A01"}
    asked = agreed.new_decision(**care, end_date=date(2031, 1, 1))
    refused = await refusal(client.take_decision(request.id, asked))
    assert (refused.status, codes(refused)) == (409, ["legalFrame.age-end-beyond"])
    assert "2026-08-31" in str(refused.problem["errors"]) and "2008" not in str(refused.problem["errors"])
    judged = await client.judge_legal_frame(request.id, "45", today, end_date=date(2026, 9, 1))
    assert judged.outcome is FrameOutcome.BLOCKED
    query = """query ($id: UUID!) { legalJudgement(requestId: $id, productCategory: "45", startDate: "2026-04-20",
      endDate: "2026-08-31") { outcome } }"""
    shown = await agreed.graph(query, id=str(request.id))
    assert shown["data"]["legalJudgement"]["outcome"] == "allowed"
    made = await client.take_decision(request.id, agreed.new_decision(**care, end_date=date(2026, 8, 31)))
    assert made.end_date == date(2026, 8, 31)
    grown = await youth_of(agreed, "volwassen", "1990-01-01")
    typed = NewLegalCheck(
        request_id=grown.id, kind=LegalCheckKind.AGE_LIMIT, answer=LegalCheckAnswer.WITHIN_LIMIT,
        from_date=date(2026, 12, 31),
    )  # fmt: skip
    await client.register_legal_check(typed)
    refused = await refusal(client.take_decision(grown.id, agreed.new_decision(**care, end_date=today)))
    assert codes(refused) == ["legalFrame.age-ended"]
    first = await agreed.report()
    indicated = NewLegalCheck(
        request_id=first.id, kind=WLZ, reason=LegalCheckReason.INTENSIVE_CARE, from_date=MAY,
        answer=LegalCheckAnswer.ACTIVE_INDICATION,
    )  # fmt: skip
    await client.register_legal_check(indicated)
    next_ = await agreed.report(contact_on=today)
    for end in (date(2029, 1, 1), None):
        refused = await refusal(client.take_decision(next_.id, agreed.new_decision(end_date=end)))
        assert codes(refused) == ["legalFrame.wlz-covers-from"]
        assert "2026-04-30" in str(refused.problem["errors"])
    acute = await client.take_decision(
        next_.id, agreed.new_decision(acute=True, motivation="Vannacht nodig.")
    )
    assert acute.acute and acute.acute_review


@pytest.mark.rule("R-A19")
@pytest.mark.rule("R-A14")
async def test_a_frame_from_before_the_question_is_no_test_of_it(agreed: Any) -> None:
    """Reported on 13 April, tested on the 12th: refused with the day from which it counts; on the 13th granted; acute care is reviewed."""
    client, request = agreed.client(), await agreed.report()
    old = agreed.new_decision()
    frame = old.legal_frame.model_copy(update={"checked_on": date(2026, 4, 12)})
    stale = old.model_copy(update={"legal_frame": frame})
    refused = await refusal(client.take_decision(request.id, stale))
    assert (refused.status, codes(refused)) == (409, ["legalFrame"])
    (error,) = refused.problem["errors"]
    assert (error["location"], error["rule"]) == ("#/legalFrame/checkedOn", "R-A19")
    assert "2026-04-13" in str(error)
    draft = await client.take_decision(request.id, stale.model_copy(update={"draft": True}))
    assert codes(await refusal(client.finalise_decision(draft.id))) == ["legalFrame"]
    await client.withdraw_decision(draft.id)
    fresh = frame.model_copy(update={"checked_on": date(2026, 4, 13)})
    made = await client.take_decision(request.id, old.model_copy(update={"legal_frame": fresh}))
    assert made.legal_frame.checked_on == date(2026, 4, 13)
    # What was found of the citizen before the question came in goes on blocking (R-A14).
    await catalogued(agreed)
    earlier = await agreed.report("inwoner-2", contact_on=date(2026, 4, 1))
    indicated = NewLegalCheck(
        request_id=earlier.id, kind=WLZ, reason=LegalCheckReason.INTENSIVE_CARE, from_date=date(2026, 2, 1),
        answer=LegalCheckAnswer.ACTIVE_INDICATION,
    )  # fmt: skip
    await client.register_legal_check(indicated)
    await agreed.on(date(2026, 4, 27))
    later = await agreed.report("inwoner-2", contact_on=agreed.tenant.today)
    both = await refusal(client.take_decision(later.id, agreed.new_decision(legal_frame=frame)))
    assert codes(both) == ["legalFrame", "legalFrame.wlz-covers"]
    acute = agreed.new_decision(legal_frame=frame, acute=True, motivation="Vannacht nodig.")
    taken = await client.take_decision(later.id, acute)
    assert taken.acute_review
