"""What became of the results that were wanted for single clients, counted (R-O24, R-O25, D-42), and what a year cost (R-X10)."""

from __future__ import annotations

from services.outcomes.reports.rules.material import Material, absent, section
from services.outcomes.reports.rules.model import Figure, Section, reasons
from services.outcomes.reports.rules.pictures import Picture, Profile, ProfileRow
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.care_courses import ClientVerdict
from shared.values.reporting import FigureState, FigureUnit

OUTSIDE = Sentence(
    "report.results.outside",
    nl="{part} van {judged} beoordeelde resultaten is niet aan de aanbieder toe te schrijven.",
    en="{part} of {judged} judged results is not attributable to the provider.",
)
POSTED = Sentence(
    "report.money.posted",
    nl="Over {year} is {posted_cents} aan termijnen geboekt en {released_cents} uit de inhouding vrijgegeven.",
    en="For {year} {posted_cents} of instalments was posted and {released_cents} of the retention was released.",
)
_LEVELS = (
    (ClientVerdict.NOT_ACHIEVED, Text("niet bereikt", "not achieved")),
    (ClientVerdict.PARTLY_ACHIEVED, Text("deels bereikt", "partly achieved")),
    (ClientVerdict.ACHIEVED, Text("bereikt", "achieved")),
    (ClientVerdict.NOT_JUDGEABLE, Text("niet te beoordelen", "not judgeable")),
)
_NONE = Text(
    "In deze periode liep van geen gewenst resultaat de termijn af.",
    "In this period the term of no desired result ended.",
)
_BUDGET = Text(
    "De begroting staat bij de contracten en de afrekening; zij bereikt de resultaten niet.",
    "The budget is kept in contracts and settlement; it does not reach outcomes.",
)
_UNPOSTED = Text(
    "De afrekening heeft over dit jaar nog niets geboekt.", "Settlement has posted nothing for this year yet."
)


def client_results(material: Material) -> Section:
    """Due, judged, open and disputed, the verdicts as one bar, and the share that is not attributable."""
    found = material.results
    if found is None or (found.due == 0 and not found.suppressed):
        return section("client-results", "Resultaten per cliënt", "Results per client", notes=(_NONE,))
    period = material.period.code
    counts = (
        ("due", Text("Resultaten met een termijn in de periode", "Results due in the period"), found.due),
        ("judged", Text("Daarvan beoordeeld", "Of which judged"), found.judged),
        ("open", Text("Termijn voorbij zonder oordeel", "Term over without a verdict"), found.open),
        ("disputed", Text("Beoordelaars oneens", "Evaluators disagree"), found.disputed),
    )
    figures = [
        Figure(f"results-{code}", name, FigureUnit.NUMBER, period, _state(value), _text(value))
        for code, name, value in counts
    ]
    share, why = found.not_attributable_basis_points, Derivation()
    if share is not None:
        why = why.because("R-O25", OUTSIDE, part=found.not_attributable, judged=found.judged)
    name = Text("Niet aan de aanbieder toe te schrijven", "Not attributable to the provider")
    figures.append(
        Figure(
            "results-not-attributable", name, FigureUnit.BASIS_POINTS, period, _state(share), _text(share),
            derivation=reasons(why),
        )
    )  # fmt: skip
    by = {one.verdict: one.count for one in found.verdicts}
    numbers = [by.get(verdict) for verdict, _ in _LEVELS]
    counts_shown = None if None in numbers else tuple(number or 0 for number in numbers)
    bar = Profile(
        tuple(text for _, text in _LEVELS),
        (ProfileRow(Text("Alle resultaten", "All results"), counts_shown),),
    )
    about = Text("Oordelen van alle beoordelaars samen.", "Verdicts of all evaluators together.")
    picture = Picture("results", Text("Wat ervan werd", "What became of them"), about, profile=bar)
    return section(
        "client-results",
        "Resultaten per cliënt",
        "Results per client",
        figures=tuple(figures),
        pictures=(picture,),
    )


def _state(value: int | None) -> FigureState:
    return FigureState.SUPPRESSED if value is None else FigureState.SHOWN


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def money(material: Material) -> Section:
    """What was posted on the contract year, in all and per inhabitant; the budget is not known here."""
    year, cost = str(material.year), material.cost
    figures = [absent("budget", Text("Begroting", "Budget"), year, _BUDGET)]
    if cost is None:
        figures.insert(0, absent("cost", Text("Kosten", "Cost"), year, _UNPOSTED))
        return section("money", "Geld", "Money", figures=tuple(figures))
    why = Derivation().because(
        "R-X10", POSTED, year=cost.year, posted_cents=cost.posted_cents, released_cents=cost.released_cents
    )
    made = [
        Figure(
            "cost", Text("Kosten tot nu toe", "Cost so far"), FigureUnit.CENTS, year, FigureState.SHOWN,
            str(cost.cost_cents), derivation=reasons(why),
        )
    ]  # fmt: skip
    if cost.cost_per_inhabitant_cents is not None:
        name = Text("Kosten per inwoner", "Cost per inhabitant")
        each = str(cost.cost_per_inhabitant_cents)
        made.append(Figure("cost-per-inhabitant", name, FigureUnit.CENTS, year, FigureState.SHOWN, each))
    return section("money", "Geld", "Money", figures=(*made, *figures))
