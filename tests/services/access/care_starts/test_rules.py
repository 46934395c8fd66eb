"""When care may start, and what is said of it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.care_starts.rules import (
    CareStart,
    CareStartFixed,
    CareStartRefused,
    correct,
    reported,
    start,
    withdraw,
)
from services.access.care_stops.rules import Course, stop
from shared.values import Derivation
from shared.values.care_courses import CareState, CorrectionReason, StopReason
from tests.services.access.cases.given import PROVIDER, TODAY, a_case, care

APRIL = date(2026, 4, 1)
DAYS = st.integers(0, 80).map(lambda days: APRIL + timedelta(days=days))


@pytest.mark.rule("R-O16")
def test_a_start_says_how_long_it_took() -> None:
    """From the first contact on 16 March to 6 April: 21 calendar days."""
    _, why = start(
        a_case(), [], date(2026, 4, 6), area=None, team=None, external_reference=None, reported_by=PROVIDER,
        today=date(2026, 4, 7),
    )  # fmt: skip
    (speed,) = [step for step in why.steps if step.rule == "R-O16"]
    assert speed.result == 21


@pytest.mark.rule("R-X07")
def test_five_working_days_to_report() -> None:
    """Care of Thursday 2 April 2026, before Good Friday and Easter Monday: in time up to and including Monday 13 April."""
    assert reported(date(2026, 4, 2), date(2026, 4, 13)).steps[0].result is True
    assert reported(date(2026, 4, 2), date(2026, 4, 14)).steps[0].result is False
    assert reported(date(2199, 1, 1), date(2199, 1, 2)).steps[0].sentence == "care-start.reported-not-known"


@pytest.mark.rule("R-A06")
@pytest.mark.rule("R-A48")
def test_only_acute_care_goes_before_its_allocation() -> None:
    """The day before: refused; acute: allowed, and explained as that."""
    early = APRIL - timedelta(days=1)
    with pytest.raises(CareStartRefused) as refused:
        care(a_case(), early)
    assert [error.code for error in refused.value.errors] == ["before-allocation"]
    assert care(a_case(acute=True), early).start_date == early


@pytest.mark.rule("R-X07")
def test_a_correction_stays_between_its_neighbours() -> None:
    """Between care that stopped and care that runs; withdrawn care is fixed and stands in nobody's way."""
    case = a_case()
    first = care(case, APRIL)
    _, first, _ = stop(
        Course(first), date(2026, 4, 10), StopReason.BY_AGREEMENT, None, external_reference=None,
        reported_by=PROVIDER, today=TODAY,
    )  # fmt: skip
    second = care(case, date(2026, 4, 20), first)
    told = {"area": None, "team": None, "reason": CorrectionReason.ENTRY_ERROR, "today": TODAY}
    with pytest.raises(CareStartRefused) as refused:
        correct(second, case, [first], start_date=date(2026, 4, 10), **told)  # type: ignore[arg-type]
    assert [error.code for error in refused.value.errors] == ["overlaps"]
    moved, _ = correct(second, case, [first], start_date=date(2026, 4, 11), **told)  # type: ignore[arg-type]
    assert (moved.start_date, moved.version) == (date(2026, 4, 11), 2)
    gone, _ = withdraw(moved, CorrectionReason.DUPLICATE, TODAY, Derivation())
    assert gone.state is CareState.WITHDRAWN
    with pytest.raises(CareStartFixed):
        correct(gone, case, [first], start_date=APRIL, **told)  # type: ignore[arg-type]
    assert care(case, date(2026, 4, 20), first, gone).state is CareState.IN_CARE
    with pytest.raises(CareStartFixed):
        withdraw(first, CorrectionReason.DUPLICATE, TODAY, Derivation())


@pytest.mark.rule("R-X07")
@settings(max_examples=50)
@given(st.lists(st.tuples(DAYS, DAYS), max_size=8))
def test_whatever_is_reported_care_of_one_case_never_overlaps(asked: list[tuple[date, date]]) -> None:
    """Starts and stops in any order: what was accepted lies apart, and one at most runs."""
    case = a_case()
    known: list[CareStart] = []
    for first, last in asked:
        try:
            made = care(case, first, *known)
        except CareStartRefused:
            continue
        if last >= first:
            _, made, _ = stop(
                Course(made, others=known), last, StopReason.AS_PLANNED, None, external_reference=None,
                reported_by=PROVIDER, today=TODAY,
            )  # fmt: skip
        known.append(made)
    ordered = sorted(known, key=lambda one: one.start_date)
    for before, after in pairwise(ordered):
        assert before.end_date is not None and before.end_date < after.start_date
    assert sum(one.state is CareState.IN_CARE for one in known) <= 1
