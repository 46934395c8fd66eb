"""The profile: how a group is spread over the levels of each domain, as one bar per domain (R-O04, R-O33)."""

from __future__ import annotations

from services.outcomes.reports.rules.page.html import Markup
from services.outcomes.reports.rules.page.pictures import tables
from services.outcomes.reports.rules.page.pictures.svg import (
    LINE,
    SMALL,
    SOFT,
    WIDTH,
    Drawing,
    fitted,
    measure,
    wrapped,
)
from services.outcomes.reports.rules.page.style import INK, PAPER
from services.outcomes.reports.rules.page.words import TOO_FEW, in_, plain_number
from services.outcomes.reports.rules.pictures import Profile, ProfileRow
from shared.errors import Text

LEFT, RIGHT, ROW, BAR = 178.0, 62.0, 36.0, 22.0
_MEAN = Text("gem.", "mean")
_DOMAIN = Text("domein", "domain")
# From dark to light: the ground, what lies over it, and the ink of a number on it. Neighbours differ in grey and in texture.
_GROUNDS = (
    ("#1b2b3d", None, PAPER),
    ("#46586b", ("#8fa0b2", "lines"), PAPER),
    ("#8fa0b2", None, INK),
    ("#cdd6de", ("#46586b", "dots"), INK),
    ("#ffffff", None, INK),
)


def grounds(drawing: Drawing, count: int) -> list[tuple[str, str, str]]:
    """For each level what fills it, the plain ground for a number on it, and the ink."""
    chosen = {1: (2,), 2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4)}.get(count, (0, 1, 2, 3, 4))
    found = []
    for index in range(count):
        ground, over, ink = _GROUNDS[chosen[min(index, len(chosen) - 1)]]
        fill = drawing.hatch(f"p{index}", ground, *over) if over else ground
        found.append((fill, ground, ink))
    return found


def draw(profile: Profile, code: str, title: str, about: str, language: str) -> tuple[Markup, Markup]:
    """The bars, each from the lowest level to the highest, and their table."""
    drawing = Drawing(code, 0)
    fills = grounds(drawing, len(profile.levels))
    top = _legend(drawing, [in_(level, language) for level in profile.levels], fills)
    if any(row.mean is not None for row in profile.rows):
        drawing.text(WIDTH, top + 2, in_(_MEAN, language), anchor="end", fill=SOFT)
    for index, row in enumerate(profile.rows):
        _row(drawing, row, top + 10 + index * ROW, fills, language)
    drawing.height = top + 12 + len(profile.rows) * ROW
    return drawing.finished(title, about), _table(profile, language)


def _legend(drawing: Drawing, names: list[str], fills: list[tuple[str, str, str]]) -> float:
    """The levels with their patterns, in as many lines as they need; returns where the bars begin."""
    widths = [24 + measure(name) + 20 for name in names]
    columns = len(names)
    while columns > 1 and _row_of(widths, columns) > WIDTH + 20:
        columns -= 1
    columns = -(-len(names) // -(-len(names) // columns))
    y = 14.0
    for number, (name, (fill, _, _)) in enumerate(zip(names, fills, strict=True)):
        place = number % columns
        if number and place == 0:
            y += 21
        x = sum(max(widths[other::columns]) for other in range(place))
        drawing.rect(x, y - 11, 18, 13, fill=fill, stroke=INK)
        drawing.text(x + 24, y, fitted(name, WIDTH - x - 24))
    return y + 26


def _row_of(widths: list[float], columns: int) -> float:
    return sum(max(widths[place::columns]) for place in range(columns))


def _row(
    drawing: Drawing, row: ProfileRow, top: float, fills: list[tuple[str, str, str]], language: str
) -> None:
    """One domain: its name, its bar, its mean."""
    middle = top + BAR / 2
    lines = wrapped(in_(row.name, language), LEFT - 14)
    for number, line in enumerate(lines):
        drawing.text(0, middle + 4 + (number - (len(lines) - 1) / 2) * 13.5, line)
    total = WIDTH - LEFT - RIGHT
    if row.counts is None or not sum(row.counts):
        drawing.rect(LEFT, top, total, BAR, fill="none", stroke=LINE)
        words = in_(TOO_FEW, language) if row.counts is None else tables.NOTHING
        drawing.text(LEFT + 10, middle + 4, words, fill=SOFT)
        return
    x = LEFT
    for count, (fill, ground, ink) in zip(row.counts, fills, strict=True):
        width = total * count / sum(row.counts)
        if not count:
            continue
        drawing.rect(x, top, width, BAR, fill=fill, stroke=INK)
        words = plain_number(str(count), language)
        room = measure(words) + 6
        if room <= width - 2:
            if fill != ground:
                drawing.rect(x + width / 2 - room / 2, top + 3, room, BAR - 6, fill=ground)
            drawing.text(x + width / 2, middle + 4.3, words, anchor="middle", fill=ink, size=SMALL)
        x += width
    if row.mean is not None:
        drawing.text(WIDTH, middle + 4, plain_number(row.mean, language), anchor="end")


def _table(profile: Profile, language: str) -> Markup:
    means = any(row.mean is not None for row in profile.rows)
    heads = [(in_(_DOMAIN, language), False), *((in_(level, language), True) for level in profile.levels)]
    heads += [("n", True), *([(in_(_MEAN, language), True)] if means else [])]
    rows = []
    for row in profile.rows:
        counts = [tables.NOTHING] * len(profile.levels)
        if row.counts is not None:
            counts = [plain_number(str(count), language) for count in row.counts]
        line = [in_(row.name, language), *counts]
        line.append(
            tables.too_few(language) if row.counts is None else tables.whole(sum(row.counts), language)
        )
        if means:
            line.append(tables.NOTHING if row.mean is None else plain_number(row.mean, language))
        rows.append(line)
    return tables.table(heads, rows, in_(tables.NUMBERS, language))
