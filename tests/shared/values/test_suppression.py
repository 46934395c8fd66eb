"""Small numbers: what is left out cannot be found again in what is shown."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.values.suppression import Published, is_small, publish

LIMITS = st.integers(2, 6)


@pytest.mark.rule("F-08")
@pytest.mark.parametrize(
    ("parts", "total", "shown"),
    [
        ((60, 40), 100, (60, 40)),
        ((60, 2), 62, (None, None)),
        ((60, 40, 2), 102, (None, None, None)),
        ((60, 4, 5), 69, (60, None, None)),
        ((60, 9, 9), 78, (None, None, None)),
        ((60, 0, 0), 60, (None, None, None)),
        ((9, 9), 18, (None, None)),
        ((3, 4), None, (None, None)),
        ((0, 62), 62, (None, None)),
        ((), None, ()),
    ],
)
def test_what_is_shown(parts: tuple[int, ...], total: int | None, shown: tuple[int | None, ...]) -> None:
    """Below 10 is left out; what subtraction would give back takes all parts with it, for 9 and 9 in 18 are no secret."""
    assert publish(parts, 10) == Published(total, shown)
    assert publish(parts, 10).suppressed == (total is None or None in shown)


def test_the_limit_is_the_first_that_is_shown() -> None:
    """With limit 10 a count of 9 is small and 10 is not; with limit 0 nothing is."""
    assert (is_small(9, 10), is_small(10, 10), is_small(0, 10), is_small(0, 0)) == (True, False, True, False)
    assert publish((0, 1), 0) == Published(1, (0, 1))


@pytest.mark.rule("F-08")
@given(parts=st.lists(st.integers(0, 8), min_size=1, max_size=4), limit=LIMITS)
def test_nothing_small_is_shown(parts: list[int], limit: int) -> None:
    """Every number that is shown is the true one and at least the limit."""
    found = publish(parts, limit)
    shown = [(one, true) for one, true in zip(found.parts, parts, strict=True) if one is not None]
    assert all(one == true >= limit for one, true in shown)
    assert found.total is None or found.total == sum(parts) >= limit


@pytest.mark.rule("F-08")
@settings(deadline=None)
@given(parts=st.lists(st.integers(0, 8), min_size=1, max_size=3), limit=LIMITS)
def test_what_is_left_out_can_be_several_numbers(parts: list[int], limit: int) -> None:
    """Who knows this rule and everything that is shown still finds two possible numbers or more for what is not."""
    found = publish(parts, limit)
    rest = found.total if found.total is not None else limit
    possible = [
        list(other) for other in product(range(rest + 1), repeat=len(parts)) if publish(other, limit) == found
    ]
    assert parts in possible
    for place, shown in enumerate(found.parts):
        if shown is None:
            assert len({other[place] for other in possible}) > 1, (parts, limit, found)
