"""What a decree on equated days may say, and the calendar that knows it."""

from dataclasses import replace
from datetime import date

import pytest

from services.access.equated_days.rules import (
    EquatedDays,
    EquatedDaysRefused,
    calendar_with,
    check,
)
from shared.values import CALENDAR, YearNotKnown, new_id
from shared.values.calendar import LegalTerm

DAYS = EquatedDays(
    id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=[], year=2029,
    days=[date(2029, 5, 11)], decree="Besluit gelijkstelling 2029",
)  # fmt: skip


@pytest.mark.rule("R-A55")
def test_a_new_decree_makes_its_year_known() -> None:
    """Six weeks from Thu 29 March 2029 end on Ascension Day: moved over the equated Friday to Mon 14 May."""
    term = LegalTerm(weeks=6)
    with pytest.raises(YearNotKnown):
        CALENDAR.ends(date(2029, 3, 29), term)
    assert calendar_with([DAYS]).ends(date(2029, 3, 29), term) == date(2029, 5, 14)
    assert calendar_with([replace(DAYS, days=[])]).ends(date(2029, 3, 29), term) == date(2029, 5, 11)
    assert calendar_with([]) is CALENDAR


@pytest.mark.rule("R-A55")
def test_days_that_cannot_be_are_refused_all_at_once() -> None:
    """Of another year, in a weekend, twice, and a year that is there already."""
    wrong = replace(DAYS, id=new_id(), days=[date(2030, 5, 31), date(2029, 5, 12), date(2030, 5, 31)])
    with pytest.raises(EquatedDaysRefused) as refused:
        check(wrong, [DAYS])
    assert [(one.location, one.code) for one in refused.value.errors] == [
        ("#/days/0", "other-year"),
        ("#/days/1", "weekend"),
        ("#/days/2", "other-year"),
        ("#/days/2", "twice"),
        ("#/year", "year-known"),
    ]
    assert check(DAYS, [DAYS]) == DAYS
