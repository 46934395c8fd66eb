"""A decision from draft to final over HTTP: what others must see first, what acute care does not wait for, what follows."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.access.allocations import store as allocations
from services.access.reviews import store as reviews
from services.access.reviews.rules import Review
from shared.clients.base import Refusal
from shared.schemas import access as schemas
from shared.values import new_id
from shared.values.care_courses import ResultSetter
from shared.values.deciding import DecisionOutcome, DecisionState, GateState, RefusalGround
from shared.values.reviewing import ReviewCancellation, ReviewKind, ReviewOutcome, ReviewState, ReviewTrigger
from shared.values.terms import ActorKind, Law, RequestState
from tests.security.test_reach import as_role

BARE: dict[str, Any] = {"value_cents": None, "legal_frame": None, "clarification": None}


async def refusal(made: Any) -> Refusal:
    """The refusal that a call meets."""
    with pytest.raises(Refusal) as refused:
        await made
    return refused.value


async def reviews_of(agreed: Any, request_id: Any) -> list[Review]:
    """The reviews of a request."""
    async with agreed.connection() as connection:
        return await reviews.list_reviews_of(connection, agreed.tenant.owner, request_id)


async def approve(agreed: Any, request_id: Any) -> None:
    """The switch team completes the open reviews of a request."""
    for one in await reviews_of(agreed, request_id):
        if one.state is ReviewState.OPEN:
            async with agreed.connection() as connection:
                done = replace(
                    one, version=one.version + 1, state=ReviewState.COMPLETED, outcome=ReviewOutcome.APPROVED,
                    reviewer="s.team", completed_on=agreed.tenant.today, advice="Akkoord.", fit=True,
                )  # fmt: skip
                await reviews.REGISTER.save(connection, done)


def states(readiness: schemas.DecisionReadiness) -> dict[str, GateState]:
    """How it stands at every gate, by code."""
    return {one.code: one.state for one in readiness.gates}


@pytest.mark.rule("R-A07")
@pytest.mark.rule("R-A08")
async def test_a_costly_draft_becomes_final_after_the_switch_team(agreed: Any) -> None:
    """50,000.01: refused in one call, kept as a draft, submitted, reviewed by another, final; a changed value asks again."""
    request, client = await agreed.report(), agreed.client()
    costly = agreed.new_decision(value_cents=5_000_001)
    refused = await refusal(client.take_decision(request.id, costly))
    assert (refused.status, refused.code) == (409, "decision-not-ready")
    assert [(one["code"], one["rule"]) for one in refused.problem["errors"]] == [("switchTeam", "R-A07")]
    draft = await client.take_decision(request.id, costly.model_copy(update={"draft": True}))
    assert (draft.state, draft.allocation_number, draft.parties, draft.remedies) == (
        DecisionState.DRAFT, None, [], None,
    )  # fmt: skip
    assert (await client.get_request(request.id)).state is RequestState.RECEIVED
    ready = await client.decision_readiness(draft.id)
    assert not ready.ready and states(ready)["switchTeam"] is GateState.MISSING
    submitted = await client.submit_decision(draft.id)
    assert submitted.state is DecisionState.UNDER_REVIEW
    [asked] = await reviews_of(agreed, request.id)
    assert (asked.kind, asked.trigger, asked.asked_cents) == (
        ReviewKind.SWITCH_TEAM, ReviewTrigger.VALUE_ABOVE_THRESHOLD, 5_000_001,
    )  # fmt: skip
    await approve(agreed, request.id)
    changed = await client.change_decision(
        draft.id, submitted.version, schemas.DecisionChange(value_cents=9_000_000)
    )
    assert changed.state is DecisionState.DRAFT
    assert (await refusal(client.finalise_decision(draft.id))).code == "decision-not-ready"
    await client.submit_decision(draft.id)
    await approve(agreed, request.id)
    assert (await client.decision_readiness(draft.id)).ready
    final = await client.finalise_decision(draft.id)
    assert (final.state, final.version, final.allocation_number) == (DecisionState.FINAL, 5, 1)
    assert final.remedies is not None and final.policy_version == 0
    told = await agreed.facts("decision-drafted", "decision-changed", "decision-submitted", "decision-taken")
    assert [one.type.split(".")[-2] for one in told] == [
        "decision-drafted", "decision-submitted", "decision-changed", "decision-submitted", "decision-taken",
    ]  # fmt: skip
    async with agreed.connection() as connection:
        [running] = await allocations.list_granted(connection, agreed.tenant.owner, request.citizen_id)
    assert (running.allocation_number, running.decision_id) == (1, final.id)
    assert (await refusal(client.withdraw_decision(final.id))).code == "decision-fixed"


@pytest.mark.rule("R-A07")
@pytest.mark.rule("F-34")
async def test_a_submitted_draft_that_changes_cancels_the_review_that_was_open(agreed: Any) -> None:
    """60,000 for 50,000.01: the open review is cancelled and another is opened; other words leave it open."""
    request, client = await agreed.report(), agreed.client()
    draft = await client.take_decision(request.id, agreed.new_decision(value_cents=5_000_001, draft=True))
    submitted = await client.submit_decision(draft.id)
    words = schemas.DecisionChange(motivation="Anders verwoord.")
    await client.change_decision(draft.id, submitted.version, words)
    submitted = await client.submit_decision(draft.id)
    [first] = await reviews_of(agreed, request.id)
    assert first.state is ReviewState.OPEN
    await client.change_decision(draft.id, submitted.version, schemas.DecisionChange(value_cents=6_000_000))
    [gone] = await reviews_of(agreed, request.id)
    assert (gone.id, gone.state, gone.cancellation, gone.version) == (
        first.id, ReviewState.CANCELLED, ReviewCancellation.NOT_DECIDED, 2,
    )  # fmt: skip
    await client.submit_decision(draft.id)
    [_, second] = await reviews_of(agreed, request.id)
    assert (second.state, second.asked_cents) == (ReviewState.OPEN, 6_000_000)
    told = await agreed.facts("review-opened", "review-cancelled")
    assert [(one.subject, one.data["state"], one.data["version"]) for one in told] == [
        (str(first.id), "open", 1), (str(first.id), "cancelled", 2), (str(second.id), "open", 1),
    ]  # fmt: skip
    assert len((await client.explain_review(first.id)).steps) == 2
    assert (await client.explain_review(second.id)).steps[0].rule == "R-A07"


@pytest.mark.rule("R-A07")
async def test_an_application_is_judged_as_a_whole_and_its_drafts_stay_with_the_municipality(
    agreed: Any,
) -> None:
    """30,000 + 25,000 -> review; no provider sees a draft; the second of two may follow the first."""
    request, client = await agreed.report(), agreed.client()
    first, second = agreed.tenant.providers[:2]
    one = await client.take_decision(
        request.id, agreed.new_decision(value_cents=3_000_000, draft=True, clarification=None)
    )
    other = await client.take_decision(
        request.id,
        agreed.new_decision(value_cents=2_500_000, draft=True, product_code="02A04", provider=second),
    )
    assert states(await client.decision_readiness(one.id))["switchTeam"] is GateState.MISSING
    again = agreed.new_decision(draft=True, clarification=None)
    assert (await refusal(client.take_decision(request.id, again))).code == "decision-there-already"
    provider = agreed.client(first)
    assert (await refusal(provider.get_decision(one.id))).status == 404
    assert await provider.list_decisions() == []
    answer = await agreed.get("/events?limit=500", oin=first)
    assert str(one.id) not in answer.text
    for draft in (one, other):
        await client.submit_decision(draft.id)
    await approve(agreed, request.id)
    assert (await client.finalise_decision(one.id)).allocation_number == 1
    refused = await refusal(client.take_decision(request.id, agreed.new_decision(product_code="02A05")))
    assert refused.code == "request-not-open"
    assert (await client.finalise_decision(other.id)).allocation_number == 2
    assert (await client.get_request(request.id)).parties == sorted([first, second])
    assert [found.id for found in await provider.list_decisions()] == [one.id]
    assert [found.id for found in await client.list_decisions(state=DecisionState.FINAL)] == [
        one.id,
        other.id,
    ]


async def test_two_consultants_at_once_never_make_two_decisions(agreed: Any) -> None:
    """The same draft finalised twice, the same product decided twice, a draft made beside a decision: one of each."""
    client = agreed.client()
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    made = await asyncio.gather(
        *(client.finalise_decision(draft.id) for _ in range(3)),
        *(client.take_decision(request.id, agreed.new_decision()) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in made) == ["Decision", *["Refusal"] * 4]
    codes = {one.code for one in made if isinstance(one, Refusal)}
    assert codes <= {"decision-fixed", "decision-there-already", "request-not-open"}
    second = await agreed.report("inwoner-2")
    tried = [agreed.new_decision(draft=True) for _ in range(3)]
    made = await asyncio.gather(
        *(client.take_decision(second.id, one) for one in tried), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == ["Decision", "Refusal", "Refusal"]
    assert [one.allocation_number for one in await client.list_decisions()] == [1, None]


@pytest.mark.rule("R-A28")
@pytest.mark.rule("R-A29")
async def test_an_application_may_be_refused_with_grounds_and_never_for_a_ceiling_alone(agreed: Any) -> None:
    """No allocation, the same remedies and six weeks; the request is decided; nothing can be reported under it."""
    request, client = await agreed.report(), agreed.client()
    refusing = schemas.NewDecision(
        outcome=DecisionOutcome.REFUSED, refusal_grounds=[RefusalGround.ACCESS_CEILING], product_category="02",
        motivation="Eigen kracht volstaat.",
    )  # fmt: skip
    refused = await refusal(client.take_decision(request.id, refusing))
    assert [one["code"] for one in refused.problem["errors"]] == ["refusalGrounds"]
    grounds = [RefusalGround.ACCESS_CEILING, RefusalGround.OWN_STRENGTH]
    made = await client.take_decision(request.id, refusing.model_copy(update={"refusal_grounds": grounds}))
    assert (made.state, made.outcome, made.allocation_number, made.provider) == (
        DecisionState.FINAL, DecisionOutcome.REFUSED, None, None,
    )  # fmt: skip
    assert made.objection_until == date(2026, 6, 1) and made.remedies is not None
    assert (await client.get_request(request.id)).state is RequestState.DECIDED
    start = schemas.NewCareStart(decision_id=made.id, start_date=agreed.tenant.today)
    assert (await refusal(client.register_care_start(start))).code == "decision-not-found"
    assert len(await agreed.facts("decision-refused")) == 1 and await agreed.facts("decision-taken") == []
    lacking = agreed.new_decision().model_copy(update={"provider": None, "unit": None})
    answer = await refusal(client.take_decision((await agreed.report("inwoner-2")).id, lacking))
    assert (answer.status, answer.code) == (400, "decision-incomplete")
    assert [one["location"] for one in answer.problem["errors"]] == ["#/provider", "#/unit"]


@pytest.mark.rule("R-A25")
@pytest.mark.rule("F-13")
@pytest.mark.rule("R-A26")
@pytest.mark.rule("F-14")
async def test_a_decision_on_a_result_gets_its_effort_or_a_signal(agreed: Any) -> None:
    """Care may begin at once; after 6 weeks without effort a signal, once; version 3 brings 2.5 hours and new remedies."""
    request, client = await agreed.report(), agreed.client()
    result = schemas.DecidedResult(
        text="Een schoon en leefbaar huis.", term=date(2026, 10, 1),
        set_by=[ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY],
    )  # fmt: skip
    refused = await refusal(client.take_decision(request.id, agreed.new_decision(results_based=True)))
    assert [one["code"] for one in refused.problem["errors"]] == ["results", "research"]
    research = schemas.Research(
        norm_source="Norm huishouden", assessor="Bureau", researched_on=agreed.tenant.today
    )
    made = await client.take_decision(
        request.id, agreed.new_decision(results_based=True, results=[result], research=research)
    )
    assert (made.state, made.effort_due_on) == (DecisionState.AWAITING_EFFORT, date(2026, 6, 1))
    provider = agreed.client(agreed.tenant.providers[0])
    start = schemas.NewCareStart(decision_id=made.id, start_date=agreed.tenant.today)
    await provider.register_care_start(start)
    [fact] = await agreed.facts("decision-taken")
    assert "results" not in fact.data and "research" not in fact.data and "leefbaar" not in str(fact.data)
    await agreed.on(date(2026, 6, 2))
    await agreed.work()
    await agreed.work()
    assert len(await agreed.facts("decision-effort-missed")) == 1
    [signal] = await client.list_signals(kind="effortMissing")
    assert signal.subject == str(made.id)
    effort = schemas.NewEffort(volume=150, unit="01", frequency="4")
    [before] = await client.list_allocations(decisionId=str(made.id))
    final = await client.add_effort(made.id, effort)
    sized = await provider.get_allocation(before.id)
    assert (before.version, before.volume, before.unit) == (1, 4, "04")
    assert (sized.version, sized.volume, sized.unit, sized.frequency, sized.change_reason, sized.stop_reason) == (
        2, 150, "01", "4", "14", None,
    )  # fmt: skip
    assert (final.state, final.version, final.extended_on) == (DecisionState.FINAL, 3, date(2026, 6, 2))
    assert final.objection_until == date(2026, 7, 14) and final.remedies is not None
    assert (await refusal(client.add_effort(made.id, effort))).code == "effort-refused"
    assert len(await agreed.facts("decision-extended")) == 1
    await agreed.work()
    [told] = await agreed.facts("allocation-changed")
    assert (told.data["volume"], told.data["unit"], told.data["allocationNumber"]) == (150, "01", 1)


@pytest.mark.rule("R-A48")
@pytest.mark.rule("R-A06")
@pytest.mark.rule("F-33")
async def test_acute_care_waits_for_nothing_and_is_reviewed_afterwards(agreed: Any) -> None:
    """No mandate, no talk, no frame, no value, a start in the past: granted as asked, with a review and every gap explained."""
    request, other = await agreed.report(), agreed.client(end_user="a.ander")
    early = date(2026, 4, 1)
    made = await other.take_decision(request.id, agreed.new_decision(acute=True, start_date=early, **BARE))
    assert (made.state, made.start_date, made.mandate_id, made.acute_review) == (
        DecisionState.FINAL, early, None, True,
    )  # fmt: skip
    [review] = await reviews_of(agreed, request.id)
    assert (review.kind, review.trigger, review.decision_id) == (
        ReviewKind.AFTER_ACUTE, ReviewTrigger.ACUTE_CARE, made.id,
    )  # fmt: skip
    [told] = await agreed.facts("review-opened")
    assert told.subject == str(review.id) and (await other.explain_review(review.id)).steps
    why = await other.explain_decision(made.id)
    unmet = [one.sentence for one in why.steps if one.sentence.startswith("Acute zorg wacht niet")]
    assert len(unmet) == 6  # mandate, start, frame, provisions, offer, value
    async with agreed.connection() as connection:
        [running] = await allocations.list_granted(connection, agreed.tenant.owner, request.citizen_id)
    assert (running.acute, running.retroactive) == (True, True)
    flagged = await agreed.report("inwoner-2", acute=True)
    drafted = await other.take_decision(
        flagged.id, agreed.new_decision(draft=True, value_cents=9_000_000, end_date=date(2026, 10, 19))
    )
    assert (await other.decision_readiness(drafted.id)).ready
    assert (await other.finalise_decision(drafted.id)).acute_review


@pytest.mark.rule("R-A29")
async def test_objection_runs_from_the_notification(agreed: Any) -> None:
    """Decided 20-4, sent 22-4: until 3-6; told once, never before the decision or ahead, and the term stays as it was told."""
    made, client = await agreed.decided(), agreed.client()
    await agreed.on(date(2026, 4, 23))
    told = await client.notify_decision(made.id, schemas.NewNotification(notified_on=date(2026, 4, 22)))
    assert (told.notified_on, told.objection_until, told.version) == (date(2026, 4, 22), date(2026, 6, 3), 2)
    early = schemas.NewNotification(notified_on=date(2026, 4, 19))
    refused = await refusal(client.notify_decision(made.id, early))
    assert refused.code == "notification-refused"
    both = {("#/notifiedOn", "told-already"), ("#/notifiedOn", "not-a-day-of-notification")}
    assert {(one["location"], one["code"]) for one in refused.problem["errors"]} == both
    for day in (date(2026, 4, 20), date(2026, 4, 22), date(2026, 4, 23)):
        again = await refusal(client.notify_decision(made.id, schemas.NewNotification(notified_on=day)))
        assert "told-already" in [one["code"] for one in again.problem["errors"]], day
    assert (await client.get_decision(made.id)).objection_until == date(2026, 6, 3)
    other = await agreed.decided("inwoner-2", start_date=date(2026, 4, 23))
    ahead = await refusal(
        client.notify_decision(other.id, schemas.NewNotification(notified_on=date(2026, 4, 24)))
    )
    assert [one["code"] for one in ahead.problem["errors"]] == ["not-a-day-of-notification"]
    provider = agreed.client(agreed.tenant.providers[0])
    denied = await refusal(provider.notify_decision(made.id, early))
    assert denied.status == 403


@pytest.mark.rule("R-A40")
@pytest.mark.rule("R-C34")
async def test_a_whole_case_fits_in_one_call(agreed: Any) -> None:
    """Talk, frame and choice come with the decision and are there afterwards; every gate says how it stood."""
    request, client = await agreed.report(), agreed.client()
    choice = schemas.DecisionChoice(offered=agreed.tenant.providers[:2], pgb_offered=True)
    made = await client.take_decision(request.id, agreed.new_decision(choice=choice))
    found = states(await client.decision_readiness(made.id))
    assert {code for code, state in found.items() if state is GateState.PASSED} >= {
        "provision", "mandate", "start", "provisionsFirst", "independentSupport", "value", "choice", "singleProvider",
    }  # fmt: skip
    assert GateState.MISSING not in found.values()
    english = await agreed.get(f"/decisions/{made.id}/readiness", headers={"Accept-Language": "en"})
    assert "The choice was recorded." in [one["text"] for one in english.json()["gates"]]


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A48")
async def test_a_second_allocation_of_the_product_waits_for_the_end_of_the_first(agreed: Any) -> None:
    """Until 30-6, again from 20-6: refused; from 2-7, or by another provider: granted; acute: granted, reviewed afterwards."""
    made, client = await agreed.decided(end_date=date(2026, 6, 30)), agreed.client()
    again = await agreed.report()
    assert again.citizen_id == made.citizen_id
    soon = agreed.new_decision(start_date=date(2026, 6, 20), end_date=date(2026, 6, 30))
    refused = await refusal(client.take_decision(again.id, soon))
    assert [(one["code"], one["location"]) for one in refused.problem["errors"]] == [
        ("overlap", "#/startDate")
    ]
    later = await client.take_decision(again.id, agreed.new_decision(start_date=date(2026, 7, 2)))
    assert states(await client.decision_readiness(made.id))["overlap"] is GateState.PASSED
    other = await agreed.decided(provider=agreed.tenant.providers[1])
    urgent = await agreed.decided(acute=True)
    assert [one.allocation_number for one in (made, later, other, urgent)] == [1, 2, 3, 4]
    assert urgent.acute_review and not other.acute_review
    [review] = await reviews_of(agreed, urgent.request_id)
    assert review.kind is ReviewKind.AFTER_ACUTE


@pytest.mark.rule("R-A25")
async def test_a_decision_with_its_effort_allocates_that_size(agreed: Any) -> None:
    """Four hours are asked and 150 minutes a week come with it: the allocation is 150 minutes from its first version on."""
    effort = schemas.NewEffort(volume=150, unit="01", frequency="4")
    made = await agreed.decided(effort=effort)
    [allocation] = await agreed.client().list_allocations(decisionId=str(made.id))
    assert (allocation.version, allocation.volume, allocation.unit) == (1, 150, "01")


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A13")
async def test_an_allocation_is_extended_after_a_test_alone(agreed: Any) -> None:
    """Extension without test -> refused; with it the next decision counts the extensions so far."""
    made, client = await agreed.decided(end_date=date(2026, 6, 30)), agreed.client()
    again = await agreed.report(law=Law.WMO_2015)
    asked = agreed.new_decision(
        start_date=date(2026, 7, 1), end_date=date(2026, 12, 31), extension_of=made.allocation_number
    )
    refused = await refusal(client.take_decision(again.id, asked))
    assert [one["code"] for one in refused.problem["errors"]] == ["extension"]
    async with agreed.connection() as connection:
        test = Review(
            id=new_id(), version=1, owner=agreed.tenant.owner, external_reference=None, parties=[],
            kind=ReviewKind.EXTENSION, trigger=ReviewTrigger.EXTENSION_ASKED, state=ReviewState.COMPLETED,
            request_id=made.request_id, decision_id=None, law=made.law, citizen_id=made.citizen_id,
            opened_on=agreed.tenant.today, due_on=None, reviewer_role="switchTeam", reviewer="s.team", fit=True,
            allocation_number=made.allocation_number, completed_on=agreed.tenant.today,
            outcome=ReviewOutcome.APPROVED, advice="Past nog.",
        )  # fmt: skip
        await reviews.add_review(connection, test, "balie")
    extended = await client.take_decision(again.id, asked)
    assert (extended.extension_of, extended.extensions) == (1, 1)
    unknown = agreed.new_decision(extension_of=99)
    third = await refusal(client.take_decision((await agreed.report("inwoner-9")).id, unknown))
    assert [one["code"] for one in third.problem["errors"]] == ["extension"]


async def test_drafts_are_changed_and_withdrawn_in_the_version_that_was_read(agreed: Any) -> None:
    """412 for another version; a withdrawn draft makes room and takes no act; a dry run changes nothing."""
    request, client = await agreed.report(), agreed.client()
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    change = schemas.DecisionChange(end_date=agreed.tenant.today + timedelta(days=90))
    changed = await client.change_decision(draft.id, 1, change)
    assert (changed.version, changed.end_date, changed.value_cents) == (2, change.end_date, draft.value_cents)
    assert (await refusal(client.change_decision(draft.id, 1, change))).status == 412
    tried = await client.finalise_decision(draft.id, dry_run=True)
    assert tried.allocation_number == 1
    assert (await client.get_decision(draft.id)).state is DecisionState.DRAFT
    gone = await client.withdraw_decision(draft.id)
    assert (gone.state, gone.withdrawn_on) == (DecisionState.WITHDRAWN, agreed.tenant.today)
    for act in (client.submit_decision, client.finalise_decision, client.withdraw_decision):
        assert (await refusal(act(draft.id))).code == "decision-fixed"
    made = await client.take_decision(request.id, agreed.new_decision())
    assert made.allocation_number == 1


async def test_a_citizen_reads_what_was_decided_and_no_draft(agreed: Any) -> None:
    """In the municipality's portal a draft is not there: not in the list, not by id, not in the graph, not in the dossier."""
    request, client = await agreed.report(), agreed.client()
    draft = await client.take_decision(request.id, agreed.new_decision(draft=True))
    portal = await as_role(
        agreed.tenant, ActorKind.PORTAL, ["persons:read", "access:read"], request.citizen_id
    )
    seen = await agreed.get("/decisions", oin=portal)
    assert (seen.status_code, seen.json()["items"]) == (200, [])
    assert (await agreed.get(f"/decisions/{draft.id}", oin=portal)).status_code == 404
    query = "{ requests { nodes { decisions { id } } } }"
    assert (await agreed.graph(query, oin=portal))["data"]["requests"]["nodes"] == [{"decisions": []}]
    dossier = await agreed.get(f"/citizens/{request.citizen_id}/dossier", oin=portal)
    assert str(draft.id) not in dossier.text
    final = await client.finalise_decision(draft.id)
    shown = (await agreed.get("/decisions", oin=portal)).json()["items"]
    assert [one["id"] for one in shown] == [str(final.id)]
    assert "bezwaar" in shown[0]["remedies"]["nl"]
