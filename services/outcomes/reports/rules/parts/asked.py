"""What clients and partners were asked: each source its own series, never mixed, and who took part (R-O13, R-O30, D-50)."""

from __future__ import annotations

from services.outcomes.reports.rules.material import Material, both, section
from services.outcomes.reports.rules.model import Column, Figure, Listing, Section, reasons
from services.outcomes.reports.rules.pictures import Picture, RunChart, RunPoint, RunSeries
from services.outcomes.surveys.rules.series import SurveySeries, participation, series
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.measuring import SurveyAudience, SurveySource
from shared.values.reporting import FigureState, FigureUnit

RESPONSE = Sentence(
    "report.survey.response",
    nl="{responses} van {invited} uitgenodigden antwoordden in {surveys} onderzoeken.",
    en="{responses} of {invited} who were invited answered in {surveys} surveys.",
)
_SOURCES = {
    SurveySource.TEAM: Text("door het team", "by the team"),
    SurveySource.INDEPENDENT: Text("onafhankelijk", "independent"),
}
_NONE = Text("Er is over dit jaar geen onderzoek bekend.", "No survey of this year is known.")
_APART = Text(
    "De bronnen staan naast elkaar en worden niet gemengd (R-O13).",
    "The sources stand beside each other and are not mixed (R-O13).",
)


def experience(material: Material) -> Section:
    """The grades of clients by source in the year and the two before, and which providers took part."""
    made = _asked(material, SurveyAudience.CLIENTS, "experience", Text("Cliëntervaring", "Client experience"))
    if material.contract is None:
        return made
    held = [one for one in material.surveys if one.held_on.year == material.year]
    found = participation(material.contract, material.year, held)
    rows = tuple(
        (
            both(f"OIN {one.provider}"),
            Text("ja", "yes") if one.participated else Text("nee", "no"),
            both(str(one.surveys)),
        )
        for one in found.providers
    )
    columns = (
        Column(Text("Aanbieder", "Provider")), Column(Text("Deed mee", "Took part")), Column(Text("Onderzoeken", "Surveys"), numeric=True),
    )  # fmt: skip
    title = Text(
        "Deelname aan onafhankelijk onderzoek is verplicht (R-O30)",
        "Taking part in independent surveys is obligatory (R-O30)",
    )
    listing = Listing("participation", title, columns, rows, _NONE)
    return section(
        "experience", made.title.nl, made.title.en, figures=made.figures, pictures=made.pictures, notes=made.notes,
        listings=(listing,),
    )  # fmt: skip


def partners(material: Material) -> Section:
    """The grades of partners by group."""
    title = Text("Tevredenheid van partners", "Satisfaction of partners")
    return _asked(material, SurveyAudience.PARTNERS, "partners", title)


def _asked(material: Material, audience: SurveyAudience, code: str, title: Text) -> Section:
    if material.contract is None:
        return Section(code, title, notes=(_NONE,))
    years = {
        year: series(
            material.contract, year, audience,
            [one for one in material.surveys if one.audience is audience and one.held_on.year == year], material.limit,
        ).series
        for year in range(material.year - 2, material.year + 1)
    }  # fmt: skip
    now = years[material.year]
    figures = tuple(_figure(code, one, material.year) for one in now)
    notes = (_NONE,) if not now else (_APART,) if len(now) > 1 else ()
    return Section(code, title, figures, _course(code, title, years), notes=notes)


def _name(one: SurveySeries) -> Text:
    source = _SOURCES[one.source]
    group = f"{one.group}, " if one.group else ""
    return Text(group + source.nl, group + source.en)


def _figure(code: str, one: SurveySeries, year: int) -> Figure:
    name, why = _name(one), Derivation()
    if one.responses is not None:
        why = why.because(
            "R-O13", RESPONSE, responses=one.responses, invited=one.invited, surveys=one.surveys
        )
    key = f"{code}-{one.source.value}"
    if one.group:
        key += "-" + "".join(
            letter if letter.isascii() and letter.isalnum() else "-" for letter in one.group.lower()
        )
    return Figure(
        key[:100], Text(f"Waardering, {name.nl}", f"Grade, {name.en}"), FigureUnit.SCORE, str(year),
        FigureState.SUPPRESSED if one.suppressed else FigureState.SHOWN, one.mean, respondents=one.responses,
        lower=one.lower, upper=one.upper, lowest=one.lowest, highest=one.highest, derivation=reasons(why),
    )  # fmt: skip


def _course(code: str, title: Text, years: dict[int, list[SurveySeries]]) -> tuple[Picture, ...]:
    keys = sorted({(one.source.value, one.group or "") for found in years.values() for one in found})
    lines = []
    for key in keys:
        known = {
            year: one
            for year, found in years.items()
            for one in found
            if (one.source.value, one.group or "") == key
        }
        points = tuple(
            RunPoint(
                str(year),
                known[year].mean if year in known else None,
                known[year].responses if year in known else None,
                known[year].lower if year in known else None,
                known[year].upper if year in known else None,
                suppressed=year in known and known[year].suppressed,
            )
            for year in years
        )
        lines.append(RunSeries(_name(next(iter(known.values()))), points))
    if (
        not any(sum(point.value is not None for point in line.points) > 1 for line in lines)
        and len(lines) < 2
    ):
        return ()
    about = Text("Gemiddelde per jaar, met het 95 %-interval.", "Mean by year, with the 95 % interval.")
    return (Picture(f"{code}-course", title, about, run=RunChart(tuple(lines), unit=FigureUnit.SCORE)),)
