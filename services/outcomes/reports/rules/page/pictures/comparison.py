"""The comparison: areas or providers beside each other, with what each can be told apart by (R-O26, R-O10)."""

from __future__ import annotations

from services.outcomes.reports.rules.page.html import Markup
from services.outcomes.reports.rules.page.pictures import tables
from services.outcomes.reports.rules.page.pictures.scales import Scale, spread, steps, tick_texts
from services.outcomes.reports.rules.page.pictures.svg import (
    DASHED,
    LINE,
    SOFT,
    WIDTH,
    Drawing,
    measure,
    wrapped,
)
from services.outcomes.reports.rules.page.style import INK, PAPER
from services.outcomes.reports.rules.page.words import OPERATORS, STANDINGS, TOO_FEW, in_, shown_value
from services.outcomes.reports.rules.pictures import Comparison, ComparisonRow
from shared.errors import Text
from shared.values.reporting import Standing

LEFT, RIGHT, ROW, TOP = 170.0, 164.0, 30.0, 32.0
_MEAN = Text("gemiddelde", "mean")
_NAME = Text("naam", "name")
_VALUE = Text("waarde", "value")
_STANDING = Text("ten opzichte van het gemiddelde", "against the mean")
_SHAPES = {
    Standing.ABOVE: ("triangle", INK),
    Standing.BELOW: ("down", INK),
    Standing.NOT_DISTINGUISHABLE: ("circle", PAPER),
    Standing.NOT_JUDGED: ("square", PAPER),
}


def draw(comparison: Comparison, code: str, title: str, about: str, language: str) -> tuple[Markup, Markup]:
    """A line per row, highest first as given, and the table."""
    bottom = TOP + len(comparison.rows) * ROW + 4
    drawing = Drawing(code, bottom + 26)
    values = [value for row in comparison.rows for value in (row.value, row.lower, row.upper)]
    low, high = spread([*values, comparison.mean, comparison.norm])
    ticks = steps(low, high, 4)
    across = Scale(float(ticks[0]), float(ticks[-1]), LEFT, WIDTH - RIGHT)
    texts = [shown_value(text, comparison.unit, language) for text in tick_texts(ticks)]
    widest, every = max(measure(text) for text in texts) + 10, 1
    while len(ticks) > 1 and widest > every * (across(float(ticks[1])) - across(float(ticks[0]))):
        every += 1
    for number, (tick, words) in enumerate(zip(ticks, texts, strict=True)):
        x = across(float(tick))
        drawing.line(x, TOP - 4, x, bottom, stroke=LINE, width=0.8)
        if number % every == 0:
            drawing.text(x, bottom + 18, words, anchor="middle", fill=SOFT)
    _held(drawing, comparison, across, bottom, language)
    for number, row in enumerate(comparison.rows):
        _row(drawing, row, TOP + number * ROW + ROW / 2, across, comparison, language)
    return drawing.finished(title, about), _table(comparison, language)


def _held(drawing: Drawing, comparison: Comparison, across: Scale, bottom: float, language: str) -> None:
    """The mean and the norm as lines from top to bottom, named above."""
    sides: list[tuple[float, str]] = []
    if comparison.mean is not None:
        x = across(comparison.mean)
        drawing.line(x, TOP - 8, x, bottom, width=1.1)
        sides.append((x, f"{in_(_MEAN, language)} {shown_value(comparison.mean, comparison.unit, language)}"))
    if comparison.norm is not None:
        x = across(comparison.norm)
        drawing.line(x, TOP - 8, x, bottom, width=1.5, dash=DASHED)
        side = f" {in_(OPERATORS[comparison.operator], language)}" if comparison.operator else ""
        sides.append((x, f"norm{side} {shown_value(comparison.norm, comparison.unit, language)}"))
    sides.sort()
    if len(sides) == 1:
        ((x, words),) = sides
        half = measure(words) / 2
        drawing.text(min(max(x, half), WIDTH - half), 14, words, anchor="middle")
    elif sides:
        (left, before), (right, after) = sides
        middle = (left + right) / 2
        end = max(min(left + 4, middle - 6), measure(before))
        start = min(max(right - 4, middle + 6), WIDTH - measure(after))
        drawing.text(end, 14, before, anchor="end")
        drawing.text(max(start, end + 10), 14, after)


def _row(
    drawing: Drawing, row: ComparisonRow, y: float, across: Scale, comparison: Comparison, language: str
) -> None:
    """One of them: name, interval, mark, and in words how it stands."""
    lines = wrapped(row.name, LEFT - 16)
    for place, line in enumerate(lines):
        drawing.text(0, y + 4 + (place - (len(lines) - 1) / 2) * 12.5, line)
    end = WIDTH - RIGHT + 14
    if row.value is None:
        drawing.text(end, y + 4, in_(TOO_FEW, language), fill=SOFT)
        return
    if row.lower is not None and row.upper is not None:
        drawing.line(across(row.lower), y, across(row.upper), y, width=1.6)
        for bound in (row.lower, row.upper):
            drawing.line(across(bound), y - 4.5, across(bound), y + 4.5, width=1.6)
    shape, fill = _SHAPES[row.standing]
    drawing.mark(shape, across(row.value), y, 5, fill=fill)
    drawing.mark(shape, end + 4, y, 4.5, fill=fill)
    drawing.text(end + 15, y + 4, in_(STANDINGS[row.standing], language))


def _table(comparison: Comparison, language: str) -> Markup:
    heads = [
        (in_(_NAME, language), False), (in_(_VALUE, language), True), (in_(tables.INTERVAL, language), True), ("n", True),
        (in_(_STANDING, language), False),
    ]  # fmt: skip
    rows = [
        [
            row.name,
            tables.too_few(language)
            if row.value is None
            else shown_value(row.value, comparison.unit, language),
            tables.bounds(row.lower, row.upper, comparison.unit, language),
            tables.whole(row.respondents, language),
            in_(STANDINGS[row.standing], language),
        ]
        for row in comparison.rows
    ]
    return tables.table(heads, rows, in_(tables.NUMBERS, language))
