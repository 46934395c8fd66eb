"""The words of whom agreements are for: levels in order, laws with their days, characteristics and their budgets."""

from __future__ import annotations

from datetime import date

import pytest

from shared.values.populations import (
    FOREIGN_TO,
    FRAMEWORKS,
    WLZ_MENTAL_HEALTH_FROM,
    AreaLevel,
    CharacteristicKind,
    LegalFramework,
    UsedFor,
)
from shared.values.terms import Law


def test_levels_rise_from_neighbourhood_to_region() -> None:
    """Buurt, wijk, gemeente, regio (N-104)."""
    assert [one.rank for one in AreaLevel] == [0, 1, 2, 3]


def test_every_framework_has_a_name_and_days_in_order() -> None:
    """All of N-14; the two laws of today are among them under the same word."""
    assert set(FRAMEWORKS) == set(LegalFramework)
    assert {one.value for one in Law} <= {one.value for one in LegalFramework}
    for law in FRAMEWORKS.values():
        assert law.name and (
            law.valid_from is None or law.valid_until is None or law.valid_from < law.valid_until
        )


def test_the_laws_of_2015_follow_each_other_without_a_gap() -> None:
    """On 31 December 2014 the Wmo 2007 and the AWBZ, the day after the Wmo 2015 and the Wlz (G-62)."""
    last, first = date(2014, 12, 31), date(2015, 1, 1)
    for old, new in (
        (LegalFramework.WMO_2007, LegalFramework.WMO_2015),
        (LegalFramework.AWBZ, LegalFramework.WLZ),
    ):
        assert [FRAMEWORKS[one].holds_on(day) for one in (old, new) for day in (last, first)] == [
            True, False, False, True,
        ]  # fmt: skip
    assert FRAMEWORKS[LegalFramework.WTG].holds_on(date(1990, 1, 1))
    assert FRAMEWORKS[LegalFramework.WLZ].holds_on(WLZ_MENTAL_HEALTH_FROM)


@pytest.mark.rule("R-C17")
def test_each_budget_has_a_characteristic_that_is_the_others() -> None:
    """Isolation is not for youth, households with children not for social."""
    assert {
        UsedFor.YOUTH: {CharacteristicKind.SOCIALLY_ISOLATED},
        UsedFor.SOCIAL: {CharacteristicKind.HOUSEHOLDS_WITH_CHILDREN},
    } == FOREIGN_TO
