"""Terms of the law over HTTP: they begin with a report, rest, move on, and a late decision costs what the law says."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import (
    NewClarification,
    NewExtension,
    NewNoticeOfDefault,
    NewResumption,
    NewSuspension,
)
from shared.values.access_policies import SuspensionGround, TermKind, TermState
from shared.values.questions import RequestEnd
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.support.deciding import a_talk


@pytest.mark.rule("R-A55")
async def test_a_report_begins_the_term_of_the_inquiry(agreed: Any) -> None:
    """Report 4-5-2026: the inquiry is ready by 15-6-2026; for the municipality alone, listed by its last day, explained."""
    await agreed.on(date(2026, 5, 4))
    request = await agreed.report(contact_on=date(2026, 5, 4))
    client = agreed.client()
    (term,) = await client.list_statutory_terms(requestId=str(request.id))
    assert (term.kind, term.state, term.due_on, term.citizen_id) == (
        TermKind.INQUIRY, TermState.RUNNING, date(2026, 6, 15), request.citizen_id,
    )  # fmt: skip
    assert await client.get_statutory_term(term.id) == term
    assert await client.list_statutory_terms(dueUntil="2026-06-15", state="running") == [term]
    assert await client.list_statutory_terms(dueUntil="2026-06-14") == []
    assert [step.rule for step in (await client.explain_statutory_term(term.id)).steps] == ["R-A55"]
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.get_statutory_term(term.id))).status == 403
    assert (await refusal(client.get_statutory_term(request.id))).code == "statutory-term-not-found"
    wrong = await refusal(client.give_notice_of_default(term.id, NewNoticeOfDefault(on=date(2026, 5, 4))))
    assert codes(wrong) == ["no-decision", "premature"]


@pytest.mark.rule("R-A55")
async def test_a_decision_that_comes_too_late_costs_a_penalty(agreed: Any) -> None:
    """Applied on 1 April under the Jeugdwet: rests eight days, then late on the duty's day; notice, 23 euros a day, told as facts."""
    client = agreed.client()
    request = await agreed.report(law=Law.JEUGDWET, contact_on=date(2026, 4, 1))
    if not await client.list_statutory_terms(requestId=str(request.id), kind="decision"):
        asked = await agreed.post(f"/requests/{request.id}/application", {"applicationOn": "2026-04-01"})
        assert asked.status_code == 200, asked.text
    soon = await agreed.report("inwoner-2", law=Law.JEUGDWET, contact_on=date(2026, 4, 1))
    await agreed.post(f"/requests/{soon.id}/application", {"applicationOn": "2026-04-01"})
    (other,) = await client.list_statutory_terms(requestId=str(soon.id), kind="decision")
    (term,) = await client.list_statutory_terms(requestId=str(request.id), kind="decision")
    assert term.due_on == date(2026, 5, 27)
    asked = NewSuspension(
        on=agreed.tenant.today, ground=SuspensionGround.INFORMATION_ASKED, answer_by=date(2026, 4, 28)
    )
    resting = await client.suspend_statutory_term(term.id, asked)
    assert (resting.state, resting.version) == (TermState.SUSPENDED, term.version + 1)
    assert codes(await refusal(client.suspend_statutory_term(term.id, asked))) == ["not-running"]
    await agreed.on(date(2026, 4, 29))
    await agreed.work()
    running = await client.get_statutory_term(term.id)
    assert (running.state, running.due_on) == (TermState.RUNNING, date(2026, 6, 4))
    extended = await client.extend_statutory_term(term.id, NewExtension(until=date(2026, 6, 8)))
    assert (extended.due_on, extended.extension_counts) == (date(2026, 6, 8), True)
    await agreed.on(date(2026, 6, 9))
    await agreed.work()
    await agreed.work()
    late = await client.get_statutory_term(term.id)
    assert (late.state, late.late_on) == (TermState.LATE, date(2026, 6, 9))
    assert late in await client.list_statutory_terms(dueUntil="2026-06-09")
    noticed = await client.give_notice_of_default(term.id, NewNoticeOfDefault(on=date(2026, 6, 9)))
    assert noticed.penalty_from == date(2026, 6, 24)
    owed = await client.term_penalty(term.id, date(2026, 7, 10))
    assert (owed.days, owed.day_cents, owed.total_cents, owed.maximum_cents) == (17, 3_500, 42_700, 144_200)
    assert (owed.policy_id, owed.policy_version, owed.source) == (
        None,
        0,
        "Awb 4:17 lid 2 (Stcrt. 2018, 65542)",
    )
    assert (await client.term_penalty(term.id)).total_cents == 0
    assert codes(
        await refusal(client.resume_statutory_term(term.id, NewResumption(on=date(2026, 6, 9))))
    ) == ["not-suspended"]
    facts = await agreed.facts(
        "statutory-term-suspended", "statutory-term-resumed", "statutory-term-extended",
        "statutory-term-late", "notice-of-default-given",
    )  # fmt: skip
    assert [fact.type.split(".")[-2] for fact in facts if fact.data["requestId"] == str(request.id)] == [
        "statutory-term-suspended", "statutory-term-resumed", "statutory-term-extended",
        "statutory-term-late", "notice-of-default-given",
    ]  # fmt: skip
    await client.give_notice_of_default(other.id, NewNoticeOfDefault(on=date(2026, 6, 9)))
    await client.withdraw_request(soon.id, RequestEnd.NOT_NEEDED)
    never = await client.term_penalty(other.id, date(2026, 7, 10))
    assert (never.days, never.total_cents, never.first_on) == (0, 0, None)
    await agreed.on(date(2026, 6, 27))
    await client.withdraw_request(request.id, RequestEnd.NOT_NEEDED)
    ended = await client.term_penalty(term.id, date(2026, 7, 10))
    assert (ended.days, ended.total_cents, ended.last_on) == (3, 6_900, date(2026, 6, 26))


