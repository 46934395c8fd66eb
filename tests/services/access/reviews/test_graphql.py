"""Reviews in the graph, with their request, their acts and what is counted."""

from typing import Any

import pytest


@pytest.mark.rule("R-A08")
@pytest.mark.rule("R-A12")
async def test_a_review_lives_in_the_graph(agreed: Any) -> None:
    """Asked for, contacted, assigned, cancelled; due, planned and registered; a day that cannot be is refused."""
    decision = await agreed.decided()
    register = "mutation ($new: NewReview!) { registerReview(new: $new) { id kind request { id } } }"
    new = {"kind": "voluntary", "decisionId": str(decision.id)}
    made = (await agreed.graph(register, new=new))["data"]["registerReview"]
    assert (made["kind"], made["request"]["id"]) == ("voluntary", str(decision.request_id))
    acts = (
        'contactReview(id: $id, given: {providerContactOn: "2026-04-20"}, version: 1)',
        'assignReview(id: $id, given: {reviewer: "k.visser"})',
        "cancelReview(id: $id, given: {reason: openedInError})",
    )
    for act, state in zip(acts, ("open", "open", "cancelled"), strict=True):
        text = "mutation ($id: UUID!) { done: " + act + " { state derivation { steps { rule } } } }"
        done = (await agreed.graph(text, id=made["id"]))["data"]["done"]
        assert done["state"] == state
    wrong = await agreed.graph(
        "mutation ($id: UUID!) { completeReview(id: $id, given: {outcome: approved}) { id } }", id=made["id"]
    )
    assert wrong["errors"][0]["extensions"]["code"] == "review-closed"
    told = await agreed.graph("mutation ($id: UUID!) { sendReviewFeedback(id: $id) { id } }", id=made["id"])
    assert told["errors"][0]["extensions"]["code"] == "review-refused"
    days = '(firstDay: "2026-04-01", lastDay: "2026-05-31")'
    counted = (
        await agreed.graph(
            "{ dueReviews { overdue due reviews { reviewId } } endingAllocations(days: 30) { days }"
            + f" conspicuousProducts{days} {{ policyVersion }} consultantFeedback{days} {{ consultants {{ checks }} }}"
            + f" reviewPlanning{days} {{ kinds {{ kind cancelled }} }}"
            + f" switchTeamRegister{days} {{ voluntary lines {{ askedCents }} steps {{ rule sentence inputs }} }}"
            + " reviews(kind: voluntary) { nodes { id } } }"
        )
    )["data"]
    assert counted["dueReviews"] == {"overdue": 0, "due": 0, "reviews": []}
    assert counted["reviewPlanning"]["kinds"] == [{"kind": "voluntary", "cancelled": 1}]
    assert (counted["switchTeamRegister"]["voluntary"], counted["reviews"]["nodes"]) == (
        1,
        [{"id": made["id"]}],
    )
    assert counted["switchTeamRegister"]["steps"][0]["inputs"]["voluntary"] == 1
    (error,) = (await agreed.graph("{ endingAllocations(days: 401) { days } }"))["errors"]
    assert error["extensions"]["code"] == "request-invalid"
