"""Remedies over HTTP: filed by whom it concerns, seen by who handles them, ended once (N-137, F-12, F-26)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.clients.base import Refusal
from shared.schemas.access import AllocationChange, Decision, NewPgbSwitch, NewRemedy
from shared.values import new_id
from shared.values.care_courses import PgbReason
from shared.values.remedies import RemedyHandler, RemedyKind, RemedyOutcome, RemedyState
from shared.values.terms import ActorKind, HolderRole
from tests.security.test_reach import as_role
from tests.services.access.conftest import Agreed, a_mandate


def _objection(decision: Decision, **other: Any) -> NewRemedy:
    asked = {
        "kind": RemedyKind.OBJECTION, "citizen_id": decision.citizen_id, "decision_id": decision.id,
        "filed_on": date(2026, 4, 20), "ground": "Vier uur is te weinig.", "handler_kind": RemedyHandler.LEGAL_AFFAIRS,
    }  # fmt: skip
    return NewRemedy(**{**asked, **other})


def _faults(refused: Refusal) -> list[tuple[str, str, str]]:
    assert refused.code == "remedy-refused"
    return [(one["location"], one["code"], one["rule"]) for one in refused.problem["errors"]]


@pytest.mark.rule("R-A29", "F-11", "F-12")
@pytest.mark.rule("N-137")
async def test_an_objection_lives_from_filing_to_appeal(agreed: Agreed) -> None:
    """Filed in time, taken up by a committee, standing still a week, extended once, decided; then an appeal is open."""
    decision, client = await agreed.decided(), agreed.client(end_user="p.devries")
    filed = await client.register_remedy(_objection(decision, external_reference="b1"))
    again = await client.put_remedy("b1", _objection(decision))
    assert (filed.state, filed.in_time, filed.last_day, again.id) == (
        RemedyState.FILED, True, decision.objection_until, filed.id,
    )  # fmt: skip
    taken = await client.handle_remedy(filed.id, "p.devries", RemedyHandler.OBJECTIONS_COMMITTEE)
    assert filed.due_on is not None and taken.due_on is not None and (taken.due_on - filed.due_on).days == 42
    await client.suspend_remedy(filed.id, date(2026, 4, 20))
    await agreed.on(date(2026, 4, 27))
    assert (await client.resume_remedy(filed.id, date(2026, 4, 27))).suspended_days == 7
    assert (await client.extend_remedy(filed.id)).extended
    with pytest.raises(Refusal) as caught:
        await client.extend_remedy(filed.id)
    assert caught.value.code == "remedy-extended"
    done = await client.decide_remedy(filed.id, RemedyOutcome.PARTLY_FOUNDED, agreed.tenant.today, "Zes uur.")
    assert (done.state, done.outcome) == (RemedyState.DECIDED, RemedyOutcome.PARTLY_FOUNDED)
    with pytest.raises(Refusal) as caught:
        await client.withdraw_remedy(filed.id)
    assert caught.value.code == "remedy-closed"
    appeal = await client.register_remedy(
        _objection(decision, kind=RemedyKind.APPEAL, previous_id=filed.id, handler_kind=RemedyHandler.COURT)
    )
    assert (appeal.in_time, appeal.last_day, appeal.due_on) == (True, date(2026, 6, 8), None)
    rules = {step.rule for step in (await client.explain_remedy(filed.id)).steps}
    assert {"R-A29", "F-11"} <= rules


@pytest.mark.rule("F-12")
async def test_who_took_or_prepared_the_decision_does_not_judge_the_objection(agreed: Agreed) -> None:
    """Awb 7:5 and 10:3(3): another person handles it and decides on it; a day to come suspends and resumes nothing."""
    decision, decider = await agreed.decided(), agreed.client()
    filed = await decider.register_remedy(_objection(decision))
    with pytest.raises(Refusal) as caught:
        await decider.handle_remedy(filed.id, "J.Jansen ", RemedyHandler.LEGAL_AFFAIRS)
    assert _faults(caught.value) == [("#/handler", "decided-it", "Awb 7:5")]
    await decider.handle_remedy(filed.id, "p.devries", RemedyHandler.LEGAL_AFFAIRS)
    with pytest.raises(Refusal) as caught:
        await decider.suspend_remedy(filed.id, date(2028, 1, 1))
    assert _faults(caught.value) == [("#/day", "in-future", "F-12")]
    await decider.suspend_remedy(filed.id, agreed.tenant.today)
    with pytest.raises(Refusal) as caught:
        await decider.resume_remedy(filed.id, date(2028, 10, 1))
    assert _faults(caught.value) == [("#/day", "in-future", "F-12")]
    resumed = await decider.resume_remedy(filed.id, agreed.tenant.today)
    assert (resumed.suspended_days, resumed.due_on) == (0, filed.due_on)
    with pytest.raises(Refusal) as caught:
        await decider.decide_remedy(filed.id, RemedyOutcome.UNFOUNDED, agreed.tenant.today)
    assert _faults(caught.value) == [("Authorization", "decided-it", "Awb 10:3")]
    other = agreed.client(end_user="p.devries")
    done = await other.decide_remedy(filed.id, RemedyOutcome.UNFOUNDED, agreed.tenant.today)
    assert done.state is RemedyState.DECIDED


@pytest.mark.rule("F-12")
async def test_a_late_objection_is_taken_in(agreed: Agreed) -> None:
    """After the last day it is filed and marked late: whether that is excusable is for the handler."""
    decision = await agreed.decided()
    assert decision.objection_until == date(2026, 6, 1)
    await agreed.on(date(2026, 6, 3))
    filed = await agreed.client().register_remedy(_objection(decision, filed_on=date(2026, 6, 3)))
    assert (filed.state, filed.in_time) == (RemedyState.FILED, False)


@pytest.mark.rule("F-26")
async def test_each_kind_is_seen_by_its_role_alone(agreed: Agreed) -> None:
    """A desk for complaints sees no objection, legal affairs no complaint, nobody at the municipality an officer's file."""
    decision, tenant = await agreed.decided(), agreed.tenant
    complaint = _objection(
        decision, kind=RemedyKind.COMPLAINT, decision_id=None, handler_kind=RemedyHandler.COMPLAINTS_DESK
    )
    client = agreed.client()
    ids = [(await client.register_remedy(one)).id for one in (_objection(decision), complaint)]
    legal = await as_role(tenant, ActorKind.PURCHASER, ["access:read", "objections:handle"])
    desk = await as_role(tenant, ActorKind.PURCHASER, ["access:read", "complaints:handle"])
    consultant = await as_role(tenant, ActorKind.PURCHASER, ["access:read", "access:write", "access:decide"])
    officer = await tenant.actor(ActorKind.OMBUDS)
    case = str(decision.citizen_id)
    await tenant.authorise(officer, HolderRole.OMBUDS, ["access:read", "access:write"], citizenId=case)
    own = {
        **complaint.model_dump(mode="json", by_alias=True),
        "kind": "ombudsFile",
        "handlerKind": "ombudsOfficer",
    }
    made = await tenant.ask("access", "POST", "/remedies", oin=officer, acting_for=tenant.owner, json=own)
    assert made.status_code == 201, made.text
    seen = {
        name: {
            one["kind"]
            for one in (await tenant.ask("access", "GET", "/remedies", oin=name, **more)).json()["items"]
        }
        for name, more in (
            (legal, {}),
            (desk, {}),
            (tenant.owner, {}),
            (officer, {"acting_for": tenant.owner}),
        )
    }
    assert seen == {
        legal: {"objection"}, desk: {"complaint"}, tenant.owner: {"objection", "complaint"}, officer: {"ombudsFile"},
    }  # fmt: skip
    refused = await tenant.ask("access", "GET", "/remedies", oin=consultant)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
    hidden = [
        (legal, ids[1]), (desk, ids[0]), (tenant.owner, UUID(made.json()["id"])),
    ]  # fmt: skip
    for name, remedy in hidden:
        assert (await tenant.ask("access", "GET", f"/remedies/{remedy}", oin=name)).status_code == 404
    kept = await tenant.ask("access", "GET", f"/data-subjects/{case}")
    assert kept.status_code == 200, kept.text
    assert "ombudsFile" not in kept.text and "objection" in kept.text
    told = await agreed.facts("remedy-filed")
    assert {one.data["kind"] for one in told} == {"objection", "complaint", "ombudsFile"}
    assert case not in str([one.data for one in told])


