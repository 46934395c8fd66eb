"""Steps, and what is missing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.assessments.rules import Asked, Course, client_steps, missing, step
from shared.values import new_id
from shared.values.self_sufficiency import AssessmentMoment, MissingMoment, Rater, StepBasis, StepDirection
from shared.values.terms import Law
from tests.services.outcomes.assessments.examples import assessment
from tests.services.outcomes.examples import CONTRACT, LEAD, OWNER

YEAR = Asked(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 8, 10)


@pytest.mark.rule("R-O02")
def test_day_activities_from_2_to_3_is_one_step_up() -> None:
    """Day activities 2 → 3 = +1: the goal of one step is met, of two it is not."""
    found = step("day-activities", 2, 3, 1, None)
    assert (found.step, found.direction, found.met, found.reliable) == (1, StepDirection.UP, True, None)
    assert not step("day-activities", 2, 3, 2, None).met
    assert step("day-activities", 3, 2, 1, None).direction is StepDirection.DOWN


@pytest.mark.rule("R-C45")
def test_a_step_is_reliable_when_it_exceeds_the_threshold() -> None:
    """With 1.24 one level never is and two levels are; exactly the threshold is not."""
    threshold = 1.2396
    assert [step("housing", 2, last, 1, threshold).reliable for last in (3, 4, 1)] == [False, True, False]
    assert step("housing", 2, 4, 1, 2.0).reliable is False


@pytest.mark.rule("G-51")
def test_the_first_and_the_last_within_the_period_in_the_same_domain() -> None:
    """What lies outside the period does not count, nor a domain that was scored once."""
    taken = [
        assessment(date(2025, 12, 31), {"housing": 1}),
        assessment(date(2026, 2, 1), {"housing": 2, "income": 4}),
        assessment(date(2026, 5, 1), {"housing": 5, "justice": 1}),
        assessment(date(2026, 11, 1), {"housing": 3}),
        assessment(date(2027, 1, 1), {"housing": 5}),
    ]
    found = client_steps(taken, YEAR, None, closing_missing=False)
    assert found is not None
    assert [(one.domain, one.first, one.last) for one in found.domains] == [("housing", 2, 3)]
    assert (found.first_on, found.last_on) == (date(2026, 2, 1), date(2026, 11, 1))
    assert (found.mean_first, found.remarks) == (None, ["too-few-domains"])


@pytest.mark.rule("G-51")
def test_from_intake_to_closing_even_when_the_intake_lies_before_the_period() -> None:
    """The closing lies in the period; what was scored on the way does not count; without a closing there is no step."""
    asked = Asked(date(2026, 7, 1), date(2026, 12, 31), StepBasis.INTAKE_TO_CLOSING)
    intake = assessment(date(2025, 3, 1), {"housing": 2}, moment=AssessmentMoment.INTAKE)
    on_the_way = assessment(date(2026, 8, 1), {"housing": 5})
    closing = assessment(date(2026, 9, 1), {"housing": 4}, moment=AssessmentMoment.CLOSING)
    found = client_steps([intake, on_the_way, closing], asked, None, closing_missing=False)
    assert found is not None and [one.step for one in found.domains] == [2]
    assert client_steps([intake, on_the_way], asked, None, closing_missing=True) is None


@pytest.mark.rule("R-O02")
def test_raters_editions_and_corrected_scores_are_never_mixed() -> None:
    """Client and professional agree in 31 % to 83 % of cases: a difference is of one of them, in one edition, of what counts."""
    first = assessment(date(2026, 2, 1), {"housing": 2})
    for other in ({"rater": Rater.CLIENT}, {"edition": "zrm-13"}, {"counts": False}):
        last = assessment(date(2026, 6, 1), {"housing": 4}, **other)
        assert client_steps([first, last], YEAR, None, closing_missing=False) is None


@pytest.mark.rule("R-O02")
def test_means_are_compared_over_nine_of_eleven_domains_and_no_fewer() -> None:
    """Over the domains that were scored both times; fewer give no mean, and too short an interval is remarked."""
    names = [
        "income", "day-activities", "housing", "family-relations", "mental-health", "physical-health", "addiction",
        "adl-skills", "social-network",
    ]  # fmt: skip
    first = assessment(date(2026, 2, 1), dict.fromkeys(names, 2))
    last = assessment(date(2026, 4, 1), dict.fromkeys(names, 3))
    found = client_steps([first, last], YEAR, {"housing": 0.5}, closing_missing=False)
    assert found is not None
    assert (found.mean_first, found.mean_last, found.remarks) == ("2", "3", ["interval-short"])
    assert {one.domain: one.reliable for one in found.domains}["housing"] is True
    assert {one.domain: one.reliable for one in found.domains}["income"] is None


@given(
    scores=st.lists(
        st.dictionaries(st.sampled_from(["housing", "income", "justice"]), st.integers(1, 5)), max_size=6
    )
)
@settings(max_examples=50)
def test_a_step_is_the_difference_of_the_ends(scores: list[dict[str, int]]) -> None:
    """Whatever lies between: the last score of a domain less its first, between -4 and 4, only of domains scored twice."""
    taken = [assessment(date(2026, month, 1), one) for month, one in enumerate(scores, 1) if one]
    found = client_steps(taken, YEAR, None, closing_missing=False)
    expected = {
        name: [one[name] for one in scores if name in one]
        for name in ("housing", "income", "justice")
        if sum(name in one for one in scores) > 1
    }
    steps = {} if found is None else {one.domain: one.step for one in found.domains}
    assert steps == {name: several[-1] - several[0] for name, several in expected.items()}
    assert all(-4 <= one <= 4 for one in steps.values())


def course(**other: Any) -> Course:
    """Care that began in January and goes on."""
    told: dict[str, Any] = {
        "id": new_id(), "owner": OWNER, "citizen_id": new_id(), "grant_id": new_id(), "contract_id": CONTRACT.id,
        "product_category": "02", "law": Law.WMO_2015, "allocation_number": 17, "care_start_id": None,
        "provider": LEAD, "started_on": date(2026, 1, 12), "ended_on": None, "has_intake": True,
        "has_closing": False, "last_progress_on": None,
    }  # fmt: skip
    return Course(**{**told, **other})


@pytest.mark.rule("R-O03")
def test_closed_without_a_closing_score_is_missing_and_cannot_count_for_a_bonus() -> None:
    """From the day after the end; while care goes on nothing is missing at its end."""
    closed = missing(course(ended_on=date(2026, 8, 9)), None, TODAY)
    assert closed is not None
    assert (closed.missing, closed.counts_for_bonus) == ([MissingMoment.CLOSING], False)
    for fine in (course(), course(ended_on=TODAY), course(ended_on=date(2026, 8, 9), has_closing=True)):
        assert missing(fine, None, TODAY) is None


@pytest.mark.rule("R-O03")
def test_an_intake_and_progress_that_are_missing_still_count() -> None:
    """Intake from the start on; progress after the agreed months, and again after the last one."""
    lacking = missing(course(has_intake=False), None, TODAY)
    assert lacking is not None and (lacking.missing, lacking.counts_for_bonus) == (
        [MissingMoment.INTAKE],
        True,
    )
    late = missing(course(), 6, TODAY)
    assert late is not None and late.missing == [MissingMoment.PROGRESS]
    assert missing(course(), 7, TODAY) is None
    assert missing(course(last_progress_on=date(2026, 6, 1)), 6, TODAY) is None
    ended_before = course(ended_on=date(2026, 7, 1), has_closing=True)
    assert missing(ended_before, 6, TODAY) is None
