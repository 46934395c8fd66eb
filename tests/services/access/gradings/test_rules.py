"""When a grading can be recorded, and how far two assessors agree."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.gradings import rules
from services.access.gradings.rules import Compared, Graded, GradingRefused, GradingWithdrawn
from shared.values import Derivation
from shared.values.legal_frames import (
    GraderRole,
    GradingDirection,
    GradingFactor,
    GradingSide,
    GradingState,
)
from tests.services.access.legal_checks.framed import a_request

PROVIDER = "00000099000000000901"
TODAY = date(2026, 4, 20)
SIDES = (GradingSide.ACCESS_WORKER, GradingSide.PROVIDER_INTAKE)
DAYS = (date(2026, 1, 1), date(2026, 12, 31))


def graded(**other: Any) -> Graded:
    """Three, by the access worker, on 15 April."""
    values: dict[str, Any] = dict.fromkeys(Graded.__slots__)
    values |= {
        "role": GraderRole.ACCESS_WORKER, "product_category": "02", "intensity": 3,
        "factors": [GradingFactor.NETWORK], "graded_on": date(2026, 4, 15),
    }  # fmt: skip
    return Graded(**{**values, **other})


def faults(given: Graded, provider: str | None = None) -> list[str]:
    """What refuses a grading."""
    with pytest.raises(GradingRefused) as refused:
        rules.grade(a_request(), given, assessor="j.jansen", provider=provider, today=TODAY)
    return [one.code for one in refused.value.errors]


@pytest.mark.rule("R-A46")
def test_seventy_of_a_hundred_alike_is_seventy_percent() -> None:
    """The row's own example: 70 equal, in 20 the provider higher, in 10 lower: 70 % and upwards."""
    found = rules.compare([Compared(PROVIDER, "02", None, 70, 20, 10)], *SIDES, DAYS, limit=10)
    total, (group,) = found.total, found.groups
    assert (total.cases, total.equal, total.second_higher, total.first_higher) == (100, 70, 20, 10)
    assert (total.agreement_basis_points, total.direction) == (7_000, GradingDirection.SECOND_HIGHER)
    assert (group.provider, group.agreement_basis_points, group.suppressed) == (PROVIDER, 7_000, False)
    turned = rules.compare([Compared(None, "02", None, 70, 10, 20)], *SIDES, DAYS, limit=0)
    assert turned.total.direction is GradingDirection.FIRST_HIGHER
    even = rules.compare([Compared(None, "02", None, 70, 15, 15)], *SIDES, DAYS, limit=0)
    assert even.total.direction is GradingDirection.BALANCED
    nothing = rules.compare([], *SIDES, DAYS, limit=0)
    assert (nothing.total.cases, nothing.total.agreement_basis_points, nothing.total.direction) == (
        0,
        None,
        None,
    )


COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))


@pytest.mark.rule("R-A46")
@pytest.mark.rule("F-08")
@settings(max_examples=50)
@given(st.lists(COUNTS, min_size=1, max_size=4))
def test_no_small_number_is_shown_or_can_be_subtracted(counts: list[tuple[int, int, int]]) -> None:
    """To others nothing below ten appears, and where a group is hidden all are; to the municipality all is shown."""
    found = [Compared(PROVIDER, f"{place:02}", None, *each) for place, each in enumerate(counts)]
    shown = rules.compare(found, *SIDES, DAYS, limit=10)
    for one in (shown.total, *shown.groups):
        for figure in (one.cases, one.equal, one.second_higher, one.first_higher):
            assert figure is None or figure >= 10
        if one.agreement_basis_points is not None:
            assert one.cases is not None and one.equal is not None
    assert len({one.suppressed for one in shown.groups}) == 1
    whole = rules.compare(found, *SIDES, DAYS, limit=0)
    assert whole.total.cases == sum(map(sum, counts))
    assert not whole.total.suppressed


@pytest.mark.rule("N-135")
@pytest.mark.rule("D-33")
def test_a_grading_keeps_what_weighed_and_what_it_was_before() -> None:
    """With factors and the grade in the old system, explained; the provider's intake is seen by that provider."""
    given = graded(old_system="ZZP", old_code="3C", old_intensity=4)
    made, why = rules.grade(a_request(), given, assessor="j.jansen", provider=None, today=TODAY)
    assert (made.intensity, made.old_code, made.old_intensity, made.parties) == (3, "3C", 4, [])
    assert [step.rule for step in why.steps] == ["R-A46", "R-A46"]
    intake = graded(role=GraderRole.PROVIDER_INTAKE)
    own, _ = rules.grade(a_request(), intake, assessor="i.intake", provider=PROVIDER, today=TODAY)
    assert (own.provider, own.parties) == (PROVIDER, [PROVIDER])
    gone, _ = rules.withdraw(own, TODAY, Derivation())
    assert (gone.state, gone.version) == (GradingState.WITHDRAWN, 2)
    with pytest.raises(GradingWithdrawn):
        rules.withdraw(gone, TODAY, Derivation())


@pytest.mark.rule("R-A46")
def test_what_does_not_fit_is_refused_with_every_reason() -> None:
    """Another's role, another provider, days that cannot be, half an old grade, a factor twice."""
    assert faults(graded(), PROVIDER) == ["role-of-municipality"]
    intake = {"role": GraderRole.PROVIDER_INTAKE}
    assert faults(graded(**intake)) == ["provider-missing"]
    assert faults(graded(**intake, provider="00000099000000000902"), PROVIDER) == ["provider-other"]
    wrong = graded(
        graded_on=date(2026, 4, 21), old_system="ZZP", factors=[GradingFactor.NETWORK, GradingFactor.NETWORK]
    )
    assert faults(wrong) == ["in-future", "old-system-incomplete", "named-twice"]
    assert faults(graded(graded_on=date(2026, 2, 9), old_intensity=2)) == [
        "before-contact",
        "old-intensity-alone",
    ]
