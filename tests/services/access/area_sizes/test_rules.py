"""The people of some areas together, by the newest number that is not after a period."""

from typing import Any

import pytest

from services.access.area_sizes.rules import AreaSize, newest, population
from shared.values import new_id

OWNER = "00000099000000000484"


def size(area: str, year: int, inhabitants: int | None, **other: Any) -> AreaSize:
    """The inhabitants of an area in a year."""
    given = {"id": new_id(), "version": 1, "owner": OWNER, **other}
    return AreaSize(area_code=area, year=year, inhabitants=inhabitants, **given)


@pytest.mark.rule("R-A39")
def test_the_population_is_that_of_the_newest_year_not_after_the_period() -> None:
    """Two areas of 6,000 and 4,000 are 10,000 people; a later year and a suppressed one do not count; one unknown is none."""
    sizes = [
        size("WK-1", 2025, 5_900), size("WK-1", 2026, 6_000), size("WK-1", 2027, 9_000), size("WK-2", 2025, 4_000),
        size("WK-2", 2026, None),
    ]  # fmt: skip
    known = newest(sizes, 2026)
    people = population(["WK-1", "WK-2"], known)
    assert people is not None and (people.inhabitants, people.year) == (10_000, 2025)
    assert population(["WK-1", "WK-3"], known) is None
    assert population([], known) is None
    assert newest(sizes, 2024) == {}


@pytest.mark.rule("R-A39")
def test_of_two_sources_of_a_year_the_last_registered_counts() -> None:
    """A number of the municipality and one of a national source: what came last."""
    first, last = size("WK-1", 2026, 10), size("WK-1", 2026, 20)
    assert newest([last, first], 2026) == {"WK-1": last}
