"""An appeal against an objection that is not decided in time, and the notice of default before it (Awb 6:2, 6:12, 6:20)."""

from datetime import date
from typing import Any

import pytest

from services.access.remedies import rules
from shared.clients.base import Refusal
from shared.schemas.access import Decision, NewRemedy, Remedy
from shared.values.calendar import CALENDAR
from shared.values.remedies import RemedyHandler, RemedyKind, RemedyOutcome, RemedyState, RemedySubject
from shared.values.terms import ActorKind
from tests.security.test_reach import as_role
from tests.services.access.conftest import Agreed

DUE, NOTICE, FIRST = date(2026, 7, 13), date(2026, 7, 14), date(2026, 7, 29)
"""Decided on 20 April: objection until 1 June, to be decided by 13 July; two weeks after a notice of 14 July it is 29 July."""


def _objection(decision: Decision, **other: Any) -> NewRemedy:
    asked = {
        "kind": RemedyKind.OBJECTION, "citizen_id": decision.citizen_id, "decision_id": decision.id,
        "filed_on": date(2026, 4, 20), "ground": "Vier uur is te weinig.", "handler_kind": RemedyHandler.LEGAL_AFFAIRS,
    }  # fmt: skip
    return NewRemedy(**{**asked, **other})


def _appeal(objection: Remedy, filed_on: date, **other: Any) -> NewRemedy:
    asked = {
        "kind": RemedyKind.APPEAL, "citizen_id": objection.citizen_id, "previous_id": objection.id,
        "subject": RemedySubject.LATE_DECISION, "filed_on": filed_on, "handler_kind": RemedyHandler.COURT,
    }  # fmt: skip
    return NewRemedy(**{**asked, **other})


def _faults(refused: Refusal) -> list[tuple[str, str, str]]:
    assert (refused.status, refused.code) == (409, "remedy-refused")
    return [(one["location"], one["code"], one["rule"]) for one in refused.problem["errors"]]


async def _refused(call: Any, *named: str) -> list[tuple[str, str, str]]:
    """The faults of a call that is refused, whose text names these days."""
    with pytest.raises(Refusal) as caught:
        await call
    for day in named:
        assert day in str(caught.value.problem["errors"])
    return _faults(caught.value)


@pytest.mark.rule("F-12")
async def test_an_appeal_against_an_objection_that_nobody_decided_in_time(agreed: Agreed) -> None:
    """Open two weeks after a notice of default that came after the term: earlier is refused with the earliest day; then no term runs."""
    decision, client = await agreed.decided(), agreed.client(end_user="p.devries")
    objection = await client.register_remedy(_objection(decision))
    assert (objection.due_on, objection.notice_on) == (DUE, None)
    soon = client.register_remedy(_appeal(objection, agreed.tenant.today))
    # Notice on the day after the term is the earliest: 14 July, and the appeal from 29 July on.
    assert await _refused(soon, "2026-07-13", "2026-07-29") == [("#/filedOn", "term-not-over", "Awb 6:12")]
    early = client.give_remedy_notice(objection.id, agreed.tenant.today)
    assert await _refused(early, "2026-07-14") == [("#/day", "notice-premature", "Awb 6:12")]
    await agreed.on(DUE)
    last = client.give_remedy_notice(objection.id, DUE)
    assert await _refused(last, "2026-07-14") == [("#/day", "notice-premature", "Awb 6:12")]
    await agreed.on(NOTICE)
    bare = client.register_remedy(_appeal(objection, NOTICE))
    assert await _refused(bare, "2026-07-29") == [("#/previousId", "notice-missing", "Awb 6:12")]
    noticed = await client.give_remedy_notice(objection.id, NOTICE)
    assert (noticed.notice_on, noticed.due_on, noticed.state) == (NOTICE, DUE, RemedyState.FILED)
    again = client.give_remedy_notice(objection.id, NOTICE)
    assert await _refused(again) == [("#/day", "notice-given-already", "Awb 6:12")]
    # A committee that comes in afterwards has no more time than there was.
    taken = await client.handle_remedy(objection.id, "p.devries", RemedyHandler.OBJECTIONS_COMMITTEE)
    assert taken.due_on == DUE
    await agreed.on(date(2026, 7, 28))
    young = client.register_remedy(_appeal(objection, date(2026, 7, 28)))
    assert await _refused(young, "2026-07-29") == [("#/filedOn", "notice-too-recent", "Awb 6:12")]
    await agreed.on(FIRST)
    plain = client.register_remedy(_appeal(objection, FIRST, subject=RemedySubject.DECISION))
    assert await _refused(plain) == [("#/previousId", "objection-not-decided", "F-12")]
    new = _appeal(objection, FIRST, external_reference="beroep/1")
    appeal = await client.put_remedy("beroep/1", new)
    assert (appeal.subject, appeal.last_day, appeal.in_time, appeal.due_on) == (
        RemedySubject.LATE_DECISION, None, None, None,
    )  # fmt: skip
    assert (await client.put_remedy("beroep/1", new)).id == appeal.id
    steps = (await client.explain_remedy(appeal.id)).steps
    assert [(step.rule, step.result) for step in steps][:1] == [("F-12", "2026-07-29")]
    # The objection may still be decided: that leaves the appeal as it is (Awb 6:20).
    done = await client.decide_remedy(objection.id, RemedyOutcome.PARTLY_FOUNDED, FIRST, "Zes uur.")
    assert done.state is RemedyState.DECIDED
    assert await client.get_remedy(appeal.id) == appeal
    court = await client.decide_remedy(appeal.id, RemedyOutcome.FOUNDED, FIRST)
    assert court.state is RemedyState.DECIDED
    assert [one.data["kind"] for one in await agreed.facts("remedy-notice-given")] == ["objection"]