@pytest.mark.rule("F-12")
async def test_the_citizen_files_and_withdraws_in_its_own_portal(agreed: Agreed) -> None:
    """Its own objection alone: another's decision is not there for it, and it decides nothing itself."""
    decision, other, tenant = await agreed.decided(), await agreed.decided("inwoner-2"), agreed.tenant
    portal = await as_role(tenant, ActorKind.PORTAL, ["access:read", "access:write"], decision.citizen_id)
    body = _objection(decision).model_dump(mode="json", by_alias=True)
    filed = await tenant.ask("access", "POST", "/remedies", oin=portal, json=body)
    assert filed.status_code == 201, filed.text
    path = f"/remedies/{filed.json()['id']}"
    assert (await tenant.ask("access", "GET", path, oin=portal)).json()["ground"] == "Vier uur is te weinig."
    ended = {"outcome": "founded", "decidedOn": "2026-04-20"}
    assert (await tenant.ask("access", "POST", f"{path}/decision", oin=portal, json=ended)).status_code == 403
    gone = await tenant.ask("access", "POST", f"{path}/withdrawal", oin=portal)
    assert (gone.status_code, gone.json()["state"]) == (200, "withdrawn")
    theirs = _objection(other).model_dump(mode="json", by_alias=True)
    assert (await tenant.ask("access", "POST", "/remedies", oin=portal, json=theirs)).status_code == 404


