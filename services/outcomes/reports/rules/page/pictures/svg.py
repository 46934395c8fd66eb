"""A drawing of lines, shapes and words that never lie over each other: the few primitives behind every picture."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from services.outcomes.reports.rules.page.html import Attribute, Markup, el, number
from services.outcomes.reports.rules.page.style import INK, LINE, PAPER, SOFT

WIDTH = 680.0
FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
SMALL, NORMAL = 12, 13
DASHED, DOTTED = "7 4", "1.5 3.5"

# Arial's widths in thousandths of the size, from the space to the tilde; the widest of a family that browsers put for it.
_WIDTHS = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]  # fmt: skip


def measure(text: str, size: float = SMALL) -> float:
    """How wide a text is, in the drawing's units, with a little to spare."""
    return sum(_width(letter) for letter in text) * size / 1000 * 1.03


def _width(letter: str) -> int:
    place = ord(letter) - 32
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    if unicodedata.combining(letter):
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter:
        return _width(plain)
    return 1000 if unicodedata.east_asian_width(letter) in "WF" else 600


def fitted(text: str, width: float, size: float = SMALL) -> str:
    """The text, cut with an ellipsis where it is wider than that."""
    if measure(text, size) <= width:
        return text
    while text and measure(text + "\u2026", size) > width:
        text = text[:-1]
    return text.rstrip() + "\u2026"


def wrapped(text: str, width: float, size: float = SMALL, lines: int = 2) -> list[str]:
    """The text in at most so many lines, broken at spaces; the last one is cut where it does not fit."""
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines - 1:
        row = words.pop(0)
        while words and measure(f"{row} {words[0]}", size) <= width:
            row = f"{row} {words.pop(0)}"
        rows.append(fitted(row, width, size))
    if words:
        rows.append(fitted(" ".join(words), width, size))
    return rows or [""]


