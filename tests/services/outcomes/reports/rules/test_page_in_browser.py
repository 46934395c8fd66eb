"""The report's page, looked at by a real browser: on a screen, on paper, in greys."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest

from services.outcomes.reports.rules.page import render
from tests.services.outcomes.reports import examples
from tests.services.outcomes.reports.rules.browser import Browser, needs_chromium

pytestmark = [needs_chromium, pytest.mark.rule("R-O27")]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A browser for this module."""
    return Browser(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def seen(browser: Browser) -> Any:
    """What the browser measured of the Dutch page."""
    return browser.measure(render(examples.content(), "nl"))


@pytest.fixture(scope="module")
def seen_in_english(browser: Browser) -> Any:
    """What it measured of the English page, with words twice as long and many more providers."""
    return browser.measure(render(examples.crowded(), "en"))


@pytest.fixture(params=["seen", "seen_in_english"])
def both(request: pytest.FixtureRequest) -> Any:
    """Each of the two."""
    return request.getfixturevalue(request.param)


def looks(both: Any) -> Iterator[Any]:
    """The page on a screen and on paper."""
    yield both["screen"]
    yield both["print"]


def test_nothing_runs_over_the_edge(both: Any) -> None:
    """Neither at 800 pixels nor at the width of A4 is there anything beside the page."""
    assert both["screen"]["width"] == 800
    assert both["screen"]["scroll"] == 800
    assert [look["outside"] for look in looks(both)] == [[], []]


def test_nothing_is_fetched(both: Any) -> None:
    """The page is whole: the browser asks nobody for anything."""
    assert both["fetched"] == []


def test_no_label_lies_over_another_or_beyond_its_picture(both: Any) -> None:
    """All words of all pictures stand clear of each other and within their picture."""
    for look in looks(both):
        for picture in look["pictures"]:
            left, top, right, bottom = picture["box"]
            for text in picture["texts"]:
                x1, y1, x2, y2 = text["box"]
                inside = x1 >= left - 1 and x2 <= right + 1 and y1 >= top - 1 and y2 <= bottom + 1
                assert inside, (picture["named"], text)
            for one, other in combinations(picture["texts"], 2):
                assert not overlap(one["box"], other["box"]), (picture["named"], one, other)


def overlap(one: list[float], other: list[float]) -> bool:
    """Whether two boxes of words cover each other by more than the air above and below letters."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 and down > 3.0


def test_pictures_are_drawn(seen: Any) -> None:
    """Each picture puts ink on its ground: not empty, not a blot."""
    shares = [picture["ink"] for picture in seen["pixels"]]
    assert len(shares) == len(examples.pictures())
    assert all(0.004 < share < 0.4 for share in shares), shares


def test_levels_differ_in_grey_and_texture(seen: Any) -> None:
    """Without colour the five levels of a profile can be told apart, neighbours and all others."""
    (swatches,) = [picture["swatches"] for picture in seen["pixels"] if picture["swatches"]]
    assert len(swatches) == 5
    for one, other in combinations(swatches, 2):
        assert abs(one["mean"] - other["mean"]) > 24, (one, other)
    assert [swatch["spread"] > 5 for swatch in swatches] == [False, True, False, True, False]


def test_words_are_large_and_dark_enough(both: Any) -> None:
    """At least 11 pixels on screen and paper, and a contrast of 4.5 or more with white (WCAG 1.4.3)."""
    for look in looks(both):
        assert look["sizes"] >= 11
    for colour in both["screen"]["colours"]:
        channels = [int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
        assert contrast_with_white(channels) >= 4.5, colour


def contrast_with_white(channels: list[int]) -> float:
    """The contrast of a colour with white (WCAG 2.2)."""
    parts = [channel / 255 for channel in channels]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_it_can_be_heard(both: Any) -> None:
    """Headings skip no level, and every picture has a name and a description."""
    headings = both["screen"]["headings"]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert all(len(name) > 3 for picture in both["screen"]["pictures"] for name in picture["named"])


def test_it_prints_on_few_pages(browser: Browser) -> None:
    """The whole example, with six pictures and their tables, takes twelve pages of A4 at most."""
    assert 4 <= browser.printed(render(examples.content(), "nl")) <= 12


def test_the_eye_sees_figures_stories_and_pictures(browser: Browser, seen: Any) -> None:
    """In a picture of the page there is ink in every drawing, where the browser says that it stands."""
    page = browser.shot(render(examples.content(), "nl"), seen["screen"]["height"])
    assert page.mean() > 200
    for picture in seen["screen"]["pictures"]:
        left, top, right, bottom = (round(side / 2) for side in picture["box"])
        assert (page[top:bottom, left:right] < 140).mean() > 0.002, picture["named"]
