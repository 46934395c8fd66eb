"""The run chart: values over time with their intervals, the norm and what the process itself does."""

from __future__ import annotations

from collections.abc import Callable

from services.outcomes.reports.rules.page.html import Markup
from services.outcomes.reports.rules.page.pictures import tables
from services.outcomes.reports.rules.page.pictures.scales import Scale, spread, steps, tick_texts
from services.outcomes.reports.rules.page.pictures.svg import (
    DASHED,
    DASHES,
    DOTTED,
    LINE,
    SHAPES,
    SMALL,
    SOFT,
    WIDTH,
    Box,
    Drawing,
    apart,
    measure,
    wrapped,
)
from services.outcomes.reports.rules.page.style import INK, PAPER
from services.outcomes.reports.rules.page.words import OPERATORS, in_, shown_value
from services.outcomes.reports.rules.pictures import RunChart, RunPoint, RunSeries
from shared.errors import Text

TOP, HEIGHT, RIGHT = 16.0, 256.0, 156.0
_MEAN = Text("gemiddelde", "mean")
_LIMITS = (Text("ondergrens", "lower limit"), Text("bovengrens", "upper limit"))
_ABSENT = Text("niet gemeten", "not measured")


def draw(chart: RunChart, code: str, title: str, about: str, language: str) -> tuple[Markup, Markup]:
    """The chart and its table."""
    named = [chart.norm, chart.centre, chart.lower_limit, chart.upper_limit, *chart.series]
    height = max(HEIGHT, TOP + 40 + 31 * sum(one is not None for one in named))
    drawing = Drawing(code, height)
    labels = [point.label for point in chart.series[0].points]
    points = [point for series in chart.series for point in series.points]
    held = [chart.norm, chart.centre, chart.lower_limit, chart.upper_limit]
    low, high = spread(
        [*held, *(value for point in points for value in (point.value, point.lower, point.upper))]
    )
    ticks = steps(low, high)
    texts = [shown_value(text, chart.unit, language) for text in tick_texts(ticks)]
    left = max(measure(text) for text in texts) + 14
    bottom = height - 34
    across = Scale(-0.5, max(len(labels) - 0.5, 0.5), left, WIDTH - RIGHT)
    up = Scale(float(ticks[0]), float(ticks[-1]), bottom, TOP)
    for tick, text in zip(ticks, texts, strict=True):
        y = up(float(tick))
        drawing.line(left, y, WIDTH - RIGHT, y, stroke=LINE, width=0.8)
        drawing.text(left - 8, y + 4, text, anchor="end", fill=SOFT)
    _periods(drawing, labels, across, bottom)
    ends = _held(drawing, chart, up, left, language)
    for number, series in enumerate(chart.series):
        found = _series(drawing, series, number, across, up, bottom)
        if found is not None and len(chart.series) > 1:
            ends.append((found, in_(series.name, language), number))
    _name_ends(drawing, ends, bottom)
    _name_points(drawing, chart, across, up, language)
    return drawing.finished(title, about), _table(chart, labels, title, language)


