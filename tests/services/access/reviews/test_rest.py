"""Reviews over HTTP: opened above the threshold, each half-year, for an extension and after acute care; done by another; told."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationChange, NewReview, ReviewCompletion, ReviewContact
from shared.values.arrangements import Scenario
from shared.values.reviewing import (
    Due,
    ReviewCancellation,
    ReviewKind,
    ReviewOutcome,
    ReviewState,
    ReviewTrigger,
)
from tests.services.access.allocations.test_rest import granted, scenario
from tests.services.access.care_starts.test_rest import codes, refusal
from tests.support.persons import neighbour

APRIL = (date(2026, 4, 1), date(2026, 4, 30))


@pytest.mark.rule("R-A07")
@pytest.mark.rule("R-A49")
@pytest.mark.rule("D-31")
async def test_the_switch_team_reviews_what_is_above_the_threshold(agreed: Any) -> None:
    """€50,000.01 opens a review by another than the consultant; its outcome, alternative and saving stand in the register."""
    client, other = agreed.client(), agreed.client(end_user="k.visser")
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(value_cents=5_000_001, draft=True))
    await client.submit_decision(draft.id)
    (review,) = await client.list_reviews(kind="switchTeam")
    assert (review.trigger, review.asked_cents, review.consultant, review.policy_version) == (
        ReviewTrigger.VALUE_ABOVE_THRESHOLD, 5_000_001, "j.jansen", 0,
    )  # fmt: skip
    assert (await refusal(client.assign_review(review.id, "j.jansen"))).code == "reviewer-decided"
    assigned = await client.assign_review(review.id, "k.visser")
    done = ReviewCompletion(
        outcome=ReviewOutcome.APPROVED_WITH_CHANGE, advice="Begin in een groep.", alternative_product="02A05"
    )
    assert (await refusal(client.complete_review(review.id, done))).code == "reviewer-decided"
    assert (await refusal(client.cancel_review(review.id, ReviewCancellation.OPENED_IN_ERROR))).code == (
        "review-refused"
    )
    completed = await other.complete_review(review.id, done)
    assert (completed.state, completed.reviewer, completed.version) == (
        ReviewState.COMPLETED, "k.visser", assigned.version + 1,
    )  # fmt: skip
    assert (await refusal(other.complete_review(review.id, done))).code == "review-closed"
    register = await client.switch_team_register(*APRIL)
    (line,) = register.lines
    assert (line.alternative_product, line.granted_cents, line.saved_cents) == ("02A05", None, None)
    await client.finalise_decision(draft.id)
    register = await client.switch_team_register(*APRIL)
    assert (register.above_threshold, register.alternatives, register.saved_cents) == (1, 1, 0)
    assert register.lines[0].granted_cents == 5_000_001
    assert len(register.steps) == 2
    sent = await other.send_review_feedback(review.id)
    assert sent.feedback_sent_on == agreed.tenant.today
    assert (await refusal(other.send_review_feedback(review.id))).code == "review-refused"
    (own,) = (await client.consultant_feedback(*APRIL)).consultants
    assert (own.consultant, own.checks, own.yield_basis_points, own.feedback_sent) == ("j.jansen", 1, 0, 1)
    assert (await refusal(client.consultant_feedback(*APRIL, consultant="b.mol"))).code == "own-feedback-only"
    assert (await other.consultant_feedback(*APRIL)).consultants == [own]
    assert (await other.consultant_feedback(*APRIL, consultant="b.mol")).consultants == []
    assert len((await client.explain_review(review.id)).steps) == 4
    facts = await agreed.facts("review-assigned", "review-completed", "review-feedback-sent")
    assert [fact.data["state"] for fact in facts] == ["open", "completed", "completed"]
    assert not any(word in str([fact.data for fact in facts]) for word in ("groep", "visser", "jansen"))
    provider = agreed.client(agreed.tenant.providers[0])
    assert (await refusal(provider.get_review(review.id))).status == 403
    assert (await refusal(provider.due_reviews())).status == 403


@pytest.mark.rule("R-A12")
@pytest.mark.rule("R-A06")
@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_acute_care_waits_for_nothing_and_is_reviewed_afterwards(agreed: Any) -> None:
    """Above the threshold and begun before: decided at once; its review and its half-year check stand open on their own days."""
    client, other = agreed.client(), agreed.client(end_user="k.visser")
    decision = await agreed.decided(acute=True, start_date=date(2025, 11, 15), value_cents=9_000_000)
    assert decision.decided_on == agreed.tenant.today
    await agreed.work()
    await agreed.work()
    (after,) = await client.list_reviews(kind="afterAcute")
    assert (after.trigger, after.decision_id, after.due_on) == (
        ReviewTrigger.ACUTE_CARE, decision.id, date(2026, 5, 20),
    )  # fmt: skip
    (check,) = await client.list_reviews(kind="halfYear", dueTo="2026-05-31")
    assert (check.due_on, check.allocation_number, check.consultant) == (
        date(2026, 5, 15), decision.allocation_number, "j.jansen",
    )  # fmt: skip
    due = await client.due_reviews(kind="halfYear")
    assert (due.due, due.overdue, due.reviews[0].due, due.reviews[0].missing) == (
        1, 0, Due.DUE, ["providerContactOn", "citizenContactOn", "reviewer"],
    )  # fmt: skip
    done = ReviewCompletion(outcome=ReviewOutcome.APPROVED, fit=True)
    await other.contact_review(check.id, ReviewContact(provider_contact_on=date(2026, 4, 16)))
    half = await refusal(other.complete_review(check.id, done))
    assert (half.code, [one["location"] for one in half.problem["errors"]]) == (
        "review-incomplete", ["#/citizenContactOn"],
    )  # fmt: skip
    late = await refusal(other.contact_review(check.id, ReviewContact(citizen_contact_on=date(2026, 4, 21))))
    assert codes(late) == ["in-future"]
    await other.contact_review(check.id, ReviewContact(citizen_contact_on=date(2026, 4, 20)))
    assert (await other.complete_review(check.id, done)).fit is True
    planning = await client.review_planning(date(2026, 5, 1), date(2026, 5, 31))
    assert {one.kind: (one.opened, one.completed, one.overdue) for one in planning.kinds} == {
        ReviewKind.AFTER_ACUTE: (1, 0, 0), ReviewKind.HALF_YEAR: (1, 1, 0),
    }  # fmt: skip
    assert (await refusal(client.cancel_review(after.id, ReviewCancellation.CARE_ENDED))).code == (
        "review-refused"
    )


@pytest.mark.rule("R-A08")
@pytest.mark.rule("R-A10")
@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A13")
async def test_an_extension_is_tested_and_beyond_the_guideline_explained(agreed: Any) -> None:
    """Seven months deviate from 2 × 6; fitness and reason are asked at once; a doubt is asked once and withdrawn at will."""
    client, other = agreed.client(), agreed.client(end_user="k.visser")
    decision = await agreed.decided(end_date=date(2026, 5, 31))
    new = NewReview(kind=ReviewKind.EXTENSION, decision_id=decision.id, extension_months=7)
    review = await client.put_review("verlenging/1", new)
    assert (review.extension_number, review.deviation, review.allocation_number) == (
        1, True, decision.allocation_number,
    )  # fmt: skip
    assert await client.put_review("verlenging/1", new) == review
    assert codes(await refusal(client.register_review(new))) == ["open-already"]
    (ending,) = (await client.ending_allocations(60)).allocations
    assert (ending.decision_id, ending.days_left, ending.review_id) == (decision.id, 41, review.id)
    assert (await client.ending_allocations(40)).allocations == []
    bare = ReviewCompletion(outcome=ReviewOutcome.APPROVED)
    lacks = await refusal(other.complete_review(review.id, bare))
    assert [one["location"] for one in lacks.problem["errors"]] == ["#/fit", "#/deviationReason"]
    whole = bare.model_copy(update={"fit": True, "deviation_reason": "Verhuist in januari."})
    assert (await other.complete_review(review.id, whole)).state is ReviewState.COMPLETED
    doubt = await client.register_review(NewReview(kind=ReviewKind.VOLUNTARY, request_id=decision.request_id))
    gone = await client.cancel_review(doubt.id, ReviewCancellation.OPENED_IN_ERROR)
    assert gone.cancellation is ReviewCancellation.OPENED_IN_ERROR
    products = await client.conspicuous_products(*APRIL)
    assert (products.growth_threshold_basis_points, products.products) == (4_000, [])
    by_service = await agreed.post("/reviews", {"kind": "vot", "decisionId": str(decision.id)})
    assert (by_service.status_code, by_service.json()["errors"][0]["code"]) == (400, "by-service")
    turned = await agreed.get("/reviews/planning?from=2026-04-30&until=2026-04-01")
    assert (turned.status_code, turned.json()["code"]) == (400, "review-days-refused")


@pytest.mark.rule("F-01")
async def test_a_review_is_nobodys_but_its_municipalitys(agreed: Any) -> None:
    """A neighbour, and the provider of the care, find no review, none in a list, and can open none on what is not theirs."""
    client = agreed.client()
    request = await agreed.report()
    draft = await client.take_decision(request.id, agreed.new_decision(value_cents=5_000_001, draft=True))
    await client.submit_decision(draft.id)
    (review,) = await client.list_reviews()
    other = await neighbour(agreed.tenant)
    at = f"/reviews/{review.id}"
    for method, path, body in (
        ("GET", at, None),
        ("GET", f"{at}/derivation", None),
        ("POST", f"{at}/assignment", {"reviewer": "k.visser"}),
        ("POST", f"{at}/contacts", {"providerContactOn": "2026-04-20"}),
        ("POST", f"{at}/completion", {"outcome": "approved", "advice": "Akkoord."}),
        ("POST", f"{at}/cancellation", {"reason": "openedInError"}),
        ("POST", f"{at}/feedback", None),
        ("POST", "/reviews", {"kind": "voluntary", "requestId": str(request.id)}),
        ("POST", "/reviews", {"kind": "voluntary", "decisionId": str(draft.id)}),
    ):
        sent = {} if body is None else {"json": body}
        answer = await other.ask("access", method, path, **sent)
        assert answer.status_code == 404, f"{method} {path}: {answer.text}"
    days = "?from=2026-04-01&until=2026-04-30"
    for path in (
        "",
        "/due",
        "/ending-allocations",
        f"/switch-team-register{days}",
        f"/consultant-feedback{days}",
    ):
        seen = await other.ask("access", "GET", f"/reviews{path}")
        assert seen.status_code == 200, seen.text
        told = {name: one for name, one in seen.json().items() if isinstance(one, list) and name != "steps"}
        assert told and not any(told.values()), seen.text
        assert str(review.id) not in seen.text and str(draft.id) not in seen.text
    hidden = await agreed.get(at, oin=agreed.tenant.providers[0])
    assert hidden.status_code in (403, 404)
    (same,) = await client.list_reviews()
    assert same == review


@pytest.mark.rule("R-A12")
async def test_scaling_begins_no_new_half_year(agreed: Any) -> None:
    """From 20 April, scaled on 2 October, 18 days before its check: the check goes on under the new number, on 20 October."""
    made = await granted(agreed, end_date=date(2027, 12, 31))
    client = agreed.client()
    await scenario(agreed, Scenario.B)
    await agreed.on(date(2026, 10, 1))
    await agreed.work()
    four = AllocationChange(change_reason="12", volume=4, effective_on=date(2026, 10, 2))
    scaled = await agreed.client(made.provider).change_allocation(made.id, four)
    for _ in range(2):
        await agreed.work()
    checks = await client.list_reviews(kind="halfYear")
    assert [(one.allocation_number, one.state, one.due_on) for one in checks] == [
        (made.allocation_number, "cancelled", date(2026, 10, 20)),
        (scaled.replaced_by_number, "open", date(2026, 10, 20)),
    ]  # fmt: skip
