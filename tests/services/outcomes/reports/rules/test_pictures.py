"""How pictures find room: words measured and cut, labels kept apart, axes with round numbers."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.reports.rules.page.pictures import draw
from services.outcomes.reports.rules.page.pictures.scales import Scale, spread, steps, tick_texts
from services.outcomes.reports.rules.page.pictures.svg import Drawing, apart, fitted, measure, wrapped
from services.outcomes.reports.rules.pictures import Picture, RunChart, RunPoint, RunSeries
from shared.values.reporting import Standing
from tests.services.outcomes.reports import examples
from tests.services.outcomes.reports.examples import said

WORDS = st.text(min_size=0, max_size=80)


@given(text=WORDS, width=st.floats(20, 300))
@settings(max_examples=60, deadline=None)
def test_words_fit_where_they_are_put(text: str, width: float) -> None:
    """What is cut or broken into lines is nowhere wider than its room."""
    assert measure(fitted(text, width)) <= width
    lines = wrapped(text, width)
    assert len(lines) <= 2
    assert all(measure(line) <= width for line in lines)


@given(low=st.floats(-1e5, 1e5), wide=st.floats(1e-3, 1e5))
@settings(max_examples=60, deadline=None)
def test_axes_hold_their_values(low: float, wide: float) -> None:
    """Round numbers from at or below the lowest to at or above the highest, evenly, and not too many."""
    ticks = steps(low, low + wide)
    assert float(ticks[0]) <= low + 1e-6
    assert float(ticks[-1]) >= low + wide - 1e-6
    assert 2 <= len(ticks) <= 12
    assert len({after - before for before, after in pairwise(ticks)}) == 1
    assert len(set(tick_texts(ticks))) == len(ticks)


@given(heights=st.lists(st.floats(0, 400), max_size=9))
@settings(max_examples=60, deadline=None)
def test_labels_are_pushed_apart(heights: list[float]) -> None:
    """In their order, at least the gap apart, and none beyond the lower end."""
    placed = apart(heights, 17, 0, 400)
    ordered = sorted(placed)
    assert all(after - before >= 17 - 1e-6 for before, after in pairwise(ordered))
    assert all(place <= 400 + 1e-6 for place in placed)
    assert [placed[index] for index in sorted(range(len(heights)), key=lambda one: heights[one])] == ordered


def test_a_label_without_room_is_left_out() -> None:
    """Two labels do not share a place; the second takes another, or none."""
    drawing = Drawing("x", 100)
    assert drawing.label([(50, 50, "start")], "eerste")
    assert not drawing.label([(50, 50, "start")], "tweede")
    assert drawing.label([(50, 50, "start"), (50, 80, "start")], "tweede")
    assert not drawing.label([(670, 50, "start")], "buiten beeld")


def test_values_lie_on_their_line() -> None:
    """A scale maps its ends to its ends and what lies beyond to the end; nothing measured still has an axis."""
    scale = Scale(0, 10, 100, 300)
    assert [scale("0"), scale("5"), scale(12)] == [100, 200, 300]
    assert spread([None]) == (0.0, 1.0)
    assert spread(["0", "4"])[0] == 0.0


def test_a_gap_is_a_gap() -> None:
    """A quarter that was not measured breaks the line and gets a cross, and says so in the table."""
    points = tuple(RunPoint(f"2026-Q{place + 1}", value) for place, value in enumerate(("7.0", None, "7.2")))
    picture = Picture("gap", said("Gat"), said("Een gat."), run=RunChart((RunSeries(said("team"), points),)))
    made = draw(picture, "nl")
    assert "polyline" not in made
    assert "niet gemeten" in made


@pytest.mark.rule("R-O34")
def test_a_funnel_names_who_lies_beyond_it() -> None:
    """Those above get a triangle, those below one upside down, the others a circle; of many only those are listed."""
    plot = examples.funnel(400)
    beyond = [point for point in plot.points if point.standing is not Standing.NOT_DISTINGUISHABLE]
    made = draw(Picture("many", said("Veel"), said("Veel."), funnel=plot), "nl")
    assert made.count("<polygon") == len(beyond)
    assert made.count("<circle") == 400 - len(beyond)
    assert f"De overige {400 - len(beyond)} liggen binnen de grenzen" in made
    assert all(point.name in made for point in beyond)


@pytest.mark.rule("R-O04")
def test_a_profile_shows_counts_and_mean() -> None:
    """100 persons 5/20/40/25/10 on day activities: those counts and the mean 3.15; a domain of too few shows none."""
    made = draw(examples.pictures()[3], "nl")
    svg = made.partition("</svg>")[0]
    assert all(f">{count}</text>" in svg for count in (5, 20, 40, 25, 10))
    assert ">3,15</text>" in svg
    assert ">te klein om te tonen</text>" in svg


def test_a_picture_of_nothing_is_a_mistake() -> None:
    """One of the five must stand in it."""
    with pytest.raises(ValueError, match="shows nothing"):
        draw(Picture("none", said("Niets"), said("Niets.")), "nl")
