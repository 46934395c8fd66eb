"""The page as text: whole by itself, escaped, complete, in the reader's language, the same every time."""

import hashlib
import re
from base64 import b64encode
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.reports.rules.model import Column, Listing, Section
from services.outcomes.reports.rules.page import POLICY, Seal, render
from services.outcomes.reports.rules.page.html import el, joined, number, written
from services.outcomes.reports.rules.page.words import (
    bound_text,
    day_text,
    period_text,
    plain_number,
    shown_value,
)
from services.outcomes.reports.rules.pictures import Picture
from shared.values.reporting import FigureState, FigureUnit
from tests.services.outcomes.examples import LEAD
from tests.services.outcomes.reports import examples
from tests.services.outcomes.reports.examples import HOSTILE, STORY, content, figure, said

TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "section",
        "article",
        "figure",
        "figcaption",
        "div",
        "p",
        "span",
        "strong",
        "b",
        "small",
        "code",
        "h1",
        "h2",
        "h3",
        "h4",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "a",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "desc",
        "defs",
        "pattern",
        "rect",
        "circle",
        "line",
        "polyline",
        "polygon",
        "path",
        "text",
    ]
)


class Read(HTMLParser):
    """What a browser would make of a page: its elements, ids, links and words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags[tag] += 1
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


@pytest.mark.parametrize(
    "page", [render(content(), "nl"), render(examples.crowded(), "en")], ids=["nl", "en"]
)
def test_a_page_is_whole_and_runs_nothing(page: str) -> None:
    """Only elements of our own making, no script, no style or handler on an element, no address of elsewhere."""
    seen = Read(page)
    assert set(seen.tags) <= TAGS, set(seen.tags) - TAGS
    names = {name for name, _ in seen.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert not names & {"style", "src", "srcset", "xlink:href"}
    links = [value or "" for name, value in seen.attributes if name == "href"]
    ids = [value for name, value in seen.attributes if name == "id"]
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(ids) == len(set(ids))
    elsewhere = re.findall(r"https?://[^\"<]*", page.replace(HOSTILE, ""))
    assert {one for one in elsewhere if "w3.org" not in one} <= {
        "http://elsewhere.example/x.png&quot;&gt; &#x27;&quot;"
    }


def test_the_policy_lets_through_this_style_alone() -> None:
    """The hash in the Content-Security-Policy is that of the page's one style element; nothing else is allowed."""
    (style,) = re.findall(r"<style>(.*?)</style>", render(content(), "nl"), re.S)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert POLICY.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}';" in POLICY


