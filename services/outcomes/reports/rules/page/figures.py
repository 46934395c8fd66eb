"""A figure on the page: its value against its norm, its verdict in shape and word, its story, and where its derivation stands."""

from __future__ import annotations

from services.outcomes.reports.rules.model import Figure
from services.outcomes.reports.rules.page.html import Markup, el
from services.outcomes.reports.rules.page.pictures.scales import Scale, spread
from services.outcomes.reports.rules.page.pictures.svg import (
    DASHED,
    LINE,
    SOFT,
    WIDTH,
    Drawing,
    fitted,
    measure,
)
from services.outcomes.reports.rules.page.pictures.tables import NOTHING
from services.outcomes.reports.rules.page.style import INK, PAPER
from services.outcomes.reports.rules.page.words import (
    OPERATORS,
    TOO_FEW,
    VERDICTS,
    bound_text,
    in_,
    period_text,
    plain_number,
    shown_value,
    unit_text,
)
from shared.errors import Text
from shared.values.reporting import FigureState
from shared.values.terms import Verdict

_STATES = {
    FigureState.SUPPRESSED: TOO_FEW,
    FigureState.NOT_MEASURED: Text("niet gemeten", "not measured"),
    FigureState.NOT_AVAILABLE: Text("niet beschikbaar", "not available"),
}
_INTERVAL = Text("95 %-interval {lower} \u2013 {upper}", "95 % interval {lower} \u2013 {upper}")
_ALONE = Text(
    "Toelichting ontbreekt: een cijfer staat nooit alleen.",
    "The narrative is missing: a figure never stands alone.",
)
_WHY = Text("afleiding {number}", "derivation {number}")
_STRIP = Text(
    "{name}: {value}, norm {norm}, op een schaal van {low} tot {high}.",
    "{name}: {value}, norm {norm}, on a scale from {low} to {high}.",
)


def verdict_mark(verdict: Verdict) -> Markup:
    """A verdict's shape: a filled circle, a filled triangle, a hollow diamond; the word stands beside it."""
    inner = {
        Verdict.MET: el("circle", cx=7, cy=7, r=5.2, fill=INK),
        Verdict.NOT_MET: el("polygon", points="7,1.5 13,12.5 1,12.5", fill=INK),
        Verdict.NOT_JUDGEABLE: el(
            "polygon", points="7,1 13,7 7,13 1,7", fill=PAPER, stroke=INK, stroke_width=1.6
        ),
    }[verdict]
    return el("svg", inner, class_="mark", viewBox="0 0 14 14", aria_hidden="true", focusable="false")


def value_text(figure: Figure, language: str) -> str:
    """The figure's value, or why there is none, in a few words."""
    if figure.state is not FigureState.SHOWN or figure.value is None:
        return in_(_STATES.get(figure.state, Text(NOTHING, NOTHING)), language)
    return shown_value(figure.value, figure.unit, language)


def norm_text(figure: Figure, language: str) -> str:
    """The norm with its operator; empty where there is none."""
    if figure.norm is None:
        return ""
    side = f"{in_(OPERATORS[figure.operator], language)} " if figure.operator else ""
    return side + shown_value(figure.norm, figure.unit, language)


def card(figure: Figure, anchor: str, why: int | None, language: str) -> Markup:
    """A figure as a card: never without its narrative, or without saying that it is missing (R-O27)."""
    shown = figure.state is FigureState.SHOWN and figure.value is not None
    unit = unit_text(figure.unit, figure.unit_name, language)
    value = el(
        "p",
        value_text(figure, language),
        el("small", f" {unit}") if unit and shown else None,
        class_="value" if shown else "value absent",
    )
    told = [el("span", period_text(figure.period, language))]
    if _is_plain(figure):
        return _row(figure, anchor, why, language)
    strip = _strip(figure, anchor, language)
    if figure.norm is not None and strip is None:
        told.append(el("span", f"norm: {norm_text(figure, language)}"))
    if figure.verdict is not None:
        word = in_(VERDICTS[figure.verdict], language)
        told.insert(0, el("span", verdict_mark(figure.verdict), word, class_="verdict"))
    if figure.respondents is not None:
        told.append(el("span", f"n = {plain_number(str(figure.respondents), language)}"))
    if figure.lower is not None and figure.upper is not None:
        bounds = {
            name: bound_text(getattr(figure, name), figure.unit, language) for name in ("lower", "upper")
        }
        told.append(el("span", _INTERVAL.render(language, bounds)))
    if why is not None:
        told.append(el("a", _WHY.render(language, {"number": why}), href=f"#w{why}"))
    return el(
        "article",
        el("div", el("h3", in_(figure.name, language)), value, class_="head"),
        el("p", *told, class_="told"),
        strip,
        el("p", in_(figure.reason, language), class_="note") if figure.reason is not None else None,
        _story(figure, language),
        id=anchor,
    )