@pytest.mark.rule("F-12")
async def test_the_citizen_gives_notice_and_appeals_in_its_own_portal(agreed: Agreed) -> None:
    """On the day itself and not of an earlier one; a complaint takes no notice, and one that stands still takes none yet."""
    decision, tenant, client = await agreed.decided(), agreed.tenant, agreed.client(end_user="p.devries")
    portal = await as_role(tenant, ActorKind.PORTAL, ["access:read", "access:write"], decision.citizen_id)
    objection = await client.register_remedy(_objection(decision))
    await client.suspend_remedy(objection.id, tenant.today)
    still = client.register_remedy(_appeal(objection, tenant.today))
    assert await _refused(still, "2026-04-20") == [("#/previousId", "term-stands-still", "Awb 6:12")]
    waits = client.give_remedy_notice(objection.id, tenant.today)
    assert await _refused(waits, "2026-04-20") == [("#/day", "notice-while-suspended", "Awb 6:12")]
    await client.resume_remedy(objection.id, tenant.today)
    complaint = await client.register_remedy(
        _objection(decision, kind=RemedyKind.COMPLAINT, decision_id=None, handler_kind=RemedyHandler.COMPLAINTS_DESK)
    )  # fmt: skip
    other = client.give_remedy_notice(complaint.id, tenant.today)
    assert await _refused(other) == [("#/day", "notice-of-other-kind", "Awb 6:12")]
    loose = client.register_remedy(
        _objection(decision, kind=RemedyKind.COMPLAINT, decision_id=None, previous_id=objection.id,
                   handler_kind=RemedyHandler.COMPLAINTS_DESK)
    )  # fmt: skip
    assert await _refused(loose) == [("#/previousId", "no-appeal", "F-12")]
    await agreed.on(date(2026, 7, 15))
    at = f"/remedies/{objection.id}/notice-of-default"
    back = await tenant.ask("access", "POST", at, oin=portal, json={"day": "2026-07-14"})
    assert (back.status_code, [one["code"] for one in back.json()["errors"]]) == (409, ["notice-of-today"])
    given = await tenant.ask("access", "POST", at, oin=portal, json={"day": "2026-07-15"})
    assert (given.status_code, given.json()["noticeOn"]) == (200, "2026-07-15"), given.text
    for act, body in (("suspension", {"day": "2026-07-15"}), ("extension", None)):
        late = await agreed.post(f"/remedies/{objection.id}/{act}", body)
        assert [one["code"] for one in late.json()["errors"]] == ["term-over"], act
    await agreed.on(date(2026, 7, 30))
    body = _appeal(objection, date(2026, 7, 30)).model_dump(mode="json", by_alias=True)
    filed = await tenant.ask("access", "POST", "/remedies", oin=portal, json=body)
    assert (filed.status_code, filed.json().get("subject")) == (201, "lateDecision"), filed.text
    await client.withdraw_remedy(objection.id)
    gone = client.give_remedy_notice(objection.id, date(2026, 7, 30))
    with pytest.raises(Refusal) as caught:
        await gone
    assert caught.value.code == "remedy-closed"
    ended = client.register_remedy(_appeal(objection, date(2026, 7, 30)))
    assert await _refused(ended) == [("#/previousId", "objection-not-decided", "F-12")]


@pytest.mark.rule("F-12")
async def test_a_term_that_grew_is_over_later(agreed: Agreed) -> None:
    """Five days still and the one extension: 13 July becomes 31 August, so a notice counts from 1 September."""
    decision, client = await agreed.decided(), agreed.client(end_user="p.devries")
    objection = await client.register_remedy(_objection(decision))
    await client.suspend_remedy(objection.id, date(2026, 4, 20))
    await agreed.on(date(2026, 4, 25))
    await client.resume_remedy(objection.id, date(2026, 4, 25))
    assert (await client.extend_remedy(objection.id)).due_on == date(2026, 8, 31)
    await agreed.on(date(2026, 7, 14))
    refused = client.register_remedy(_appeal(objection, date(2026, 7, 14)))
    assert await _refused(refused, "2026-08-31", "2026-09-16") == [("#/filedOn", "term-not-over", "Awb 6:12")]


@pytest.mark.parametrize(
    ("notice_on", "first"),
    [
        (date(2026, 9, 1), date(2026, 9, 16)),
        # 25 and 26 December are holidays, the 27th is a Sunday: the two weeks end on the 28th.
        (date(2026, 12, 11), date(2026, 12, 29)),
        # Of 2090 nobody knows yet which days are equated: the two weeks stay as they are.
        (date(2090, 9, 1), date(2090, 9, 16)),
    ],
)
def test_the_first_day_for_an_appeal_is_two_weeks_after_the_day_of_the_notice(
    notice_on: date, first: date
) -> None:
    """Two weeks by the Algemene termijnenwet, counted from the day after the notice (Awb 6:12(2))."""
    assert rules.appeal_from(notice_on, CALENDAR) == first
