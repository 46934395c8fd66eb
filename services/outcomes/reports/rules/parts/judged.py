"""The verdict on the contract year, and what accountants state of it (R-S03, R-O28)."""

from __future__ import annotations

from services.outcomes.audits.rules import AuditStatement
from services.outcomes.audits.rules.overview import overview
from services.outcomes.reports.rules.material import Material, both, section
from services.outcomes.reports.rules.model import Column, Figure, Listing, Section, reasons
from services.outcomes.reports.rules.page.words import day_text
from services.outcomes.verdicts.rules import published_reasons
from shared.errors import Text
from shared.values import Derivation, Money, Sentence
from shared.values.reporting import FigureState, FigureUnit
from shared.values.terms import AuditOpinion, Verdict

_OPINIONS = {
    AuditOpinion.UNQUALIFIED: Text("goedkeurend", "unqualified"),
    AuditOpinion.QUALIFIED: Text("met beperking", "qualified"),
    AuditOpinion.ADVERSE: Text("afkeurend", "adverse"),
    AuditOpinion.DISCLAIMER: Text("oordeelonthouding", "disclaimer"),
}
_COUNTED = {
    Verdict.MET: Text("Afspraken gehaald", "Agreements met"),
    Verdict.NOT_MET: Text("Afspraken niet gehaald", "Agreements not met"),
    Verdict.NOT_JUDGEABLE: Text("Afspraken niet te beoordelen", "Agreements not judgeable"),
}
_NO_VERDICT = Text("Over dit jaar is er nog geen oordeel.", "There is no verdict on this year yet.")
_NO_STATEMENT = Text(
    "Er is over dit jaar geen controleverklaring; zonder verklaring blijft de inhouding staan (R-S03).",
    "There is no accountant's statement on this year; without one the retention stays (R-S03).",
)
_COMPLETE = Text("niets", "nothing")
_NOTHING_DUE = Text("In dit jaar is nog niets verschuldigd.", "Nothing is due in this year yet.")
REGISTERED = Sentence(
    "report.completeness",
    nl="Van {due} metingen die over {year} verschuldigd zijn, staan er {registered}.",
    en="Of {due} measurements due for {year}, {registered} are there.",
)


def verdict(material: Material) -> Section:
    """How many agreements of the year were met, and the whole, with its reasons."""
    known = material.verdicts.get(material.year)
    if known is None:
        return section("verdict", "Oordeel over het jaar", "Verdict on the year", notes=(_NO_VERDICT,))
    judged, why = known
    period = str(judged.year)
    # The reasons of the whole: those of each indicator stand with its own figure.
    whole = reasons(published_reasons(why, 1))
    figures = tuple(
        Figure(
            f"verdict-{kind.value.lower()}", _COUNTED[kind], FigureUnit.NUMBER, period, FigureState.SHOWN,
            str(sum(one.verdict is kind for one in judged.years)),
        )
        for kind in Verdict
    )  # fmt: skip
    return section(
        "verdict", "Oordeel over het jaar", "Verdict on the year", figures=figures,
        notes=tuple(reason.text for reason in whole),
    )  # fmt: skip


def audits(material: Material) -> Section:
    """What the statement on the year covers and leaves open, every statement, and production by provider (R-O28, R-S63)."""
    stated = [
        one
        for one in sorted(material.statements, key=lambda one: one.id, reverse=True)
        if one.year == material.year
    ]
    rows = tuple(_row(one) for one in stated)
    columns = (
        Column(Text("Verklaring van", "Stated on")), Column(Text("Accountant", "Auditor")), Column(Text("Oordeel", "Opinion")),
        Column(Text("Dekt processen", "Covers processes")), Column(Text("Niet gedekt", "Not covered")),
    )  # fmt: skip
    listing = Listing("statements", Text("Controleverklaringen", "Statements"), columns, rows, _NO_STATEMENT)
    coverage = _coverage(material, stated)
    return section("audits", "Controleverklaring", "Accountant's statement", listings=(listing, *coverage))


def _coverage(material: Material, stated: list[AuditStatement]) -> tuple[Listing, ...]:
    """Which indicators the statement covers, and what each provider stated of its production."""
    if material.contract is None:
        return ()
    newest = {(one.kind, one.provider): one for one in reversed(stated)}
    found = overview(material.contract, material.indicators, material.year, list(newest.values()))
    covered = Listing(
        "covered", Text("Gedekt door de verklaring", "Covered by the statement"),
        (Column(Text("Afspraak", "Agreement")), Column(Text("Verschuldigd", "Due")), Column(Text("Gedekt", "Covered"))),
        tuple(
            (both(f"{one.number} {one.name}"), _yes(one.due), _yes(one.covered)) for one in found.indicators
        ),
        Text("Het contract heeft geen afspraken.", "The contract has no agreements."),
    )  # fmt: skip
    production = Listing(
        "production", Text("Productieverklaringen", "Production statements"),
        (
            Column(Text("Aanbieder", "Provider")), Column(Text("Opgegeven", "Stated"), numeric=True),
            Column(Text("Vastgesteld", "Audited"), numeric=True), Column(Text("Verschil", "Difference"), numeric=True),
        ),
        tuple(
            (
                both(f"OIN {one.provider}"), _amount(one.amount_stated_cents), _amount(one.amount_audited_cents),
                _amount(one.difference_cents),
            )
            for one in found.production
        ),
        Text("Het contract heeft geen aanbieders.", "The contract has no providers."),
    )  # fmt: skip
    return covered, production


def _yes(value: bool) -> Text:
    return Text("ja", "yes") if value else Text("nee", "no")


def _amount(cents: int | None) -> Text:
    if cents is None:
        return both("\u2013")
    return Text(Money(cents).text("nl"), Money(cents).text("en"))


def complete(material: Material) -> Section:
    """How much of what was due in the year is registered, in all and by indicator (R-O32)."""
    found = material.completeness
    period = str(material.year)
    if found is None or found.share_basis_points is None:
        return section("completeness", "Volledigheid", "Completeness", notes=(_NOTHING_DUE,))
    why = Derivation().because(
        "R-O32", REGISTERED, registered=found.registered, due=found.due, year=found.year
    )
    figure = Figure(
        "completeness", Text("Geregistreerd van verschuldigd", "Registered of due"), FigureUnit.BASIS_POINTS, period,
        FigureState.SHOWN, str(found.share_basis_points), derivation=reasons(why),
    )  # fmt: skip
    listing = Listing(
        "registered", Text("Per afspraak", "By agreement"),
        (
            Column(Text("Afspraak", "Agreement")), Column(Text("Verschuldigd", "Due"), numeric=True),
            Column(Text("Geregistreerd", "Registered"), numeric=True), Column(Text("Nulmeting", "Baseline")),
        ),
        tuple(
            (both(f"{one.number} {one.name}"), both(str(one.due)), both(str(one.registered)), _yes(one.baseline))
            for one in found.indicators
        ),
        _NOTHING_DUE,
    )  # fmt: skip
    return section("completeness", "Volledigheid", "Completeness", figures=(figure,), listings=(listing,))


def _row(statement: AuditStatement) -> tuple[Text, ...]:
    gaps = ", ".join(statement.gaps)
    return (
        Text(*(day_text(statement.stated_on, language) for language in ("nl", "en"))),
        both(f"OIN {statement.auditor}"),
        _OPINIONS[statement.opinion],
        Text("ja", "yes") if statement.covers_processes else Text("nee", "no"),
        both(gaps) if gaps else _COMPLETE,
    )
