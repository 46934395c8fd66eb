"""The funnel plot: many of different size against one target, with what chance explains at each size (R-O10, R-O34)."""

from __future__ import annotations

from itertools import pairwise

from services.outcomes.reports.rules.page.html import Markup, el, joined
from services.outcomes.reports.rules.page.pictures import tables
from services.outcomes.reports.rules.page.pictures.scales import Scale, spread, steps, tick_texts
from services.outcomes.reports.rules.page.pictures.svg import (
    DASHED,
    LINE,
    SMALL,
    SOFT,
    WIDTH,
    Box,
    Drawing,
    apart,
    fitted,
    measure,
)
from services.outcomes.reports.rules.page.style import PAPER
from services.outcomes.reports.rules.page.words import STANDINGS, in_, shown_value
from services.outcomes.reports.rules.pictures import FunnelLimit, FunnelPlot, FunnelPoint
from shared.errors import Text
from shared.values.reporting import FigureUnit, Standing

TOP, HEIGHT, RIGHT, MOST_ROWS = 34.0, 360.0, 96.0, 60
_TARGET = Text("doel", "target")
_NUMBER = Text("nr.", "no.")
_NAME = Text("naam", "name")
_SIZE = Text("omvang", "size")
_VALUE = Text("waarde", "value")
_STANDING = Text("ten opzichte van het doel", "against the target")
_REST = Text(
    "De overige {count} liggen binnen de grenzen; hun cijfers staan in de gegevens van het rapport.",
    "The other {count} lie within the limits; their numbers are in the report's data.",
)
_MARKS = {Standing.ABOVE: "triangle", Standing.BELOW: "down"}


def draw(plot: FunnelPlot, code: str, title: str, about: str, language: str) -> tuple[Markup, Markup]:
    """The plot and its table; those beyond the limits carry the number of their row."""
    drawing = Drawing(code, HEIGHT)
    order = sorted(plot.points, key=lambda point: (point.standing not in _MARKS, -float(point.value)))
    limits = sorted(plot.limits, key=lambda limit: float(limit.size))
    inner = [value for one in limits for value in (one.lower_95, one.upper_95)]
    outer = [value for one in limits[1:] or limits for value in (one.lower_998, one.upper_998)]
    low, high = spread([plot.target, *inner, *outer, *(point.value for point in order)])
    sizes = [float(point.size) for point in order] + [float(limit.size) for limit in limits]
    ticks, along = steps(low, high, 6), steps(0.0, max(sizes, default=1.0), 6)
    texts = [shown_value(text, plot.unit, language) for text in tick_texts(ticks)]
    left, bottom = max(measure(text) for text in texts) + 14, HEIGHT - 52
    across = Scale(0.0, float(along[-1]), left, WIDTH - RIGHT)
    up = Scale(float(ticks[0]), float(ticks[-1]), bottom, TOP)
    for tick, text in zip(ticks, texts, strict=True):
        drawing.line(left, up(float(tick)), WIDTH - RIGHT, up(float(tick)), stroke=LINE, width=0.8)
        drawing.text(left - 8, up(float(tick)) + 4, text, anchor="end", fill=SOFT)
    for tick, text in zip(along, tick_texts(along), strict=True):
        drawing.line(across(float(tick)), bottom, across(float(tick)), bottom + 4, stroke=SOFT)
        words = shown_value(text, FigureUnit.NUMBER, language)
        drawing.text(across(float(tick)), bottom + 19, words, anchor="middle", fill=SOFT)
    drawing.text((left + WIDTH - RIGHT) / 2, bottom + 40, in_(plot.size_name, language), anchor="middle")
    drawing.text(0, 14, in_(plot.value_name, language))
    _limits(drawing, plot, limits, across, up, left, language)
    _points(drawing, order, across, up)
    return drawing.finished(title, about), _table(plot, order, language)


def _limits(
    drawing: Drawing,
    plot: FunnelPlot,
    limits: list[FunnelLimit],
    across: Scale,
    up: Scale,
    left: float,
    language: str,
) -> None:
    """The target and the four limits, named at their right ends."""
    drawing.line(left, up(plot.target), WIDTH - RIGHT, up(plot.target), width=1.2)
    ends = [(up(plot.target), f"{in_(_TARGET, language)} {shown_value(plot.target, plot.unit, language)}")]
    percent = ("95 %", "99.8 %" if language == "en" else "99,8 %")
    for names, dash, width, words in (
        (("lower_95", "upper_95"), DASHED, 1.4, percent[0]),
        (("lower_998", "upper_998"), None, 1.4, percent[1]),
    ):
        for name in names:
            line = [(across(limit.size), up(getattr(limit, name))) for limit in limits]
            drawing.polyline(line, width=width, dash=dash)
            for stretch in pairwise(line):
                drawing.along(list(stretch))
            if line:
                ends.append((line[-1][1], words))
    for y, (_, words) in zip(apart([one[0] for one in ends], 15, TOP, HEIGHT - 58), ends, strict=True):
        drawing.text(WIDTH - RIGHT + 8, y + 4, fitted(words, RIGHT - 8))


def _points(drawing: Drawing, order: list[FunnelPoint], across: Scale, up: Scale) -> None:
    places = [(across(point.size), up(point.value)) for point in order]
    for point, (x, y) in reversed(list(zip(order, places, strict=True))):
        if point.standing in _MARKS:
            drawing.mark(_MARKS[point.standing], x, y, 5)
        else:
            drawing.mark("circle", x, y, 3.6, fill=PAPER)
    outside = [(x, y) for point, (x, y) in zip(order, places, strict=True) if point.standing in _MARKS]
    drawing.taken += [Box(x - 5, y - 5, x + 5, y + 5) for x, y in outside]
    for number, (x, y) in enumerate(outside, start=1):
        around = [
            (x + 9, y + 4, "start"), (x - 9, y + 4, "end"), (x, y - 10, "middle"), (x, y + 19, "middle"),
            (x + 10, y - 8, "start"), (x - 10, y - 8, "end"), (x + 10, y + 18, "start"), (x - 10, y + 18, "end"),
        ]  # fmt: skip
        drawing.label(around, str(number), SMALL)


def _table(plot: FunnelPlot, order: list[FunnelPoint], language: str) -> Markup:
    outside = [point for point in order if point.standing in _MARKS]
    shown = order if len(order) <= MOST_ROWS else outside
    heads = [
        (in_(_NUMBER, language), False), (in_(_NAME, language), False), (in_(_SIZE, language), True),
        (in_(_VALUE, language), True), (in_(_STANDING, language), False),
    ]  # fmt: skip
    rows = [
        [
            str(number) if point.standing in _MARKS else tables.NOTHING,
            point.name,
            shown_value(point.size, FigureUnit.NUMBER, language),
            shown_value(point.value, plot.unit, language),
            in_(STANDINGS[point.standing], language),
        ]
        for number, point in enumerate(shown, start=1)
    ]
    made = tables.table(heads, rows, in_(tables.NUMBERS, language))
    rest = len(order) - len(shown)
    return joined(made, el("p", _REST.render(language, {"count": rest}), class_="note") if rest else None)