def _periods(drawing: Drawing, labels: list[str], across: Callable[[float], float], bottom: float) -> None:
    """Every label, or every second, third … where they would touch."""
    widest = max((measure(label) for label in labels), default=1.0) + 10
    room = across(1) - across(0) if len(labels) > 1 else WIDTH
    every = max(1, -(-int(widest) // max(1, int(room))))
    for index, label in enumerate(labels):
        drawing.line(across(index), bottom, across(index), bottom + 4, stroke=SOFT)
        if index % every == 0:
            drawing.text(across(index), bottom + 19, label, anchor="middle", fill=SOFT)


def _held(
    drawing: Drawing, chart: RunChart, up: Callable[[str], float], left: float, language: str
) -> list[tuple[float, str, int | None]]:
    """The norm, the mean and the limits, each with its own line; returns what to write at their ends."""
    ends: list[tuple[float, str, int | None]] = []

    def held(value: str, name: str, dash: str | None, width: float) -> None:
        y = up(value)
        drawing.line(left, y, WIDTH - RIGHT, y, width=width, dash=dash)
        drawing.taken.append(Box(left, y - 1, WIDTH - RIGHT, y + 1))
        ends.append((y, f"{name} {shown_value(value, chart.unit, language)}", None))

    if chart.norm is not None:
        side = in_(OPERATORS[chart.operator], language) if chart.operator else "norm"
        held(chart.norm, f"norm: {side}" if chart.operator else side, DASHED, 1.6)
    if chart.centre is not None:
        held(chart.centre, in_(_MEAN, language), None, 0.9)
    for value, name in zip((chart.lower_limit, chart.upper_limit), _LIMITS, strict=True):
        if value is not None:
            held(value, in_(name, language), DOTTED, 1.3)
    return ends


def _series(
    drawing: Drawing, series: RunSeries, number: int, across: Callable[[float], float],
    up: Callable[[str], float], bottom: float,
) -> float | None:  # fmt: skip
    """One source's line with its marks and intervals; returns how high it ends, None where nothing was measured."""
    shape, dash = SHAPES[number % len(SHAPES)], DASHES[number % len(DASHES)]
    fill = INK if number % 2 == 0 else PAPER
    stretch: list[tuple[float, float]] = []
    end = None
    for index, point in enumerate(series.points):
        x = across(index) + (number - 0.5) * 6 * bool(number)
        if point.value is None:
            drawing.polyline(stretch, dash=dash)
            stretch = []
            continue
        end = up(point.value)
        stretch.append((x, end))
        drawing.along(stretch[-2:])
        if point.lower is not None and point.upper is not None:
            low, high = up(point.lower), up(point.upper)
            drawing.line(x, low, x, high, stroke=SOFT, width=1.2)
            for y in (low, high):
                drawing.line(x - 4, y, x + 4, y, stroke=SOFT, width=1.2)
            drawing.taken.append(Box(x - 4, min(low, high), x + 4, max(low, high)))
    drawing.polyline(stretch, dash=dash)
    for index, point in enumerate(series.points):
        x = across(index) + (number - 0.5) * 6 * bool(number)
        if point.value is not None:
            drawing.mark(shape, x, up(point.value), fill=fill)
            drawing.taken.append(Box(x - 5, up(point.value) - 5, x + 5, up(point.value) + 5))
        else:
            drawing.mark("cross", x, bottom - 8, 3.5)
    return end


def _name_ends(drawing: Drawing, ends: list[tuple[float, str, int | None]], bottom: float) -> None:
    """What each line is, at its right end, in two lines of words where one is too short."""
    start = WIDTH - RIGHT + 4
    names = [wrapped(name, WIDTH - start - (26 if number is not None else 14)) for _, name, number in ends]
    gap = 31 if any(len(one) > 1 for one in names) else 17
    for y, (at, _, number), lines in zip(
        apart([one[0] for one in ends], gap, TOP, bottom), ends, names, strict=True
    ):
        drawing.line(start, at, start + 8, y, stroke=SOFT, width=0.8)
        if number is not None:
            fill = INK if number % 2 == 0 else PAPER
            drawing.mark(SHAPES[number % len(SHAPES)], start + 15, y, 4, fill=fill)
        x = start + (24 if number is not None else 12)
        for place, line in enumerate(lines):
            drawing.text(x, y + 4 + (place - (len(lines) - 1) / 2) * 13.5, line)


def _name_points(
    drawing: Drawing,
    chart: RunChart,
    across: Callable[[float], float],
    up: Callable[[str], float],
    language: str,
) -> None:
    """The value beside each point, where there is room for it."""
    for number, series in enumerate(chart.series):
        for index, point in enumerate(series.points):
            if point.value is None:
                continue
            x, y = across(index) + (number - 0.5) * 6 * bool(number), up(point.value)
            words = shown_value(point.value, chart.unit, language)
            high, low = (up(one) if one is not None else y for one in (point.upper, point.lower))
            above, below = (x, min(y, high) - 11, "middle"), (x, max(y, low) + 19, "middle")
            beside = [
                (x + 9, y - 6, "start"),
                (x + 9, y + 15, "start"),
                (x - 9, y - 6, "end"),
                (x - 9, y + 15, "end"),
            ]
            drawing.label([above, below, *beside] if number == 0 else [below, above, *beside], words, SMALL)


def _state(point: RunPoint, chart: RunChart, language: str) -> str:
    if point.value is not None:
        return shown_value(point.value, chart.unit, language)
    return tables.too_few(language) if point.suppressed else in_(_ABSENT, language)


def _counted(series: RunSeries) -> bool:
    return any(point.respondents is not None for point in series.points)


def _table(chart: RunChart, labels: list[str], title: str, language: str) -> Markup:
    heads = [(in_(tables.PERIOD, language), False)]
    for series in chart.series:
        name = in_(series.name, language)
        heads.append((name, True))
        if _counted(series):
            heads.append(("n", True))
        if any(point.lower is not None for point in series.points):
            heads.append((in_(tables.INTERVAL, language), True))
    rows = []
    for index, label in enumerate(labels):
        row = [label]
        for series in chart.series:
            point = series.points[index]
            row.append(_state(point, chart, language))
            if _counted(series):
                row.append(tables.whole(point.respondents, language))
            if any(one.lower is not None for one in series.points):
                row.append(tables.bounds(point.lower, point.upper, chart.unit, language))
        rows.append(row)
    return tables.table(heads, rows, in_(tables.NUMBERS, language), short=True)
