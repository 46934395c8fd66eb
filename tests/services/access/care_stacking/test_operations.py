"""Stacking comes about in the act that allocates: it is told there, and a second look is opened by itself."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import (
    AllocationChange,
    AllocationGrant,
    HouseholdMember,
    NewHouseholdPlan,
    NewPolicy,
    ReviewCompletion,
)
from shared.values.reviewing import ReviewOutcome
from shared.values.terms import Law
from tests.services.access.allocation_requests.test_rest import new_request
from tests.services.access.care_stacking.given import add, allocation, citizens
from tests.services.access.conftest import a_mandate
from tests.support.statements import counted


async def stack(agreed: Any, citizen: str, count: int, **other: Any) -> Any:
    """So many decisions on different products for one citizen; the last one."""
    for number in range(count):
        decision = await agreed.decided(citizen, product_code=f"02A{20 + number}", **other)
    return decision


@pytest.mark.rule("R-A42")
@pytest.mark.rule("G-36")
async def test_the_third_decision_tells_of_stacking_and_opens_one_review(agreed: Any) -> None:
    """Two tell nothing, the third a signal at once; one review for both signals, another once
    something was allocated after it; what a person closed rests for thirty days."""
    client = agreed.client()
    decision = await stack(agreed, "stapel", 2, value_cents=1_600_000)
    assert await client.list_signals() == []
    decision = await agreed.decided("stapel", product_code="02A30", value_cents=1_600_000)
    (told,) = await client.list_signals(kind="stackedCare")
    assert (told.rule, told.subject, told.citizen_id) == (
        "R-A42",
        str(decision.citizen_id),
        decision.citizen_id,
    )
    assert told.facts == {
        "on": "2026-04-20", "count": 3, "valueCents": 4_800_000, "valueUnknown": 0, "policyVersion": 0, "threshold": 3,
    }  # fmt: skip
    await agreed.decided("stapel", product_code="02A31", value_cents=200_001)
    (worth,) = await client.list_signals(kind="stackedValue")
    assert (worth.facts["valueCents"], worth.facts["aboveCents"]) == (5_000_001, 5_000_000)
    await agreed.work()
    await agreed.work()
    (review,) = await client.list_reviews(citizenId=decision.citizen_id, kind="conspicuous")
    assert (review.trigger, review.state, review.consultant) == ("stackedCare", "open", "j.jansen")
    assert (await client.explain_review(review.id)).steps[0].rule == "R-A42"
    assert [one.subject for one in await agreed.facts("review-opened")] == [str(review.id)]
    shown = await client.list_care_stackings()
    assert [(one.count, one.review_id, one.value_stacked) for one in shown] == [(4, review.id, True)]
    other = agreed.client(end_user="k.visser")
    await other.complete_review(review.id, ReviewCompletion(outcome=ReviewOutcome.APPROVED))
    await agreed.work()
    assert len(await client.list_reviews(citizenId=decision.citizen_id, kind="conspicuous")) == 1
    await agreed.decided("stapel", product_code="02A32", value_cents=1)
    await agreed.work()
    assert len(await client.list_signals(kind="stackedCare")) == 1
    assert [
        one.asked_cents
        for one in await client.list_reviews(citizenId=decision.citizen_id, kind="conspicuous")
    ] == [5_000_001, 5_000_002]
    await client.close_signal(told.id, "Besproken; het past bij elkaar.")
    await client.close_signal(worth.id, "Besproken; het past bij elkaar.")
    await agreed.decided("stapel", product_code="02A33", value_cents=1)
    assert await client.list_signals(kind="stackedCare", state="open") == []


@pytest.mark.rule("R-A42")
@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_acute_care_is_granted_and_told_afterwards(agreed: Any) -> None:
    """The acute decision that makes three is taken at once, and nothing of it waits for the signal or its review."""
    await stack(agreed, "acuut", 2)
    decision = await agreed.acute("acuut", product_code="02A40")
    assert (decision.state, decision.acute) == ("final", True)
    assert [one.citizen_id for one in await agreed.client().list_signals(kind="stackedCare")] == [
        decision.citizen_id
    ]


@pytest.mark.rule("R-A42")
async def test_a_household_is_told_and_the_threshold_is_the_policys(agreed: Any) -> None:
    """Two members of a plan with one each: two are stacking where the policy says two; one review of the whole, another once more was allocated."""
    client = agreed.client()
    await client.register_policy(NewPolicy(valid_from=agreed.tenant.today, stacking_threshold=2))
    parent = await agreed.decided("ouder")
    child = await agreed.report("kind")
    members = [HouseholdMember(citizen_id=one.citizen_id) for one in (parent, child)]
    plan = await client.register_household_plan(
        NewHouseholdPlan(start_date=agreed.tenant.today, members=members)
    )
    await client.take_decision(child.id, agreed.new_decision())
    (told,) = await client.list_signals(kind="stackedCare")
    assert (told.subject_kind, told.subject, told.citizen_id) == ("householdPlan", str(plan.id), None)
    assert (told.facts["count"], told.facts["threshold"], told.facts["policyVersion"]) == (2, 2, 1)
    for _ in range(2):
        await agreed.work()
    (review,) = await client.list_reviews(kind="conspicuous")
    assert (review.trigger, review.state, review.citizen_id) == ("stackedHousehold", "open", child.citizen_id)
    (step, *_) = (await client.explain_review(review.id)).steps
    assert (step.rule, step.inputs["count"]) == ("R-A42", 2)
    shown = {one.household_plan_id: one.review_id for one in await client.list_care_stackings()}
    assert shown == {plan.id: review.id}
    other = agreed.client(end_user="k.visser")
    await other.complete_review(review.id, ReviewCompletion(outcome=ReviewOutcome.APPROVED))
    await agreed.work()
    assert len(await client.list_reviews(kind="conspicuous")) == 1
    await agreed.decided("tante")
    await agreed.work()
    assert len(await client.list_reviews(kind="conspicuous")) == 1, (
        "who is not in the plan adds nothing to it"
    )
    await agreed.decided("ouder", product_code="02A09")
    await agreed.work()
    told_of = [one.trigger for one in await client.list_reviews(kind="conspicuous")]
    assert sorted(told_of) == ["stackedCare", "stackedHousehold", "stackedHousehold"]


@pytest.mark.rule("R-A42")
async def test_a_decision_asks_one_statement_more(agreed: Any) -> None:
    """What is judged of stacking costs a decision one statement, and a second one only where there is something to tell."""
    ran = []
    for number in range(4):
        request = await agreed.report("geteld")
        new = agreed.new_decision(product_code=f"02A{50 + number}")
        async with counted(agreed.tenant.house, "access") as seen:
            await agreed.client().take_decision(request.id, new)
        ran.append([str(one) for one in seen])
    asked = [sum("household_members" in one for one in each) for each in ran]
    raised = [sum("INSERT INTO signals" in one for one in each) for each in ran]
    assert (asked, raised) == ([1, 1, 1, 1], [0, 0, 1, 1])
    assert len(ran[3]) - len(ran[1]) == 1


@pytest.mark.rule("R-A42")
async def test_a_granted_request_and_a_changed_allocation_are_told_too(agreed: Any) -> None:
    """The third allocation comes on a provider's request; for another client a change is judged by what is to run."""
    client, provider = agreed.client(), agreed.client(agreed.tenant.providers[0])
    await agreed.tell("mandate-registered", a_mandate(agreed.tenant, law=Law.JEUGDWET))
    (person,) = await citizens(agreed, 1)
    await add(agreed, *(allocation(agreed, person, number, law=Law.JEUGDWET) for number in (101, 102)))
    asked = await provider.register_allocation_request(new_request(agreed, person))
    assert await client.list_signals(kind="stackedCare") == []
    await client.grant_allocation_request(asked.id, AllocationGrant())
    (told,) = await client.list_signals(kind="stackedCare")
    assert (told.citizen_id, told.facts["count"], told.facts["valueUnknown"]) == (person, 3, 1)
    decision = await agreed.decided("wijzigt", end_date=date(2026, 12, 31))
    (long,) = await client.list_allocations(decisionId=decision.id)
    later = {"start_date": date(2026, 7, 1)}
    await add(agreed, *(allocation(agreed, decision.citizen_id, number, **later) for number in (902, 903)))
    change = AllocationChange(change_reason="05", end_date=date(2026, 8, 31), motivation="Korter is genoeg.")
    await client.change_allocation(long.id, change)
    (_, told) = await client.list_signals(kind="stackedCare")
    assert (told.citizen_id, told.facts["on"], told.facts["count"]) == (decision.citizen_id, "2026-07-01", 3)