@pytest.mark.rule("R-A55")
async def test_an_application_before_the_inquiry_counts_from_when_it_is_ready(agreed: Any) -> None:
    """Wmo 2015 art. 2.3.2(9): of 20-4, with the report, it counts from 2-6; from the talk when that was sooner; acute care at once."""
    client, today = agreed.client(), agreed.tenant.today
    request = await agreed.report(contact_on=today, application_on=today)
    assert request.application_on == today
    why = await client.explain_request(request.id)
    assert [one.rule for one in why.steps if "2.3.2 lid 9" in one.sentence] == ["R-A55"]
    (term,) = await client.list_statutory_terms(requestId=str(request.id), kind="decision")
    assert (term.state, term.started_on, term.due_on) == (
        TermState.RUNNING, date(2026, 6, 2), date(2026, 6, 16),
    )  # fmt: skip
    explained = await client.explain_statutory_term(term.id)
    assert "2.3.2 lid 9" in explained.steps[0].sentence
    soon = await refusal(client.give_notice_of_default(term.id, NewNoticeOfDefault(on=today)))
    assert "premature" in codes(soon)
    await agreed.on(date(2026, 4, 28))
    talk = NewClarification(**a_talk(agreed.tenant.today).model_dump())
    await client.record_clarification(request.id, talk)
    sooner = await client.get_statutory_term(term.id)
    assert (sooner.started_on, sooner.due_on, sooner.version) == (date(2026, 4, 28), date(2026, 5, 12), 2)
    for number, other in enumerate(({"acute": True}, {"law": Law.JEUGDWET})):
        at_once = await agreed.report(f"anders-{number}", contact_on=today, application_on=today, **other)
        (own,) = await client.list_statutory_terms(requestId=str(at_once.id), kind="decision")
        assert own.started_on == today, other


@pytest.mark.rule("R-A55")
async def test_a_final_decision_ends_its_term(agreed: Any) -> None:
    """Decided on the day in one call: the inquiry is met with the decision, and the duty finds nothing to move."""
    decision = await agreed.decided()
    client = agreed.client()
    terms = await client.list_statutory_terms(requestId=str(decision.request_id))
    assert TermKind.INQUIRY in {one.kind for one in terms}
    assert {one.state for one in terms} == {TermState.MET}
    await agreed.work()
    assert await client.list_statutory_terms(requestId=str(decision.request_id), state="late") == []


@pytest.mark.rule("R-A55")
async def test_a_term_that_passed_rests_no_more_though_the_duty_did_not_run(agreed: Any) -> None:
    """The inquiry of 20-4 had to be ready by 1-6: on 2-6 no suspension is dated back, before the duty as after it."""
    request = await agreed.report(contact_on=date(2026, 4, 20))
    client = agreed.client()
    (term,) = await client.list_statutory_terms(requestId=str(request.id))
    assert term.due_on == date(2026, 6, 1)
    await agreed.on(date(2026, 6, 2))
    assert (await client.get_statutory_term(term.id)).state is TermState.RUNNING
    back = NewSuspension(on=date(2026, 5, 28), ground=SuspensionGround.APPLICANT_AGREED)
    assert codes(await refusal(client.suspend_statutory_term(term.id, back))) == ["not-running"]
    await agreed.work()
    assert codes(await refusal(client.suspend_statutory_term(term.id, back))) == ["not-running"]
