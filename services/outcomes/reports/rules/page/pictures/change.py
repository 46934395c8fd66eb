"""Before and after: each measure on its own scale, from a hollow mark to a filled one, with the way it went in words (R-O07)."""

from __future__ import annotations

from services.outcomes.reports.rules.page.html import Markup
from services.outcomes.reports.rules.page.pictures import tables
from services.outcomes.reports.rules.page.pictures.svg import LINE, SOFT, WIDTH, Drawing, measure, wrapped
from services.outcomes.reports.rules.page.style import PAPER
from services.outcomes.reports.rules.page.words import DIRECTIONS, in_, shown_value
from services.outcomes.reports.rules.pictures import Change, ChangeRow
from shared.errors import Text

LEFT, RIGHT, ROW, TOP = 190.0, 96.0, 46.0, 34.0
_MEASURE = Text("maat", "measure")
_DIRECTION = Text("verandering", "change")


def draw(change: Change, code: str, title: str, about: str, language: str) -> tuple[Markup, Markup]:
    """A line per measure and the table."""
    drawing = Drawing(code, TOP + len(change.rows) * ROW)
    x = 0.0
    for words, fill in ((in_(change.before, language), PAPER), (in_(change.after, language), None)):
        drawing.mark("circle", x + 6, 11, 4.5, **({"fill": fill} if fill else {}))
        drawing.text(x + 17, 15, words)
        x += 17 + measure(words) + 26
    for number, row in enumerate(change.rows):
        _row(drawing, row, TOP + number * ROW + ROW / 2, language)
    return drawing.finished(title, about), _table(change, language)


def _row(drawing: Drawing, row: ChangeRow, y: float, language: str) -> None:
    """One measure: rising runs to the right, falling to the left."""
    lines = wrapped(in_(row.name, language), LEFT - 20)
    for number, line in enumerate(lines):
        drawing.text(0, y + 4 + (number - (len(lines) - 1) / 2) * 14, line)
    drawing.line(LEFT, y, WIDTH - RIGHT, y, stroke=LINE, width=0.8)
    words = in_(DIRECTIONS[row.direction], language)
    drawing.text(WIDTH, y + 4, words, anchor="end", bold=True)
    if row.before is None or row.after is None:
        drawing.text((LEFT + WIDTH - RIGHT) / 2, y - 6, tables.NOTHING, anchor="middle", fill=SOFT)
        return
    before, after = float(row.before), float(row.after)
    centre, reach = (LEFT + WIDTH - RIGHT) / 2, (WIDTH - RIGHT - LEFT) * 0.24
    side = 0.0 if before == after else (1.0 if after > before else -1.0)
    start, end = centre - side * reach, centre + side * reach
    names = [shown_value(value, row.unit, language) for value in (row.before, row.after)]
    if not side:
        drawing.mark("circle", centre, y, 5)
        drawing.text(centre, y - 10, names[1], anchor="middle")
        return
    drawing.line(start, y, end, y, width=1.8)
    tip = end - side * 7
    drawing.polyline([(tip - side * 8, y - 5), (tip, y), (tip - side * 8, y + 5)], width=1.8)
    drawing.mark("circle", start, y, 5, fill=PAPER)
    drawing.mark("circle", end, y, 5)
    for place, name in ((start, names[0]), (end, names[1])):
        drawing.text(place, y - 10, name, anchor="middle")


def _table(change: Change, language: str) -> Markup:
    heads = [
        (in_(_MEASURE, language), False), (in_(change.before, language), True), (in_(change.after, language), True),
        (in_(_DIRECTION, language), False),
    ]  # fmt: skip
    rows = [
        [
            in_(row.name, language),
            tables.cell(row.before, row.unit, language),
            tables.cell(row.after, row.unit, language),
            in_(DIRECTIONS[row.direction], language),
        ]
        for row in change.rows
    ]
    return tables.table(heads, rows, in_(tables.NUMBERS, language))
