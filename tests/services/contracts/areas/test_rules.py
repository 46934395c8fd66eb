"""How areas fit together (N-104): codes, borders in time, divisions beside each other, and the smallest areas of a large one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.areas import rules
from services.contracts.areas.rules import Area, joined, smallest
from shared.values import Period, new_id
from shared.values.populations import AreaLevel

OWNER = "00000099000000000114"
NEW_YEAR = date(2026, 1, 1)
TWO_YEARS = Period(NEW_YEAR, date(2028, 1, 1))


def area(code: str, **more: Any) -> Area:
    """An area of Emmen (0114) from 2026 on; its level follows from its code."""
    level = {"GM": AreaLevel.MUNICIPALITY, "WK": AreaLevel.DISTRICT, "BU": AreaLevel.NEIGHBOURHOOD}
    told: dict[str, Any] = {
        "level": level.get(code[:2], AreaLevel.DISTRICT),
        "division": "cbs" if code[:2] in level else "toegang",
        "municipality_code": "0114",
        "part_of": [],
        "valid_from": NEW_YEAR,
        **more,
    }
    return Area(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], code=code, name=code, **told
    )


def faults(*given_: Area, known: tuple[Area, ...] = ()) -> list[tuple[str, str]]:
    """What is told to be wrong, and where."""
    with pytest.raises(rules.AreasRefused) as met:
        rules.enter(known, given_)
    return [(one.code, one.location) for one in met.value.errors]


EMMEN = [
    area("GM0114"),
    area("WK011401", part_of=["GM0114"]),
    area("WK011402", part_of=["GM0114"]),
    area("BU01140101", part_of=["WK011401", "TG-noord"]),
    area("BU01140102", part_of=["WK011401", "TG-zuid"]),
    area("BU01140201", part_of=["WK011402", "TG-zuid"]),
    area("TG-noord", part_of=["GM0114"]),
    area("TG-zuid", part_of=["GM0114"]),
]


def test_a_code_of_the_cbs_says_level_and_municipality() -> None:
    """GM, WK and BU fit the level and hold the municipality code; an own area takes no such code; all told at once."""
    assert faults(
        area("WK011401", level=AreaLevel.NEIGHBOURHOOD),
        area("BU04840101"),
        area("GM0114", division="toegang"),
        area("TG-1", municipality_code=None),
    ) == [
        ("cbs-code", "#/areas/0/code"),
        ("cbs-code", "#/areas/1/code"),
        ("cbs-code-reserved", "#/areas/2/code"),
        ("municipality-missing", "#/areas/3/municipalityCode"),
    ]
    region = area("drenthe", level=AreaLevel.REGION, division="regio", municipality_code=None)
    assert rules.enter([], [region]).registered == [region]


def test_several_divisions_stand_beside_each_other() -> None:
    """A neighbourhood is part of a CBS district and of an area of the access division, but of one of each."""
    assert len(rules.enter([], EMMEN).registered) == 8
    twice = replace(EMMEN[3], id=new_id(), part_of=["TG-noord", "TG-zuid"])
    assert faults(twice, known=(*EMMEN[:3], *EMMEN[6:])) == [("parent-twice", "#/areas/0/partOf/1")]


def test_an_area_is_part_of_what_is_there_and_larger_and_not_of_itself() -> None:
    """Unknown, smaller and circular wholes are refused, each at its place."""
    north, south = area("TG-noord", part_of=["TG-zuid"]), area("TG-zuid", part_of=["TG-noord"])
    assert faults(north, south) == [("area-circle", f"#/areas/{n}/partOf/0") for n in (0, 1)]
    assert faults(
        area("WK011401", part_of=["BU01140101"]), area("BU01140101"), area("WK011402", part_of=["x-1"])
    ) == [
        ("part-of-smaller", "#/areas/0/partOf/0"),
        ("area-unknown", "#/areas/2/partOf/0"),
    ]


def test_entering_again_changes_nothing_and_entering_otherwise_makes_a_version() -> None:
    """Known by code and first day: the same is unchanged, another name is version 2, twice in one request is told."""
    again = [replace(one, id=new_id()) for one in EMMEN]
    assert rules.enter(EMMEN, again).unchanged == EMMEN
    (renamed,) = rules.enter(EMMEN, [replace(EMMEN[1], id=new_id(), name="Emmen-Centrum")]).changed
    assert (renamed.id, renamed.version, renamed.name) == (EMMEN[1].id, 2, "Emmen-Centrum")
    assert faults(area("TG-1"), replace(area("TG-1"), name="Anders")) == [("area-twice", "#/areas/1/code")]


def test_new_borders_end_the_old_ones_the_day_before() -> None:
    """A boundary change: the open area ends on 31 December, and no two borders under one code share a day."""
    fresh = area("WK011401", part_of=["GM0114"], valid_from=date(2027, 1, 1))
    entry = rules.enter(EMMEN, [fresh])
    (closed,) = entry.closed
    assert (closed.id, closed.version, closed.valid_until) == (EMMEN[1].id, 2, date(2026, 12, 31))
    assert entry.registered == [fresh]
    before = area("WK011401", part_of=["GM0114"], valid_from=date(2025, 7, 1))
    assert faults(before, known=tuple(EMMEN)) == [("borders-overlap", "#/areas/0/validFrom")]


def test_a_large_area_comes_to_its_smallest_areas_in_whatever_division() -> None:
    """The municipality, a district and an access area come to neighbourhoods; what nothing is part of, or is unknown, to itself."""
    whole = [("BU01140101", TWO_YEARS), ("BU01140102", TWO_YEARS), ("BU01140201", TWO_YEARS)]
    assert smallest(EMMEN, ["GM0114"], TWO_YEARS) == whole
    assert smallest(EMMEN, ["WK011401"], TWO_YEARS) == whole[:2]
    assert smallest(EMMEN, ["TG-zuid", "TG-zuid"], TWO_YEARS) == whole[1:]
    assert smallest(EMMEN, ["BU01140101", "GM9999"], TWO_YEARS) == [whole[0], ("GM9999", TWO_YEARS)]


def test_a_boundary_change_within_a_period_shows_as_two_stretches() -> None:
    """From 2027 on a neighbourhood is in the other district: each district has it for a year."""
    moved = [
        replace(one, valid_until=date(2026, 12, 31)) if one.code == "BU01140102" else one for one in EMMEN
    ]
    moved.append(area("BU01140102", part_of=["WK011402", "TG-zuid"], valid_from=date(2027, 1, 1)))
    first, second = Period(NEW_YEAR, date(2027, 1, 1)), Period(date(2027, 1, 1), date(2028, 1, 1))
    assert smallest(moved, ["WK011401"], TWO_YEARS) == [("BU01140101", TWO_YEARS), ("BU01140102", first)]
    assert smallest(moved, ["WK011402"], TWO_YEARS) == [("BU01140102", second), ("BU01140201", TWO_YEARS)]
    assert smallest(moved, ["GM0114"], TWO_YEARS) == smallest(EMMEN, ["GM0114"], TWO_YEARS)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12))
def test_joined_periods_have_the_same_days_and_lie_apart(parts: list[tuple[int, int]]) -> None:
    """Whatever the periods: no day is lost or won, and between two of what comes back lies a day."""
    periods = [
        Period(NEW_YEAR + timedelta(days=start), NEW_YEAR + timedelta(days=start + length))
        for start, length in parts
    ]
    together = joined(periods)
    for day in (NEW_YEAR + timedelta(days=number) for number in range(90)):
        assert any(one.contains(day) for one in periods) == any(one.contains(day) for one in together)
    assert all(one.end is not None and one.end < two.start for one, two in pairwise(together))