def _is_plain(figure: Figure) -> bool:
    """Whether there is nothing to tell beside the number: no norm, no verdict, no story, no reason."""
    beside = (figure.norm, figure.verdict, figure.narrative, figure.reason, figure.lower)
    return not figure.indicator and all(one is None for one in beside)


def _row(figure: Figure, anchor: str, why: int | None, language: str) -> Markup:
    """A plain number on one line."""
    shown = figure.state is FigureState.SHOWN and figure.value is not None
    unit = unit_text(figure.unit, figure.unit_name, language)
    told = [period_text(figure.period, language)]
    if figure.respondents is not None:
        told.append(f"n = {plain_number(str(figure.respondents), language)}")
    link = None
    if why is not None:
        link = el("a", _WHY.render(language, {"number": why}), href=f"#w{why}")
    return el(
        "article",
        el("div",
           el("div", el("h3", in_(figure.name, language)), el("p", *(el("span", one) for one in told), link, class_="told")),
           el("p", value_text(figure, language), el("small", f" {unit}") if unit and shown else None,
              class_="value" if shown else "value absent"),
           class_="head"),
        id=anchor, class_="plain",
    )  # fmt: skip


def _story(figure: Figure, language: str) -> Markup | None:
    if (figure.narrative or "").strip():
        return el("p", (figure.narrative or "").strip(), class_="story")
    return el("p", in_(_ALONE, language), class_="silent") if figure.untold else None


def _strip(figure: Figure, anchor: str, language: str) -> Markup | None:
    """The value with its interval and its norm on one line; None where there is nothing to hold it against."""
    if figure.state is not FigureState.SHOWN or figure.value is None or figure.norm is None:
        return None
    if (
        figure.lowest is not None
        and figure.highest is not None
        and float(figure.lowest) < float(figure.highest)
    ):
        low, high = float(figure.lowest), float(figure.highest)
        ends = [shown_value(one, figure.unit, language) for one in (figure.lowest, figure.highest)]
    else:
        low, high = spread([figure.value, figure.norm, figure.lower, figure.upper], least=1.0)
        ends = ["", ""]
    drawing = Drawing(f"s-{anchor}", 42)
    margins = [measure(text) + 10 if text else 6 for text in ends]
    across = Scale(low, high, margins[0], WIDTH - margins[1])
    y = 14.0
    drawing.line(margins[0], y, WIDTH - margins[1], y, stroke=LINE, width=1.2)
    for end, x, side in ((ends[0], 0.0, "start"), (ends[1], WIDTH, "end")):
        if end:
            drawing.text(x, y + 4, end, anchor=side, fill=SOFT)
    norm = across(figure.norm)
    drawing.line(norm, y - 11, norm, y + 12, width=1.6, dash=DASHED)
    if figure.lower is not None and figure.upper is not None:
        drawing.line(across(figure.lower), y, across(figure.upper), y, width=2.4)
        for bound in (figure.lower, figure.upper):
            drawing.line(across(bound), y - 5, across(bound), y + 5, width=1.6)
    drawing.mark("circle", across(figure.value), y, 5)
    words = fitted(f"norm: {norm_text(figure, language)}", WIDTH - 12)
    half = measure(words) / 2
    drawing.text(min(max(norm, half), WIDTH - half), y + 25, words, anchor="middle")
    facts = {
        "name": in_(figure.name, language), "value": value_text(figure, language), "norm": norm_text(figure, language),
        "low": shown_value(figure.lowest, figure.unit, language) if figure.lowest else plain_number(f"{low:.1f}", language),
        "high": shown_value(figure.highest, figure.unit, language) if figure.highest else plain_number(f"{high:.1f}", language),
    }  # fmt: skip
    made = drawing.finished(in_(figure.name, language), _STRIP.render(language, facts))
    return Markup(made.replace("<svg ", '<svg class="strip" ', 1))