async def test_what_is_named_must_be_there_and_of_this_citizen(agreed: Agreed) -> None:
    """A decision of another citizen is refused with its field; a citizen or decision that is not there is not found."""
    decision, other = await agreed.decided(), await agreed.decided("inwoner-2")
    client = agreed.client()
    with pytest.raises(Refusal) as caught:
        await client.register_remedy(_objection(decision, citizen_id=other.citizen_id))
    assert [(one["location"], one["code"]) for one in caught.value.problem["errors"]] == [
        ("#/decisionId", "decision-of-another")
    ]
    for wrong in ({"citizen_id": new_id()}, {"decision_id": new_id()}):
        with pytest.raises(Refusal) as caught:
            await client.register_remedy(_objection(decision, **wrong))
        assert caught.value.status == 404


@pytest.mark.rule("F-12")
@pytest.mark.rule("R-A41", "R-A29")
async def test_an_objection_is_filed_against_the_answer_to_a_wish_for_a_pgb(agreed: Agreed) -> None:
    """A refusal that rests on no decision is open to it, until its own last day; who refused neither handles it nor decides on it."""
    decider, other = agreed.client(), agreed.client(end_user="p.devries")
    asked = await agreed.report()
    wish = NewPgbSwitch(request_id=asked.id, requested_on=date(2026, 4, 15), reason=PgbReason.OTHER)
    switch = await decider.register_pgb_switch(wish)
    new = NewRemedy(
        kind=RemedyKind.OBJECTION, citizen_id=asked.citizen_id, pgb_switch_id=switch.id, filed_on=date(2026, 4, 20),
        ground="Wil zelf kiezen.", handler_kind=RemedyHandler.LEGAL_AFFAIRS,
    )  # fmt: skip
    with pytest.raises(Refusal) as caught:
        await decider.register_remedy(new)
    assert _faults(caught.value) == [("#/pgbSwitchId", "answer-of-another", "F-12")]
    refused = await decider.refuse_pgb_switch(switch.id)
    assert refused.decision_id is None
    decision = await agreed.decided("inwoner-2")
    wrong = new.model_copy(update={"citizen_id": decision.citizen_id, "decision_id": decision.id})
    with pytest.raises(Refusal) as caught:
        await decider.register_remedy(wrong)
    assert _faults(caught.value) == [
        ("#/pgbSwitchId", "two-decisions", "F-12"), ("#/pgbSwitchId", "answer-of-another", "F-12"),
    ]  # fmt: skip
    with pytest.raises(Refusal) as caught:
        await decider.register_remedy(new.model_copy(update={"pgb_switch_id": None}))
    assert _faults(caught.value) == [("#/decisionId", "decision-missing", "F-12")]
    with pytest.raises(Refusal) as caught:
        await decider.register_remedy(new.model_copy(update={"pgb_switch_id": new_id()}))
    assert (caught.value.status, caught.value.code) == (404, "pgb-switch-not-found")
    filed = await decider.register_remedy(new)
    assert (filed.in_time, filed.last_day, filed.pgb_switch_id, filed.decision_id, filed.due_on) == (
        True, refused.objection_until, switch.id, None, date(2026, 7, 13),
    )  # fmt: skip
    assert [one.id for one in await decider.list_remedies(pgbSwitchId=str(switch.id))] == [filed.id]
    assert await decider.list_remedies(pgbSwitchId=str(new_id())) == []
    with pytest.raises(Refusal) as caught:
        await decider.handle_remedy(filed.id, "j.jansen", RemedyHandler.LEGAL_AFFAIRS)
    assert _faults(caught.value) == [("#/handler", "decided-it", "Awb 7:5")]
    await decider.handle_remedy(filed.id, "p.devries", RemedyHandler.LEGAL_AFFAIRS)
    with pytest.raises(Refusal) as caught:
        await decider.decide_remedy(filed.id, RemedyOutcome.UNFOUNDED, agreed.tenant.today)
    assert _faults(caught.value) == [("Authorization", "decided-it", "Awb 10:3")]
    done = await other.decide_remedy(filed.id, RemedyOutcome.FOUNDED, agreed.tenant.today)
    assert done.outcome is RemedyOutcome.FOUNDED
    [told] = await agreed.facts("remedy-filed")
    assert str(switch.id) not in str(told.data)


