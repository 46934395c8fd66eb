"""Extensions over HTTP: what carries on an allocation is one by whatever name, and lasts no longer than what was tested."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewReview, ReviewCompletion
from shared.values.deciding import GateState
from shared.values.reviewing import ReviewKind, ReviewOutcome
from tests.services.access.decisions.test_course import refusal, reviews_of, states

FROM_JULY = date(2026, 7, 1)


async def with_test(agreed: Any, made: Any, months: int = 6, *, fit: bool = True) -> None:
    """Another than the consultant completed the extension review of what was decided, and approved."""
    review = await agreed.client().register_review(
        NewReview(kind=ReviewKind.EXTENSION, decision_id=made.id, extension_months=months)
    )
    done = ReviewCompletion(outcome=ReviewOutcome.APPROVED, fit=fit, deviation_reason="Verhuist in januari.")
    await agreed.client(end_user="t.toetser").complete_review(review.id, done)


async def faults(made: Any) -> list[tuple[str, str, str]]:
    """Code, field and rule of everything that refuses."""
    refused = await refusal(made)
    assert (refused.status, refused.code) == (409, "decision-not-ready")
    return [(one["code"], one["location"], one["rule"]) for one in refused.problem["errors"]]


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A13")
async def test_what_carries_on_an_allocation_is_an_extension_named_so_or_not(agreed: Any) -> None:
    """Until 30-6, again from 1-7 by either provider, or from 15-6 by another: an extension; another product or day is none."""
    first, client = await agreed.decided(end_date=date(2026, 6, 30)), agreed.client()
    again, other = await agreed.report(), agreed.tenant.providers[1]
    plain = agreed.new_decision(start_date=FROM_JULY, end_date=date(2026, 9, 30))
    unnamed = [("extension", "#/extensionOf", "R-A11")]
    refused = await refusal(client.take_decision(again.id, plain))
    [error] = refused.problem["errors"]
    assert "extensionOf" in error["detail"] and "toewijzing 1" in error["detail"]
    for change in ({}, {"provider": other}, {"provider": other, "start_date": date(2026, 6, 15)}):
        assert await faults(client.take_decision(again.id, plain.model_copy(update=change))) == unnamed
    named = plain.model_copy(update={"extension_of": first.allocation_number})
    assert await faults(client.take_decision(again.id, named)) == unnamed  # named, and not tested
    for change in ({"start_date": date(2026, 7, 2)}, {"product_code": "02A04"}):
        made = await client.take_decision(again.id, plain.model_copy(update=change), dry_run=True)
        assert made.extensions == 0
    within = plain.model_copy(
        update={"provider": other, "start_date": date(2026, 6, 15), "end_date": date(2026, 6, 30)}
    )
    assert (await client.take_decision(again.id, within, dry_run=True)).extensions == 0

    await with_test(agreed, first)
    second = await client.take_decision(again.id, named)
    assert (second.extension_of, second.extensions) == (1, 1)
    # Number 1 was tested for what is granted now: what follows is an extension of number 2.
    third = await agreed.report()
    asked = agreed.new_decision(
        start_date=date(2026, 10, 1), end_date=date(2027, 2, 28), extension_of=first.allocation_number
    )
    assert await faults(client.take_decision(third.id, asked)) == unnamed
    draft = await client.take_decision(third.id, asked.model_copy(update={"draft": True}))
    gates = {one.code: one for one in (await client.decision_readiness(draft.id)).gates}
    assert "toewijzing 2" in gates["extension"].text
    assert gates["guideline"].state is GateState.PASSED  # the second of two


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A13")
async def test_an_extension_fits_and_lasts_no_longer_than_was_tested(agreed: Any) -> None:
    """Approved and fit no more: refused. Tested for three months: until 30-9; for nine: until 31-3, a deviation."""
    first, client = await agreed.decided(end_date=date(2026, 6, 30)), agreed.client()
    again = await agreed.report()
    asked = agreed.new_decision(start_date=FROM_JULY, end_date=date(2026, 10, 1), extension_of=1)
    await with_test(agreed, first, fit=False)
    refused = await refusal(client.take_decision(again.id, asked))
    [error] = refused.problem["errors"]
    assert (error["code"], error["location"]) == ("extension", "#/extensionOf")
    assert "nog past" in error["detail"]
    await with_test(agreed, first, 3)
    refused = await refusal(client.take_decision(again.id, asked))
    [error] = refused.problem["errors"]
    assert (error["location"], error["rule"]) == ("#/endDate", "R-A11") and "2026-09-30" in error["detail"]
    shorter = asked.model_copy(update={"end_date": date(2026, 9, 30)})
    assert (await client.take_decision(again.id, shorter, dry_run=True)).extensions == 1
    await with_test(agreed, first, 9)  # beyond the guideline, with its reason
    longer = asked.model_copy(update={"end_date": date(2027, 4, 1)})
    assert await faults(client.take_decision(again.id, longer)) == [("extension", "#/endDate", "R-A11")]
    made = await client.take_decision(again.id, asked.model_copy(update={"end_date": date(2027, 3, 31)}))
    found = states(await client.decision_readiness(made.id))
    assert (found["extension"], found["guideline"]) == (GateState.PASSED, GateState.WARNING)


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
async def test_acute_care_that_carries_on_is_counted_and_reviewed_afterwards(agreed: Any) -> None:
    """Until 25-4, acute from 26-4 by another provider and untested: granted as asked, the first extension, reviewed afterwards."""
    await agreed.decided("inwoner-2", end_date=date(2026, 4, 25))
    urgent = await agreed.decided(
        "inwoner-2", acute=True, start_date=date(2026, 4, 26), provider=agreed.tenant.providers[1]
    )
    assert (urgent.acute, urgent.acute_review, urgent.extension_of, urgent.extensions) == (
        True,
        True,
        None,
        1,
    )
    [review] = await reviews_of(agreed, urgent.request_id)
    assert review.kind is ReviewKind.AFTER_ACUTE
    found = states(await agreed.client().decision_readiness(urgent.id))
    assert found["extension"] is GateState.MISSING