@dataclass(slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box, gap: float = 1.5) -> bool:
        """Whether two lie over each other, or closer than the gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


@dataclass(slots=True)
class Drawing:
    """A picture being drawn: `code` makes its ids its own; words are noted, so that labels keep out of each other's way."""

    code: str
    height: float
    width: float = WIDTH
    parts: list[Markup] = field(default_factory=list)
    defs: list[Markup] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = INK, width: float = 1.0, dash: str | None = None
    ) -> None:  # fmt: skip
        """A straight line."""
        self.parts.append(
            el("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, stroke_dasharray=dash)
        )

    def polyline(
        self, points: list[tuple[float, float]], stroke: str = INK, width: float = 1.5, dash: str | None = None
    ) -> None:  # fmt: skip
        """A line through points; nothing for fewer than two."""
        if len(points) > 1:
            path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
            self.parts.append(
                el("polyline", points=path, fill="none", stroke=stroke, stroke_width=width, stroke_linejoin="round",
                   stroke_dasharray=dash)
            )  # fmt: skip

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str = "none", stroke: str | None = None
    ) -> None:
        """A rectangle."""
        self.parts.append(el("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=stroke))

    def text(
        self, x: float, y: float, words: str, *, anchor: str = "start", size: int = SMALL, fill: str = INK,
        bold: bool = False, halo: bool = False, take: bool = True,
    ) -> None:  # fmt: skip
        """Words with their baseline at y; with a halo they stand clear of lines behind them."""
        around: dict[str, Attribute] = {
            "stroke": PAPER,
            "stroke_width": 3.5,
            "paint_order": "stroke",
            "stroke_linejoin": "round",
        }
        self.parts.append(
            el("text", words, x=x, y=y, text_anchor=None if anchor == "start" else anchor, font_size=size, fill=fill,
               font_weight="bold" if bold else None, **(around if halo else {}))
        )  # fmt: skip
        if take:
            self.taken.append(box_of(x, y, words, anchor, size))

    def label(self, places: list[tuple[float, float, str]], words: str, size: int = SMALL) -> bool:
        """Words at the first of the places (x, baseline, anchor) that is free and inside; False where none is."""
        for x, y, anchor in places:
            box = box_of(x, y, words, anchor, size)
            inside = box.left >= 0 and box.right <= self.width and box.top >= 0 and box.bottom <= self.height
            if inside and not any(box.touches(other) for other in self.taken):
                self.text(x, y, words, anchor=anchor, size=size, halo=True)
                return True
        return False

    def mark(self, shape: str, x: float, y: float, radius: float = 4.5, *, fill: str = INK) -> None:
        """A marker: circle, square, triangle, down, diamond or cross; filled, or hollow when `fill` is paper."""
        if shape == "circle":
            self.parts.append(el("circle", cx=x, cy=y, r=radius, fill=fill, stroke=INK, stroke_width=1.5))
            return
        if shape == "cross":
            self.line(x - radius, y - radius, x + radius, y + radius, width=1.6)
            self.line(x - radius, y + radius, x + radius, y - radius, width=1.6)
            return
        corners = " ".join(
            f"{number(x + dx * radius)},{number(y + dy * radius)}" for dx, dy in _CORNERS[shape]
        )
        self.parts.append(
            el("polygon", points=corners, fill=fill, stroke=INK, stroke_width=1.5, stroke_linejoin="round")
        )

    def along(self, points: list[tuple[float, float]]) -> None:
        """Keep labels off the line between two points."""
        if len(points) == 2:
            (x1, y1), (x2, y2) = points
            count = max(2, round(hypot(x2 - x1, y2 - y1) / 6))
            for part in range(1, count):
                x, y = x1 + (x2 - x1) * part / count, y1 + (y2 - y1) * part / count
                self.taken.append(Box(x - 1, y - 1, x + 1, y + 1))

    def hatch(self, name: str, base: str, stroke: str, shape: str) -> str:
        """A pattern of lines, or dots, on a ground; what to fill with."""
        identity = f"{self.code}-{name}"
        over = (
            el("path", d="M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6", stroke=stroke, stroke_width=1.3, fill="none")
            if shape == "lines"
            else el("circle", cx=4, cy=4, r=1.1, fill=stroke)
        )
        ground = el("rect", width=8, height=8, fill=base)
        self.defs.append(
            el("pattern", ground, over, id=identity, width=8, height=8, patternUnits="userSpaceOnUse")
        )
        return f"url(#{identity})"

    def finished(self, title: str, about: str) -> Markup:
        """The picture with its name and description for who does not see it."""
        return el(
            "svg",
            el("title", title, id=f"{self.code}-t"),
            el("desc", about, id=f"{self.code}-d"),
            el("defs", *self.defs) if self.defs else None,
            *self.parts,
            viewBox=f"0 0 {number(self.width)} {number(self.height)}",
            role="img",
            aria_labelledby=f"{self.code}-t {self.code}-d",
            font_family=FONT,
            xmlns="http://www.w3.org/2000/svg",
        )


_CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0.0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    "down": ((0.0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
    "diamond": ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)),
}
SHAPES = ("circle", "square", "triangle", "diamond")
DASHES = (None, DASHED, DOTTED, "10 3 2 3")


def box_of(x: float, y: float, words: str, anchor: str, size: float) -> Box:
    """The room that words take with their baseline at y."""
    width = measure(words, size)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - size * 0.92, left + width, y + size * 0.24)


def apart(heights: list[float], gap: float, low: float, high: float) -> list[float]:
    """Heights pushed apart to at least the gap, in their order, between two ends."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = [max(low, heights[index]) for index in order]
    for before, after in pairwise(range(len(placed))):
        placed[after] = max(placed[after], placed[before] + gap)
    for after, before in pairwise(range(len(placed) - 1, -1, -1)):
        placed[after] = min(placed[after], high - gap * (len(placed) - 1 - after))
        placed[before] = min(placed[before], placed[after] - gap)
    if placed:
        placed[-1] = min(placed[-1], high)
    found = [0.0] * len(heights)
    for place, index in enumerate(order):
        found[index] = placed[place]
    return found


__all__ = [
    "DASHED", "DASHES", "DOTTED", "LINE", "NORMAL", "SHAPES", "SMALL", "SOFT", "WIDTH", "Box", "Drawing", "apart",
    "box_of", "fitted", "measure", "wrapped",
]  # fmt: skip
