"""The parts of the page around the figures: what it is, what stands out, tables of facts, derivations, what it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from services.outcomes.reports.rules.model import Content, Figure, Listing
from services.outcomes.reports.rules.page.figures import norm_text, value_text, verdict_mark
from services.outcomes.reports.rules.page.html import Markup, el, joined
from services.outcomes.reports.rules.page.words import (
    DEMANDED,
    FREQUENCIES,
    READERS,
    RESOURCES,
    VERDICTS,
    WORDS,
    day_text,
    in_,
    period_text,
    unit_text,
)
from shared.values.terms import Verdict


@dataclass(frozen=True, slots=True)
class Seal:
    """What seals a submitted report: the day, by whom, and the SHA-256 of its content."""

    submitted_on: date
    submitted_by: str
    content_sha256: str


def masthead(content: Content, seal: Seal | None, language: str) -> Markup:
    """What the report is, about whom and when, and whether it stands."""
    word = WORDS[language]
    facts: list[tuple[str, str]] = [
        (word["period"], f"{period_text(content.period, language)} ({_days(content, language)})"),
    ]
    if content.contract_number is not None:
        facts.append((word["contract"], content.contract_number))
    facts += [
        (word["purchaser"], f"OIN {content.owner}"),
        (word["composed"], f"{day_text(content.composed_on, language)}, OIN {content.composed_by}"),
        (word["readers"], ", ".join(in_(READERS[reader], language) for reader in content.readers)),
        (word["frequency"], in_(FREQUENCIES[content.frequency], language)),
    ]
    if content.corrects is not None:
        facts.append((word["corrects"], str(content.corrects)))
    status = (
        el("span", word["draft"], class_="draft")
        if seal is None
        else el("span", f"{word['submitted']} {day_text(seal.submitted_on, language)}", class_="sealed")
    )
    views = f" ({', '.join(content.views)})" if content.views else ""
    return el(
        "header",
        el("p", word["kind"] + views, class_="kind"),
        el("h1", in_(content.title, language)),
        el("p", status),
        el("dl", *(joined(el("dt", name), el("dd", value)) for name, value in facts), class_="facts"),
    )


def _days(content: Content, language: str) -> str:
    first, last = day_text(content.first_day, language), day_text(content.last_day, language)
    return f"{first} {WORDS[language]['until']} {last}"


def overview(content: Content, anchors: dict[int, str], language: str) -> Markup | None:
    """How many norms were met, which narratives are missing, and all figures in one table."""
    figures = content.figures
    word = WORDS[language]
    story = (
        el("p", (content.narrative or "").strip(), class_="story") if content.narrative else None,
        el("p", word["noStory"], class_="silent") if content.untold_itself else None,
    )
    if not figures:
        told = any(story)
        return el("section", el("h2", word["overview"], id="overview"), *story) if told else None
    counted = Counter(figure.verdict for figure in figures if figure.verdict is not None)
    counts = [
        el("li", verdict_mark(verdict), el("b", str(counted[verdict])), in_(VERDICTS[verdict], language))
        for verdict in Verdict
        if counted
    ]
    untold = [(figure, anchors[number]) for number, figure in enumerate(figures) if figure.untold]
    owed = [one for one in untold if one[0].demanded]
    rest = [one for one in untold if not one[0].demanded]
    return el(
        "section",
        el("h2", word["overview"], id="overview"),
        el("ul", *counts, class_="counts") if counts else None,
        *story,
        _untold(owed, "owed", language) if owed else None,
        _untold(rest, "untold", language) if rest else None,
        _figures(figures, anchors, language),
    )


def _untold(untold: list[tuple[Figure, str]], word: str, language: str) -> Markup:
    named = [el("li", el("a", in_(figure.name, language), href=f"#{anchor}")) for figure, anchor in untold]
    return el("div", el("p", el("strong", WORDS[language][word])), el("ul", *named), class_=word)


def _figures(figures: tuple[Figure, ...], anchors: dict[int, str], language: str) -> Markup:
    word = WORDS[language]
    heads = el(
        "tr",
        el("th", word["figure"], scope="col"),
        el("th", word["value"], scope="col", class_="n"),
        el("th", word["norm"], scope="col"),
        el("th", word["verdict"], scope="col"),
    )
    rows = []
    for number, figure in enumerate(figures):
        unit = unit_text(figure.unit, figure.unit_name, language)
        name = el("a", in_(figure.name, language), href=f"#{anchors[number]}")
        verdict = None
        if figure.verdict is not None:
            verdict = el(
                "span",
                verdict_mark(figure.verdict),
                in_(VERDICTS[figure.verdict], language),
                class_="verdict",
            )
        rows.append(
            el(
                "tr",
                el("th", name, f" ({unit})" if unit else None, scope="row"),
                el("td", value_text(figure, language), class_="n"),
                el("td", norm_text(figure, language)),
                el("td", verdict),
            )
        )
    return el(
        "table", el("caption", word["allFigures"]), el("thead", heads), el("tbody", *rows), class_="all"
    )


def listing(found: Listing, language: str) -> Markup:
    """A table of facts, or what it means that there are none."""
    title = el("h3", in_(found.title, language))
    if not found.rows:
        return joined(title, el("p", in_(found.empty, language), class_="note"))
    heads = [
        el("th", in_(column.name, language), scope="col", class_="n" if column.numeric else None)
        for column in found.columns
    ]
    rows = []
    for row in found.rows:
        first, *rest = [in_(cell, language) for cell in row]
        cells = [
            el("td", cell, class_="n" if column.numeric else None)
            for cell, column in zip(rest, found.columns[1:], strict=True)
        ]
        rows.append(el("tr", el("th", first, scope="row"), *cells))
    return joined(title, el("table", el("thead", el("tr", *heads)), el("tbody", *rows)))


def derivations(explained: list[tuple[int, Figure]], language: str) -> Markup | None:
    """How each figure came about, step by step, under the number that its card names."""
    if not explained:
        return None
    parts = []
    for number, figure in explained:
        steps = [
            el("li", in_(step.text, language), " ", el("span", f"({step.rule})", class_="rule"))
            for step in figure.derivation
        ]
        title = f"{number}. {in_(figure.name, language)}, {period_text(figure.period, language)}"
        parts.append(el("section", el("h3", title), el("ol", *steps), id=f"w{number}"))
    return el("section", el("h2", WORDS[language]["why"], id="why"), *parts, class_="why")


def rests_on(content: Content, seal: Seal | None, language: str) -> Markup:
    """What was read, how far the feeds were taken over, which small numbers are left out, and the seal."""
    word = WORDS[language]
    counted = Counter(source.resource for source in content.sources)
    read = [
        f"{count} \u00d7 {in_(RESOURCES[name], language) if name in RESOURCES else name}"
        for name, count in sorted(counted.items())
    ]
    positions = [f"{one.feed} {one.position}" for one in content.positions]
    lines = [
        el("p", f"{word['small']} {content.small_number}.") if content.small_number else None,
        el("p", f"{word['read']}: {', '.join(read) or word['nothing']}. {word['versions']}"),
        el("p", f"{word['positions']}: {', '.join(positions)}.") if positions else None,
        el("p", in_(DEMANDED, language)),
    ]
    if seal is not None:
        lines.append(
            el("p", f"{word['sealedBy']} {day_text(seal.submitted_on, language)}, OIN {seal.submitted_by}. SHA-256: ",
               el("code", seal.content_sha256))
        )  # fmt: skip
    return el("section", el("h2", word["rests"], id="rests"), *lines, class_="seal")
