"""Counts and profiles without small numbers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.assessments.rules import Asked, ClientTally, DomainTally, LevelTally, counts, profiles
from shared.values.self_sufficiency import ProfileGrouping
from tests.services.outcomes.examples import CONTRACT

TODAY = date(2026, 8, 10)
YEAR = Asked(date(2026, 1, 1), date(2026, 12, 31))


def levels(*persons: int, first: int = 2) -> list[LevelTally]:
    """So many persons with each score, who all scored the same at first."""
    return [
        LevelTally("WK-01", "day-activities", score, count, first * count)
        for score, count in enumerate(persons, 1)
        if count
    ]


@pytest.mark.rule("R-O04")
@pytest.mark.rule("D-21")
def test_the_profile_of_a_hundred_persons() -> None:
    """Day activities 5/20/40/25/10: mean 3.15, and 2 at first, so a change of 1.15."""
    found = profiles(ProfileGrouping.AREA, YEAR, levels(5, 20, 40, 25, 10), limit=0)
    [one] = found.profiles[0].domains
    assert (found.profiles[0].group, one.domain, one.clients) == ("WK-01", "day-activities", 100)
    assert [level.count for level in one.distribution] == [5, 20, 40, 25, 10]
    assert (one.mean, one.baseline_mean, one.change, one.suppressed) == ("3.15", "2", "1.15", False)


@pytest.mark.rule("F-08")
def test_a_small_level_hides_the_distribution_and_not_the_mean() -> None:
    """Five at level 1 are too few: no distribution, the mean of a hundred stays; of nine nothing is shown."""
    [one] = profiles(ProfileGrouping.AREA, YEAR, levels(5, 20, 40, 25, 10), limit=10).profiles[0].domains
    assert ({level.count for level in one.distribution}, one.mean, one.clients) == ({None}, "3.15", 100)
    [few] = profiles(ProfileGrouping.AREA, YEAR, levels(0, 0, 9, 0, 0), limit=10).profiles[0].domains
    assert (few.clients, few.mean, few.baseline_mean, few.suppressed) == (None, None, None, True)


@pytest.mark.rule("F-08")
def test_a_mean_near_the_end_of_the_scale_tells_how_few_are_elsewhere() -> None:
    """Ninety-nine at 5 and one at 4: the mean would give that one away."""
    [one] = (
        profiles(ProfileGrouping.AREA, YEAR, levels(0, 0, 0, 1, 99, first=3), limit=10).profiles[0].domains
    )
    assert (one.mean, one.baseline_mean, one.change) == (None, "3", None)


def _by_group(**groups: tuple[int, ...]) -> list[LevelTally]:
    return [replace(row, group=group) for group, persons in groups.items() for row in levels(*persons)]


@pytest.mark.rule("F-08")
@pytest.mark.rule("R-O04")
def test_no_grouping_gives_back_what_another_leaves_out() -> None:
    """Fifty and five by area beside 55 by contract: no area is shown; of four and eight hidden together only what is left of 62."""
    areas = _by_group(one=(0, 0, 50), two=(0, 0, 5))
    shown = profiles(ProfileGrouping.AREA, YEAR, areas, limit=10).profiles
    assert {(one.domains[0].clients, one.domains[0].mean) for one in shown} == {(None, None)}
    [whole] = profiles(ProfileGrouping.CONTRACT, YEAR, _by_group(c=(0, 0, 55)), limit=10).profiles
    assert (whole.domains[0].clients, whole.domains[0].mean) == (55, "3")
    two = profiles(
        ProfileGrouping.AREA, YEAR, _by_group(a=(0, 0, 50), b=(0, 0, 4), c=(0, 0, 8)), limit=10
    ).profiles
    assert [(one.group, one.domains[0].clients, one.domains[0].mean) for one in two] == [
        ("a", 50, "3"), ("b", None, None), ("c", None, None),
    ]  # fmt: skip


@pytest.mark.rule("F-08")
def test_a_mean_or_distribution_left_out_of_one_group_is_left_out_of_all() -> None:
    """Where one area alone has a small level, or lies near the end of the scale, the other's would give it back."""
    even, odd = (20, 20, 20, 20, 20), (5, 25, 30, 30, 10)
    one, other = profiles(ProfileGrouping.AREA, YEAR, _by_group(a=even, b=odd), limit=10).profiles
    assert {level.count for level in one.domains[0].distribution} == {None}
    assert (one.domains[0].clients, one.domains[0].mean, other.domains[0].mean) == (100, "3", "3.15")
    near = profiles(ProfileGrouping.AREA, YEAR, _by_group(a=even, b=(0, 0, 0, 1, 99)), limit=10).profiles
    assert [(one.domains[0].clients, one.domains[0].mean, one.domains[0].change) for one in near] == [
        (100, None, None)
    ] * 2
    assert {one.domains[0].baseline_mean for one in near} == {"2"}