@pytest.mark.rule("R-A41", "F-26")
async def test_a_citizen_objects_to_the_answer_in_its_own_portal(agreed: Agreed) -> None:
    """The portal names the answer to the wish of who logged in; of another citizen there is none to be found."""
    client = agreed.client()
    switches = []
    for name in ("inwoner-1", "inwoner-2"):
        asked = await agreed.report(name)
        wish = NewPgbSwitch(request_id=asked.id, requested_on=date(2026, 4, 15), reason=PgbReason.OTHER)
        switches.append(await client.refuse_pgb_switch((await client.register_pgb_switch(wish)).id))
    own, others = switches
    portal = await as_role(agreed.tenant, ActorKind.PORTAL, ["access:read", "access:write"], own.citizen_id)
    body = {
        "kind": "objection", "citizenId": str(own.citizen_id), "pgbSwitchId": str(own.id), "filedOn": "2026-04-20",
        "handlerKind": "legalAffairs",
    }  # fmt: skip
    more: Any = {"oin": portal, "acting_for": agreed.tenant.owner}
    hidden = await agreed.post("/remedies", {**body, "pgbSwitchId": str(others.id)}, **more)
    assert (hidden.status_code, hidden.json()["code"]) == (404, "pgb-switch-not-found")
    filed = await agreed.post("/remedies", body, **more)
    assert filed.status_code == 201, filed.text
    assert (filed.json()["pgbSwitchId"], filed.json()["lastDay"]) == (str(own.id), "2026-06-01")


@pytest.mark.rule("F-12")
@pytest.mark.rule("R-A35")
async def test_who_judged_a_decision_before_it_was_revised_does_not_judge_the_objection(
    agreed: Agreed,
) -> None:
    """Awb 7:5 and 10:3(3): drafted by one, taken by a second, shortened by a third; a fourth handles the objection and decides."""
    tenant, decider = agreed.tenant, agreed.client()
    for name in ("p.devries", "a.bakker"):
        await agreed.tell("mandate-registered", a_mandate(tenant, holder=name))
    asked = await agreed.report()
    draft = await agreed.client(end_user="d.deboer").take_decision(asked.id, agreed.new_decision(draft=True))
    taken = await decider.finalise_decision(draft.id)
    [running] = await decider.list_allocations(decisionId=str(taken.id))
    sooner = AllocationChange(
        change_reason="05", end_date=date(2026, 6, 30), agreed=True, motivation="Het resultaat is bereikt."
    )
    await agreed.client(end_user="p.devries").change_allocation(running.id, sooner)
    revised = await decider.get_decision(taken.id)
    assert (taken.decided_by, revised.decided_by) == ("j.jansen", "p.devries")
    filed = await decider.register_remedy(_objection(revised))
    for name in ("j.jansen", "p.devries", "d.deboer"):
        with pytest.raises(Refusal) as caught:
            await decider.handle_remedy(filed.id, name, RemedyHandler.LEGAL_AFFAIRS)
        assert _faults(caught.value) == [("#/handler", "decided-it", "Awb 7:5")], name
    await decider.handle_remedy(filed.id, "a.bakker", RemedyHandler.LEGAL_AFFAIRS)
    with pytest.raises(Refusal) as caught:
        await decider.decide_remedy(filed.id, RemedyOutcome.UNFOUNDED, tenant.today)
    assert _faults(caught.value) == [("Authorization", "decided-it", "Awb 10:3")]
    done = await agreed.client(end_user="a.bakker").decide_remedy(
        filed.id, RemedyOutcome.UNFOUNDED, tenant.today
    )
    assert done.state is RemedyState.DECIDED
