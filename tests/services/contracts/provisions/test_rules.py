"""The social map and the profile of an area (D-17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.contracts.provisions import rules
from services.contracts.provisions.rules import Provision
from shared.values import new_id
from shared.values.populations import FigureSource, ProvisionKind
from tests.services.contracts.areas.test_rules import area
from tests.services.contracts.characteristics.test_rules import CHILDREN

DAY = date(2026, 7, 1)
UTRECHT = replace(area("TG-1"), owner=CHILDREN.owner)
SWALLOW = Provision(
    id=new_id(),
    version=1,
    owner=CHILDREN.owner,
    external_reference=None,
    parties=[],
    area_code="TG-1",
    name="Inloop De Zwaluw",
    kind=ProvisionKind.GENERAL,
    organisation=None,
    product_codes=[],
    description=None,
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
)


def test_a_profile_has_the_provisions_of_a_day() -> None:
    """First and last day included; another area's and another purchaser's are not in it."""
    others = [replace(SWALLOW, area_code="TG-2"), replace(SWALLOW, owner="00000099000000000999")]

    def held(day: date) -> int:
        (one,) = rules.profiles([UTRECHT], [], [SWALLOW, *others], day, None)
        return len(one.provisions)

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [held(day) for day in days] == [0, 1, 1, 0]


def test_a_profile_has_the_values_of_a_year_or_the_newest_of_each() -> None:
    """Two years of one source and one of another: the newest of each source; or those of the year that was asked."""
    told = [
        replace(CHILDREN, area_code="TG-1", year=year, source=source)
        for year, source in ((2024, FigureSource.CBS), (2026, FigureSource.CBS), (2025, FigureSource.GGD))
    ]

    def years(year: int | None) -> list[int]:
        (one,) = rules.profiles([UTRECHT], told, [], DAY, year)
        return [each.year for each in one.characteristics]

    assert (years(None), years(2024), years(2020)) == ([2026, 2025], [2024], [])


def test_a_provision_has_an_area_and_days_in_order() -> None:
    """Both faults at once."""
    with pytest.raises(rules.ProvisionRefused) as met:
        rules.check(replace(SWALLOW, valid_until=date(2025, 1, 1)), area_known=False)
    assert [one.code for one in met.value.errors] == ["area-unknown", "period-reversed"]
    rules.check(SWALLOW, area_known=True)