CLIENTS = ClientTally(up=25, equal=10, down=5, risen=25, distinguishable=12, closed_without_closing=3)
DOMAIN = DomainTally("day-activities", 25, 10, 5, 100, 120, 30)


@pytest.mark.rule("R-O33")
@pytest.mark.rule("G-50")
@pytest.mark.rule("D-22")
def test_risers_equal_and_decliners_of_forty() -> None:
    """25/10/5 of 40, both readings of G-50: 25 clients rose a step, and the mean rises from 2.5 to 3."""
    found = counts(CONTRACT.id, YEAR, CLIENTS, [DOMAIN], TODAY, limit=0, frozen=True)
    assert (found.up, found.equal, found.down, found.counted) == (25, 10, 5, 40)
    assert (found.risen, found.distinguishable, found.closed_without_closing) == (25, 12, 3)
    [one] = found.domains
    assert (one.mean_first, one.mean_last, one.mean_rises) == ("2.5", "3", True)
    assert one.mean_demonstrably_rises is True
    assert not found.suppressed and found.counted_on == TODAY


@pytest.mark.rule("G-50")
def test_a_rise_that_may_be_chance_is_no_demonstrable_rise() -> None:
    """20 up, 18 down of forty: the mean rises, its interval holds 0."""
    wavering = DomainTally("day-activities", 20, 2, 18, 100, 102, 38)
    [one] = counts(CONTRACT.id, YEAR, CLIENTS, [wavering], TODAY, limit=0, frozen=False).domains
    assert (one.mean_rises, one.mean_demonstrably_rises) == (True, False)
    alone = DomainTally("day-activities", 1, 0, 0, 2, 3, 1)
    [single] = counts(CONTRACT.id, YEAR, CLIENTS, [alone], TODAY, limit=0, frozen=False).domains
    assert single.mean_demonstrably_rises is None


@pytest.mark.rule("F-08")
def test_who_is_no_party_sees_no_small_numbers() -> None:
    """Five decliners are too few to show, and so is what would give them back; a reliability that nobody froze shows nothing."""
    found = counts(CONTRACT.id, YEAR, CLIENTS, [DOMAIN], TODAY, limit=10, frozen=False)
    assert (found.counted, found.up, found.down, found.suppressed) == (40, None, None, True)
    assert (found.risen, found.distinguishable, found.closed_without_closing) == (25, None, None)
    assert (found.domains[0].up, found.domains[0].mean_first) == (None, None)


@given(
    ways=st.tuples(*[st.integers(0, 60)] * 3),
    limit=st.sampled_from([0, 2, 10]),
)
@settings(max_examples=50)
def test_what_is_shown_adds_up(ways: tuple[int, int, int], limit: int) -> None:
    """Up, equal and down are all shown and add up to who is counted, or nothing below the limit is shown."""
    up, equal, down = ways
    tally = ClientTally(up, equal, down, up, 0, 0)
    found = counts(CONTRACT.id, YEAR, tally, [], TODAY, limit=limit, frozen=False)
    shown = [one for one in (found.up, found.equal, found.down) if one is not None]
    assert all(one >= limit for one in shown)
    assert len(shown) < 3 or sum(shown) == found.counted == up + equal + down
