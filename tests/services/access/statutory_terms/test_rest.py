"""Terms of the law over HTTP: they begin with a report, rest, move on, and a late decision costs what the law says."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import (
    NewExtension,
    NewNoticeOfDefault,
    NewResumption,
    NewSuspension,
)
from shared.values.access_policies import SuspensionGround, TermKind, TermState
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal


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
    assert (owed.policy_id, owed.policy_version, owed.source) == (None, 0, "Awb 4:17 lid 2")
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


@pytest.mark.rule("R-A55")
async def test_a_final_decision_ends_its_term(agreed: Any) -> None:
    """Decided on the day: the term of the decision is met in time, and the duty finds nothing to move."""
    decision = await agreed.decided()
    client = agreed.client()
    terms = await client.list_statutory_terms(requestId=str(decision.request_id))
    assert {one.state for one in terms if one.kind is TermKind.DECISION} <= {TermState.MET}
    await agreed.work()
    assert await client.list_statutory_terms(requestId=str(decision.request_id), state="late") == []
