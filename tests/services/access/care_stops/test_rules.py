"""Why care stopped in the words of each law, and which stops a start can have."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.care_starts.rules import CareStart
from services.access.care_stops.rules import (
    CODES,
    MEANS,
    CareStop,
    CareStopRefused,
    Course,
    StopReasonRefused,
    correct,
    settle_reason,
    stop,
    stop_by_move,
    withdraw,
)
from shared.values.care_courses import CareState, CorrectionReason, StopReason, StopState
from shared.values.terms import Law
from tests.services.access.cases.given import PROVIDER, TODAY, a_case, care

# The codes of the iStandaard 3.2: WMO588 and JZ588.
LISTED = {
    Law.WMO_2015: {"02", "19", "20", "21", "22", "23", "31", "36", "37", "38", "39"},
    Law.JEUGDWET: {"02", "20", "31", "32", "33", "34", "35", "36", "37", "38", "39"},
}
APRIL = date(2026, 4, 1)
ERROR = CorrectionReason.ENTRY_ERROR


def ended(course: Course, last: date, reason: StopReason = StopReason.AS_PLANNED) -> tuple[Course, CareStop]:
    """The course after care stopped on a day."""
    made, after, _ = stop(
        course, last, reason, None, external_reference=None, reported_by=PROVIDER, today=TODAY
    )
    return replace(course, care=after, stops=[*course.stops, made]), made


def began(on: date = APRIL) -> CareStart:
    """Care that runs."""
    return care(a_case(), on)


@pytest.mark.rule("R-X07")
@pytest.mark.parametrize("law", list(Law))
def test_every_code_of_a_law_has_its_meaning_and_every_reason_its_codes(law: Law) -> None:
    """No code is missing or invented; what a code means by itself fits that code; each reason has one but another team."""
    assert set(MEANS[law]) == LISTED[law]
    assert set(CODES[law]) == set(StopReason)
    assert {code for codes in CODES[law].values() for code in codes} == LISTED[law]
    for code, reason in MEANS[law].items():
        assert settle_reason(law, None, code) == (reason, code)
        assert settle_reason(law, reason, code) == (reason, code)
    for reason in StopReason:
        _, found = settle_reason(law, reason, None)
        assert (found is None) == (reason is StopReason.TRANSFERRED_TO_TEAM)


@pytest.mark.rule("R-X07")
def test_31_is_moved_under_the_wmo_and_as_planned_under_the_jeugdwet() -> None:
    """The same code, another reason; a code of the other law is refused with those that fit."""
    assert settle_reason(Law.WMO_2015, None, "31") == (StopReason.MOVED, "31")
    assert settle_reason(Law.JEUGDWET, None, "31") == (StopReason.AS_PLANNED, "31")
    assert settle_reason(Law.JEUGDWET, StopReason.MOVED, None) == (StopReason.MOVED, "35")
    for law, reason, code in (
        (Law.WMO_2015, None, "35"), (Law.JEUGDWET, None, "19"), (Law.WMO_2015, StopReason.AS_PLANNED, "31"),
        (Law.WMO_2015, StopReason.TRANSFERRED_TO_TEAM, "38"),
    ):  # fmt: skip
        with pytest.raises(StopReasonRefused):
            settle_reason(law, reason, code)


@pytest.mark.rule("R-X07")
def test_a_stop_for_good_follows_one_for_a_time() -> None:
    """Not before it (TR414), not twice (TR415); the one for a time stays, and is not withdrawn before the other."""
    course, pause = ended(Course(began()), date(2026, 4, 10), StopReason.INTERRUPTED)
    assert (course.care.state, course.care.end_date) == (CareState.PAUSED, date(2026, 4, 10))
    with pytest.raises(CareStopRefused) as early:
        ended(course, date(2026, 4, 9))
    assert [error.code for error in early.value.errors] == ["before-pause"]
    course, end = ended(course, date(2026, 4, 30))
    assert (course.care.state, course.care.end_date) == (CareState.STOPPED, date(2026, 4, 30))
    with pytest.raises(CareStopRefused) as first:
        withdraw(course, pause, ERROR, TODAY)
    assert [error.code for error in first.value.errors] == ["stopped-after"]
    late = {"reason": None, "reason_code": None, "correction": ERROR, "today": TODAY}
    with pytest.raises(CareStopRefused) as beyond:
        correct(course, pause, end_date=date(2026, 5, 1), **late)  # type: ignore[arg-type]
    assert [error.code for error in beyond.value.errors] == ["after-stop"]
    gone, after, _ = withdraw(course, end, ERROR, TODAY)
    assert (gone.state, after.state, after.end_date) == (
        StopState.WITHDRAWN, CareState.PAUSED, date(2026, 4, 10),
    )  # fmt: skip


@pytest.mark.rule("R-A56")
@pytest.mark.parametrize(
    ("moved_on", "last"), [(date(2026, 5, 1), date(2026, 4, 30)), (date(2026, 3, 1), APRIL)]
)
def test_who_moves_is_stopped_on_the_day_before(moved_on: date, last: date) -> None:
    """But never before the care began."""
    made, after, why = stop_by_move(Course(began()), moved_on, TODAY)
    assert (made.end_date, made.reason, made.reason_code, made.reported_by) == (
        last, StopReason.MOVED, "31", made.owner,
    )  # fmt: skip
    assert after.state is CareState.STOPPED and [step.rule for step in why.steps] == ["R-A56"]


@pytest.mark.rule("R-X07")
def test_days_after_the_allocation_are_named() -> None:
    """Not refused, for they were given; the derivation says that they lie outside."""
    course = Course(began(), last_day=date(2026, 4, 15))
    _, _, why = stop(
        course, date(2026, 4, 20), StopReason.DECEASED, None, external_reference=None, reported_by=PROVIDER,
        today=TODAY,
    )  # fmt: skip
    assert "care-stop.beyond" in [step.sentence for step in why.steps]


@pytest.mark.rule("R-X07")
@settings(max_examples=50)
@given(st.lists(st.tuples(st.booleans(), st.integers(-5, 60), st.booleans()), max_size=10))
def test_no_order_of_reports_leaves_a_start_that_says_otherwise_than_its_stops(
    asked: list[tuple[bool, int, bool]],
) -> None:
    """Stops for a time and for good, withdrawn or not: at most one of each, and the start stands as they say."""
    course = Course(began())
    for temporary, days, withdrawing in asked:
        reason = StopReason.INTERRUPTED if temporary else StopReason.GOALS_REACHED
        try:
            if withdrawing and course.stops:
                gone, after, _ = withdraw(course, course.stops[-1], ERROR, TODAY)
                course = replace(course.without(gone), care=after)
            else:
                course, _ = ended(course, APRIL + timedelta(days=days), reason)
        except CareStopRefused:
            continue
        for_good = [one for one in course.stops if not one.temporary]
        for_a_time = [one for one in course.stops if one.temporary]
        assert len(for_good) <= 1 and len(for_a_time) <= 1
        expected = CareState.STOPPED if for_good else CareState.PAUSED if for_a_time else CareState.IN_CARE
        assert course.care.state is expected
        assert (course.care.end_date is None) == (expected is CareState.IN_CARE)
        assert course.care.end_date is None or course.care.end_date >= course.care.start_date
