"""What carries on an allocation, and which extension it then is."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.decisions.rules import Earlier, carried_on, take
from services.access.decisions.rules.judging import judge
from shared.values import new_id
from shared.values.allocating import AllocationState
from shared.values.deciding import DecisionOutcome, GateState
from shared.values.reviewing import ReviewKind
from shared.values.terms import Law
from tests.services.access.decisions.given import OTHER, basis, drafted, gate, grant, review
from tests.services.access.decisions.rules.test_beside import number_7

LAST = date(2026, 6, 30)
NEXT = date(2026, 7, 1)


def carries_on(old: dict[str, Any] | None = None, **asked: Any) -> int | None:
    """The number that a grant from 1-7 carries on, beside number 7 of the same product and provider until 30-6."""
    held = number_7(**(old or {}))
    found = carried_on(drafted(grant(**{"start_date": NEXT, **asked})), [held])
    return None if found is None else found.allocation_number


@pytest.mark.rule("R-A11")
def test_the_same_product_from_the_day_after_carries_an_allocation_on() -> None:
    """By whichever provider, with its code or for its whole category; not a day later, nor deleted, nor under another law."""
    assert carries_on() == carries_on(provider=OTHER) == carries_on(product_code=None) == 7
    assert carries_on(start_date=date(2026, 6, 20)) == 7
    assert carries_on(start_date=date(2026, 6, 20), end_date=LAST) is None
    assert carries_on(start_date=date(2026, 7, 2)) is None
    assert carries_on(product_code="02A04") is None
    assert carries_on(extension_of=7) is None
    assert carries_on(extension_of=9) == 7
    assert carries_on(outcome=DecisionOutcome.REFUSED) is None
    assert carries_on({"state": AllocationState.DELETED}) is None
    assert carries_on({"law": Law.JEUGDWET}) is None
    assert carries_on({"end_date": None}) is None
    aids = {"product_category": "11", "product_code": "11100"}
    assert carries_on(aids, **aids) == 7
    assert carries_on(aids, start_date=date(2026, 6, 20), **aids) is None


@pytest.mark.rule("R-A11")
@settings(max_examples=50)
@given(st.integers(-400, 400), st.one_of(st.none(), st.integers(0, 400)))
def test_what_goes_on_past_the_old_end_without_a_day_between_is_never_free(
    after: int, length: int | None
) -> None:
    """From within its days, or the day after, until beyond its end: missing; else it is none."""
    held = number_7()
    start = LAST + timedelta(days=after)
    end = None if length is None else start + timedelta(days=length)
    state = gate(drafted(grant(start, end_date=end)), basis(others=[held]), "extension").state
    beyond = held.start_date < start <= NEXT and (end is None or end > LAST)
    assert state is (GateState.MISSING if beyond else GateState.NOT_APPLICABLE)


@pytest.mark.rule("R-A13")
def test_what_acute_care_carries_on_counts_as_the_next_extension() -> None:
    """Number 7 was extended twice: the third, though nobody named it, and beyond the guideline."""
    held = number_7()
    draft = drafted(grant(NEXT, end_date=date(2026, 9, 30), acute=True))
    known = basis(others=[held], earlier=Earlier(2, new_id()))
    assert gate(draft, known, "guideline").state is GateState.WARNING
    taken, _ = take(draft, known, judge(draft, known), number=8)
    assert (taken.extensions, taken.extension_of, taken.acute_review) == (3, None, True)


@pytest.mark.rule("R-A11")
def test_an_extension_is_tested_fit_and_for_its_months() -> None:
    """Three months from 1-7: until 30-9; from 15-6 by another provider too; unfit carries nothing."""
    held = number_7()
    known = basis(others=[held], earlier=Earlier(0, new_id()))

    def state(start: date, end: date | None, **found: Any) -> GateState:
        draft = drafted(
            grant(start, end_date=end, extension_of=7, provider=OTHER), earlier=Earlier(0, new_id())
        )
        test = review(draft, ReviewKind.EXTENSION, decision_id=None, allocation_number=7, **found)
        return gate(draft, replace(known, reviews=[test]), "extension").state

    for start in (NEXT, date(2026, 6, 15)):
        assert state(start, date(2026, 9, 30), extension_months=3) is GateState.PASSED
        assert state(start, date(2026, 10, 1), extension_months=3) is GateState.MISSING
    assert state(NEXT, date(2026, 12, 31)) is GateState.PASSED
    assert state(NEXT, None) is GateState.MISSING
    assert state(NEXT, LAST + timedelta(days=9), fit=False) is GateState.MISSING
