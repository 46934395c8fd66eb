"""A report as one HTML page: no script, nothing from elsewhere, to be read on a screen, on paper and aloud."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from services.outcomes.reports.rules.model import Content
from services.outcomes.reports.rules.page import parts, pictures
from services.outcomes.reports.rules.page.figures import card
from services.outcomes.reports.rules.page.html import Markup, el, joined
from services.outcomes.reports.rules.page.parts import Seal
from services.outcomes.reports.rules.page.style import CSS
from services.outcomes.reports.rules.page.words import in_, period_text

_HASH = b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
# Nothing may run, nothing may be fetched, nobody may frame it; the one style is known by its hash.
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def render(content: Content, language: str, seal: Seal | None = None) -> str:
    """The whole page in a language ("en"; anything else is nl); the same content gives the same text."""
    language = "en" if language == "en" else "nl"
    figures = content.figures
    anchors = {number: f"f{number + 1}" for number in range(len(figures))}
    explained = list(enumerate((figure for figure in figures if figure.derivation), start=1))
    body = joined(
        parts.masthead(content, seal, language),
        el(
            "main",
            parts.overview(content, anchors, language),
            *_sections(content, anchors, language),
            parts.derivations(explained, language),
        ),
        el("footer", parts.rests_on(content, seal, language)),
    )
    title = f"{in_(content.title, language)}, {period_text(content.period, language)}"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width,initial-scale=1"),
        el("title", title),
        el("style", Markup(CSS)),
    )
    return f"<!doctype html>\n{el('html', head, el('body', body), lang=language)}\n"


def _sections(content: Content, anchors: dict[int, str], language: str) -> list[Markup]:
    """Each section: what must be known, then pictures, figures and tables."""
    made: list[Markup] = []
    number = whys = 0
    for section in content.sections:
        cards = []
        for figure in section.figures:
            whys += bool(figure.derivation)
            cards.append(card(figure, anchors[number], whys if figure.derivation else None, language))
            number += 1
        made.append(
            el(
                "section",
                el("h2", in_(section.title, language)),
                *(el("p", in_(note, language), class_="note") for note in section.notes),
                *cards,
                *(pictures.draw(picture, language) for picture in section.pictures),
                *(parts.listing(one, language) for one in section.listings),
                id=f"c-{section.code}",
            )
        )
    return made


__all__ = ["POLICY", "Seal", "render"]
