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
    """On 20-6 until 15-7, with a motive: without mandate or test, and a review stands; without a motive no; sooner is decided for acute care too."""
    made = await granted(agreed, acute=True)
    await agreed.on(date(2026, 6, 20))
    stranger, client = agreed.client(end_user=STRANGER), agreed.client()
    bare = AllocationChange(change_reason="04", end_date=date(2026, 7, 15))
    refused = await refusal(stranger.change_allocation(made.id, bare))
    assert refused.code == "allocation-change-refused"
    found = {(one["code"], one["location"], one["rule"]) for one in refused.problem["errors"]}
    assert {
        ("acute-without-motive", "#/motivation", "G-40"), ("not-tested", "#/endDate", "R-A11"),
        ("motivation-missing", "#/motivation", "R-A29"),
    } <= found and "R-A03" in {rule for _, _, rule in found}  # fmt: skip
    assert await client.list_reviews(kind="afterAcute") == []
    longer = bare.model_copy(update={"motivation": WHY})
    assert (await stranger.change_allocation(made.id, longer)).end_date == date(2026, 7, 15)
    [review] = await client.list_reviews(kind="afterAcute")
    assert (review.allocation_number, review.trigger) == (made.allocation_number, "acuteCare")
    sooner = AllocationChange(change_reason="05", end_date=date(2026, 6, 30), motivation=WHY)
    assert (await refusal(stranger.change_allocation(made.id, sooner))).code == "mandate-missing"
    assert (await client.change_allocation(made.id, sooner)).end_date == date(2026, 6, 30)


@pytest.mark.rule("R-A48")
@pytest.mark.rule("R-A11")
async def test_acute_care_is_not_stretched_past_its_half_year_check(agreed: Any) -> None:
    """From 20-4: on 20-6 not until 1-6 of next year, nor until 20-10, in one act or one by one, nor under a new number; until 19-10 it is; after a test longer."""
    made = await granted(agreed, acute=True)
    await scenario(agreed, Scenario.B)
    client = agreed.client()
    more = AllocationChange(change_reason="14", volume=5, effective_on=date(2026, 4, 27), motivation=WHY)
    number = (await client.change_allocation(made.id, more)).replaced_by_number
    [five] = await client.list_allocations(allocationNumber=number, law="wmo2015")
    assert (five.start_date, five.acute) == (date(2026, 4, 27), True)
    await agreed.on(date(2026, 6, 20))

    def until(last: date) -> AllocationChange:
        return AllocationChange(change_reason="04", end_date=last, motivation=WHY)

    for last in (date(2027, 6, 1), date(2026, 10, 20)):
        refused = await refusal(client.change_allocation(five.id, until(last)))
        assert codes(refused) == ["not-tested", "acute-too-long"]
        assert refused.problem["errors"][1]["detail"].count("2026-10-19") == 1
    for last in (date(2026, 7, 15), date(2026, 10, 19)):
        assert (await client.change_allocation(five.id, until(last))).end_date == last
    refused = await refusal(client.change_allocation(five.id, until(date(2026, 10, 20))))
    assert codes(refused) == ["not-tested", "acute-too-long"]
    await with_review(agreed, five)
    assert (await client.change_allocation(five.id, until(date(2026, 10, 20)))).end_date == date(2026, 10, 20)


@pytest.mark.rule("R-A48")
@pytest.mark.rule("R-A35")
async def test_more_acute_care_begins_within_days(agreed: Any) -> None:
    """In A, 3 to 5 hours from 28-4: decided anew; from 27-4: at once by anybody, with a review; other care is decided anew all the same."""
    made = await granted(agreed, acute=True)
    await scenario(agreed, Scenario.A)
    stranger, client = agreed.client(end_user=STRANGER), agreed.client()
    late = AllocationChange(change_reason="14", volume=5, effective_on=date(2026, 4, 28), motivation=WHY)
    refused = await refusal(stranger.change_allocation(made.id, late))
    assert refused.code == "new-decision-needed"
    assert codes(refused)[0] == "new-decision-needed" and codes(refused)[-1] == "acute-starts-late"
    other = AllocationChange(
        change_reason="14", product_code="02A04", effective_on=date(2026, 4, 27), motivation=WHY
    )
    assert (await refusal(client.change_allocation(made.id, other))).code == "new-decision-needed"
    soon = late.model_copy(update={"effective_on": date(2026, 4, 27)})
    after = await stranger.change_allocation(made.id, soon)
    assert (after.end_date, after.replaced_by_number) == (date(2026, 4, 26), 2)
    [review] = await client.list_reviews(kind="afterAcute")
    assert review.allocation_id == made.id


@pytest.mark.rule("R-A06")
@pytest.mark.rule("R-A48")
async def test_what_is_not_acute_begins_on_no_day_that_was(agreed: Any) -> None:
    """More acute care from 21-4, on 24-4, until 20-10: refused for its days and for a day that was; until 19-10 it is granted."""
    made = await granted(agreed, acute=True)
    await scenario(agreed, Scenario.B)
    await agreed.on(date(2026, 4, 24))
    far = AllocationChange(
        change_reason="14",
        volume=5,
        effective_on=date(2026, 4, 21),
        end_date=date(2026, 10, 20),
        motivation=WHY,
    )
    refused = codes(await refusal(agreed.client().change_allocation(made.id, far)))
    assert refused == ["not-tested", "day-in-past", "acute-too-long"]
    near = far.model_copy(update={"end_date": date(2026, 10, 19)})
    assert (await agreed.client().change_allocation(made.id, near)).replaced_by_number == 2