@given(text=st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_whatever_is_said_is_words(text: str) -> None:
    """Any text in a name, a story, a table or a picture stays words: no element comes of it, and nothing gets lost."""
    row = Listing(
        "l", said(text), (Column(said(text)), Column(said(text))), ((said(text), said(text)),), said(text)
    )
    pictures = tuple(
        Picture(
            one.code, said(text), said(text), one.run, one.funnel, one.profile, one.comparison, one.change
        )
        for one in examples.pictures()[:1]
    )
    told = figure(name=said(text), narrative=text, unit_name=text)
    plain = content(sections=(Section("x", said("x"), (figure(),), examples.pictures()[:1]),))
    odd = content(
        title=said(text), contract_number=text, narrative=text,
        sections=(Section("x", said(text), (told,), pictures, (row,), (said(text),)),),
    )  # fmt: skip
    seen = Read(render(odd, "nl"))
    assert set(seen.tags) <= TAGS
    assert seen.tags["svg"] == Read(render(plain, "nl")).tags["svg"]


@pytest.mark.rule("R-O27")
def test_a_figure_that_stands_alone_is_named() -> None:
    """What is owed is listed apart from what merely lacks a story, and each card says so itself."""
    bare = figure("bare", name=said("Zonder verhaal"), narrative=None, demanded=False)
    owed = figure("owed", name=said("Verplicht verhaal"), narrative=" ", demanded=True)
    made = content(sections=(Section("x", said("x"), (figure(), bare, owed)),), narrative=None)
    page = render(made, "nl")
    assert (made.untold, made.owed, made.untold_itself) == (("bare", "owed"), ("owed",), True)
    assert page.count("Toelichting ontbreekt") == 2
    boxes = dict(re.findall(r'<div class="(owed|untold)">(.*?)</div>', page, re.S))
    assert "Verplicht verhaal" in boxes["owed"]
    assert "Zonder verhaal" in boxes["untold"]
    assert "Zonder verhaal" not in boxes["owed"]
    assert "Het verhaal bij deze rapportage ontbreekt" in page
    assert STORY in page


def test_every_figure_has_its_value_story_and_derivation() -> None:
    """All figures stand in the table at the top and as a card, each with a link to its steps."""
    page = render(content(), "nl")
    for place, one in enumerate(content().figures, start=1):
        assert page.count(f'href="#f{place}"') >= 1
        assert f'<article id="f{place}"' in page
        assert one.narrative is None or written(one.narrative) in page
    assert "7.4 bij een norm van ten minste 7.0 (contractversie 3): gehaald." in page
    assert 'href="#w1"' in page
    assert '<section id="w1">' in page


@pytest.mark.rule("F-08")
def test_what_is_not_there_says_why_and_is_no_nought() -> None:
    """Too few, not measured, not available: in words, never 0."""
    states = {FigureState.SUPPRESSED: "te klein om te tonen", FigureState.NOT_MEASURED: "niet gemeten"}
    for state, words in states.items():
        made = content(sections=(Section("x", said("x"), (figure(state=state, value=None),)),))
        page = render(made, "nl")
        assert words in page
        assert '<p class="value absent">0' not in page


def test_a_sealed_page_says_so() -> None:
    """A draft says that it is one; a submitted report its day, its maker and the hash of its content."""
    draft = render(content(), "en")
    sealed = render(content(), "en", Seal(date(2026, 7, 14), LEAD, "ab" * 32))
    assert "Draft: not submitted yet" in draft
    assert "Submitted on 14 July 2026" in sealed
    assert "ab" * 32 in sealed
    assert "Draft" not in sealed


def test_the_same_content_gives_the_same_page() -> None:
    """Twice the same text in each language, and another in the other; an unknown language is Dutch."""
    pages = [render(content(), language) for language in ("nl", "en", "nl", "fr")]
    assert pages[0] == pages[2] == pages[3]
    assert pages[0] != pages[1]
    assert [re.findall(r'<html lang="(..)">', page) for page in pages] == [["nl"], ["en"], ["nl"], ["nl"]]


def test_under_each_picture_stand_its_numbers() -> None:
    """Every picture is followed by a table in the same figure, with the values that it shows."""
    page = render(content(), "nl")
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert len(figures) == len(examples.pictures())
    for one in figures:
        svg, _, table = one.partition("</svg>")
        assert 'role="img"' in svg
        assert "<desc" in svg
        assert "<table>" in table or '<div class="short">' in table
    assert "3,15" in figures[3]
    assert "€\u00a02.080,00" in figures[5]
    assert "7,4" in figures[4]


def test_markup_is_built_never_pasted() -> None:
    """Words are escaped, control characters replaced, attributes quoted; what is None or False is left out."""
    assert el("p", "<b>", joined(el("i", "x"), "&"), class_="a", hidden=True, lang=None) == (
        '<p class="a" hidden>&lt;b&gt;<i>x</i>&amp;</p>'
    )
    assert written("a\x00b") == "a\ufffdb"
    assert el("meta", name='"x"') == '<meta name="&quot;x&quot;">'
    assert [number(value) for value in (1.0, 1.239, -0.001, 1.5)] == ["1", "1.24", "0", "1.5"]


def test_numbers_and_days_as_they_are_written() -> None:
    """Dutch and English, money, shares, periods; long fractions are cut to what a reader can use."""
    assert [plain_number("1234.50", one) for one in ("nl", "en")] == ["1.234,50", "1,234.50"]
    assert plain_number("-7.123456", "nl") == "\u22127,123"
    assert plain_number("about 5", "nl") == "about 5"
    assert shown_value("7720", FigureUnit.BASIS_POINTS, "nl") == "77,2\u00a0%"
    assert shown_value("110000000", FigureUnit.CENTS, "en") == "€\u00a01,100,000.00"
    assert bound_text("7.285016", FigureUnit.SCORE, "nl") == "7,29"
    assert day_text(date(2026, 7, 1), "nl") == "1 juli 2026"
    named = [period_text(code, "nl") for code in ("2026", "2026-Q2", "2026-H1", "2026-03", "2026-W23")]
    assert named == ["2026", "tweede kwartaal 2026", "eerste helft van 2026", "maart 2026", "2026-W23"]
