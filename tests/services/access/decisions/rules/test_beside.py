"""What a grant would run beside: no second allocation of the product on the same days, none beside a PGB, and what is only stretched."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from services.access.allocations.rules import Allocation
from shared.values.allocating import AllocationState
from shared.values.deciding import DecisionOutcome, GateState, RefusalGround
from shared.values.terms import Law
from tests.services.access.allocations.made import an_allocation
from tests.services.access.decisions.given import OTHER, PROVIDER, TODAY, basis, drafted, gate, grant, taken

MISSING, NONE, PASSED, WARNING = (
    GateState.MISSING, GateState.NOT_APPLICABLE, GateState.PASSED, GateState.WARNING,
)  # fmt: skip
END = date(2026, 6, 30)


def number_7(**other: Any) -> Allocation:
    """Number 7: four hours of guidance a week by the provider, until 30 June."""
    return an_allocation(**{"provider": PROVIDER, "volume": 4, "end_date": END, **other})


def overlap(old: Allocation, **other: Any) -> GateState:
    """How a grant that is decided on 20 April stands beside it."""
    return gate(drafted(grant(**other)), basis(others=[old]), "overlap").state


@pytest.mark.rule("R-X06")
def test_a_product_is_not_allocated_twice_to_a_provider_on_the_same_days() -> None:
    """Until 30-6, from 20-6: missing; from 1-7: passed; another provider, product or law, and what was deleted: passed."""
    assert overlap(number_7(), start_date=date(2026, 6, 20)) is MISSING
    assert overlap(number_7(), start_date=END) is MISSING
    assert overlap(number_7(), start_date=date(2026, 7, 1)) is PASSED
    assert overlap(number_7(end_date=None), start_date=date(2026, 7, 1)) is MISSING
    for other in ({"provider": OTHER}, {"product_code": "02A04"}, {"law": Law.JEUGDWET}):
        assert overlap(number_7(**other)) is PASSED
    assert overlap(number_7(state=AllocationState.DELETED)) is PASSED
    assert overlap(number_7(product_code=None)) is MISSING
    aid = {"product_category": "12", "product_code": "12A01"}
    assert overlap(number_7(**aid), **aid) is PASSED
    refused = {"outcome": DecisionOutcome.REFUSED, "refusal_grounds": [RefusalGround.NOT_NEEDED]}
    assert overlap(number_7(), **refused) is NONE
    found = gate(drafted(), basis(others=[number_7()]), "overlap")
    assert "toewijzing 7" in found.text.nl and found.location == "#/startDate"


@pytest.mark.rule("R-X06")
def test_nothing_is_allocated_in_kind_beside_a_pgb_for_it() -> None:
    """A PGB for the product from 1-7: missing for a grant until 31-12, passed for one until 30-6, and for another product."""
    pgb = ("02", "02A03", date(2026, 7, 1))
    known = basis(pgbs=[pgb])
    assert gate(drafted(), known, "overlap").state is MISSING
    assert gate(drafted(grant(end_date=END)), known, "overlap").state is PASSED
    assert gate(drafted(grant(product_code="02A04")), known, "overlap").state is PASSED


@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
def test_acute_care_is_granted_beside_it_and_reviewed_afterwards() -> None:
    """The gate says what is so; the decision is taken all the same and asks for a review."""
    draft, known = drafted(grant(acute=True)), basis(others=[number_7()])
    assert gate(draft, known, "overlap").state is MISSING
    made, _ = taken(draft, known, number=8)
    assert (made.allocation_number, made.acute_review) == (8, True)


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A11")
def test_an_extension_in_the_same_size_is_pointed_to_the_number_that_runs() -> None:
    """Four hours until 30-6, four hours from 1-7: stretch number 7; three hours, a gap, or a total: a number of its own."""
    asked = grant(start_date=date(2026, 7, 1), extension_of=7)
    known = basis(others=[number_7()])

    def state(change: dict[str, Any], old: Allocation | None = None) -> GateState:
        beside = known if old is None else basis(others=[old])
        return gate(drafted(replace(asked, **change)), beside, "stretch").state

    found = gate(drafted(asked), known, "stretch")
    assert found.state is WARNING and found.mend is not None and "toewijzing 7" in found.mend.nl
    assert state({"volume": 3}) is PASSED
    assert state({"start_date": date(2026, 7, 15)}) is PASSED
    assert state({"frequency": "6"}, number_7(frequency="6")) is PASSED
    assert state({}, number_7(end_date=date(2026, 4, 19))) is PASSED
    assert state({"extension_of": 9}) is PASSED
    assert state({"extension_of": None}) is NONE


@settings(max_examples=50, deadline=None)
@drawn(st.integers(-400, 400), st.integers(0, 300), st.integers(0, 300))
def test_days_that_meet_overlap_and_no_others(shift: int, first: int, second: int) -> None:
    """Two periods of the product overlap exactly when each begins on or before the other's last day."""
    start = TODAY + timedelta(days=shift)
    end = start + timedelta(days=second)
    old = number_7(start_date=TODAY, end_date=TODAY + timedelta(days=first))
    meets = start <= TODAY + timedelta(days=first) and end >= TODAY
    assert overlap(old, start_date=start, end_date=end) is (MISSING if meets else PASSED)
