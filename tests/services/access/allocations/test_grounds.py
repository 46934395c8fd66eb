"""On what a municipality's own change of an allocation rests, over HTTP: a mandate, a test, a decision that is open to objection."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import AllocationChange, NewReview, ReviewCompletion
from shared.values.allocating import AllocationState
from shared.values.arrangements import Scenario
from shared.values.reviewing import ReviewKind, ReviewOutcome
from tests.services.access.allocations.test_rest import granted, scenario
from tests.services.access.care_starts.test_rest import codes, refusal

WHY = "Besproken met de inwoner."
STRANGER = "p.zonder-mandaat"


async def with_review(agreed: Any, made: Any, months: int = 6, *, fit: bool = True) -> None:
    """Another than the consultant completed the extension review of the allocation."""
    client = agreed.client()
    review = await client.register_review(
        NewReview(kind=ReviewKind.EXTENSION, decision_id=made.decision_id, extension_months=months)
    )
    await client.assign_review(review.id, "t.toetser")
    done = ReviewCompletion(outcome=ReviewOutcome.APPROVED, fit=fit, deviation_reason=WHY)
    await agreed.client(end_user="t.toetser").complete_review(review.id, done)


@pytest.mark.rule("R-A03")
@pytest.mark.rule("R-A29")
async def test_what_the_municipality_takes_away_is_decided_and_open_to_objection(agreed: Any) -> None:
    """Shorter or deleted: by a mandated person, with a motivation; the decision is told anew with a new term; an end from elsewhere is not."""
    made, client = await granted(agreed), agreed.client()
    stranger = agreed.client(end_user=STRANGER)
    before = await client.get_decision(made.decision_id)
    await agreed.on(date(2026, 4, 24))
    sooner = AllocationChange(change_reason="05", end_date=date(2026, 5, 31), motivation=WHY)
    for change in (sooner, AllocationChange(change_reason="13", motivation=WHY)):
        assert (await refusal(stranger.change_allocation(made.id, change))).code == "mandate-missing"
    bare = AllocationChange(change_reason="05", end_date=date(2026, 5, 31))
    lacking = await refusal(client.change_allocation(made.id, bare))
    [error] = lacking.problem["errors"]
    assert (error["code"], error["location"], error["rule"]) == (
        "motivation-missing",
        "#/motivation",
        "R-A29",
    )
    assert (await client.get_allocation(made.id)).version == 1
    assert (await client.change_allocation(made.id, sooner)).end_date == date(2026, 5, 31)
    after = await client.get_decision(made.decision_id)
    assert (after.version, after.end_date, after.notified_on) == (2, date(2026, 5, 31), date(2026, 4, 24))
    assert before.objection_until == date(2026, 6, 1) and after.objection_until == date(2026, 6, 5)
    assert after.remedies is not None
    [told] = await agreed.facts("decision-revised")
    assert told.data["objectionUntil"] == "2026-06-05" and "motivation" not in told.data
    rules = [step.rule for step in (await client.explain_decision(made.decision_id)).steps]
    assert rules[-3:] == ["R-A03", "R-A35", "R-A29"]
    died = AllocationChange(change_reason="02", end_date=date(2026, 5, 15))
    assert (await stranger.change_allocation(made.id, died)).end_date == date(2026, 5, 15)
    assert (await client.get_decision(made.decision_id)).version == 2
    gone = await client.change_allocation(made.id, AllocationChange(change_reason="13", motivation=WHY))
    assert gone.state is AllocationState.DELETED
    assert (await client.get_decision(made.decision_id)).version == 3


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A35")
async def test_no_longer_without_a_test_whatever_the_code(agreed: Any) -> None:
    """Extended without a test, or fit no more: refused, by each code; tested for six months: until six months on, once; in A more is decided anew."""
    made, client = await granted(agreed), agreed.client()
    for code in ("04", "14", "03"):
        far = AllocationChange(change_reason=code, end_date=date(2029, 12, 31), motivation=WHY)
        assert codes(await refusal(client.change_allocation(made.id, far))) == ["not-tested"]
    await with_review(agreed, made, fit=False)
    assert codes(await refusal(client.change_allocation(made.id, far))) == ["not-tested"]
    await with_review(agreed, made)
    far = AllocationChange(change_reason="04", end_date=date(2029, 12, 31), motivation=WHY)
    assert codes(await refusal(client.change_allocation(made.id, far))) == ["longer-than-tested"]
    fits = AllocationChange(change_reason="04", end_date=date(2026, 12, 30), motivation=WHY)
    stranger = agreed.client(end_user=STRANGER)
    assert (await refusal(stranger.change_allocation(made.id, fits))).code == "mandate-missing"
    assert (await client.change_allocation(made.id, fits)).end_date == date(2026, 12, 30)
    decision = await client.get_decision(made.decision_id)
    assert (decision.extensions, decision.end_date) == (1, date(2026, 12, 30))
    again = AllocationChange(change_reason="04", end_date=date(2027, 1, 31), motivation=WHY)
    assert codes(await refusal(client.change_allocation(made.id, again))) == ["not-tested"]
    await scenario(agreed, Scenario.A)
    forty = AllocationChange(change_reason="14", volume=40, effective_on=date(2026, 5, 4), motivation=WHY)
    assert (await refusal(client.change_allocation(made.id, forty))).code == "new-decision-needed"
    assert [one.kind for one in await client.list_reviews(kind="afterAcute")] == []


@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_acute_care_gets_longer_at_once_and_is_looked_at_afterwards(agreed: Any) -> None:
    """Without mandate, test or motivation, and a review stands; sooner is decided for acute care too."""
    made = await granted(agreed, acute=True)
    stranger = agreed.client(end_user=STRANGER)
    longer = AllocationChange(change_reason="04", end_date=date(2026, 9, 30))
    assert (await stranger.change_allocation(made.id, longer)).end_date == date(2026, 9, 30)
    [review] = await agreed.client().list_reviews(kind="afterAcute")
    assert (review.allocation_number, review.trigger) == (made.allocation_number, "acuteCare")
    sooner = AllocationChange(change_reason="05", end_date=date(2026, 5, 31), motivation=WHY)
    assert (await refusal(stranger.change_allocation(made.id, sooner))).code == "mandate-missing"
