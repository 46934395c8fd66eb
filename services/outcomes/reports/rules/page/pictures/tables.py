"""The numbers under a picture, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from services.outcomes.reports.rules.page.html import Markup, el
from services.outcomes.reports.rules.page.words import TOO_FEW, in_, shown_value
from shared.errors import Text
from shared.values.reporting import FigureUnit

NOTHING = "\u2013"
PERIOD = Text("periode", "period")
NORM = Text("norm", "norm")
INTERVAL = Text("95 %-interval", "95 % interval")
NUMBERS = Text("Dezelfde cijfers in een tabel", "The same numbers in a table")


def table(
    heads: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]], caption: str, *, short: bool = False
) -> Markup:
    """A table whose first column names its rows, on one line when `short`; numeric columns stand to the right."""
    head = el("tr", *(el("th", name, scope="col", class_="n" if right else None) for name, right in heads))
    body = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            *(
                el("td", cell, class_="n" if right else None)
                for cell, (_, right) in zip(row[1:], heads[1:], strict=True)
            ),
        )
        for row in rows
    ]
    return el(
        "div",
        el("table", el("caption", caption), el("thead", head), el("tbody", *body)),
        class_="short" if short else None,
    )


def cell(value: str | None, unit: FigureUnit, language: str) -> str:
    """A value in a table; a dash where there is none."""
    return NOTHING if value is None else shown_value(value, unit, language)


def whole(value: int | None, language: str) -> str:
    """A count in a table."""
    return NOTHING if value is None else shown_value(str(value), FigureUnit.NUMBER, language)


def bounds(lower: str | None, upper: str | None, unit: FigureUnit, language: str) -> str:
    """An interval in a table."""
    if lower is None or upper is None:
        return NOTHING
    return f"{cell(lower, unit, language)}\u00a0\u2013\u00a0{cell(upper, unit, language)}"


def too_few(language: str) -> str:
    """What stands where a number is left out (F-08)."""
    return in_(TOO_FEW, language)
