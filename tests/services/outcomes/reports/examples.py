"""A report in which everything stands that a page can show, with invented numbers, as the tests of rules and page share it."""

from dataclasses import replace
from datetime import date
from math import sqrt
from typing import Any
from uuid import UUID

from services.outcomes.reports.rules.model import (
    Column,
    Content,
    FeedPosition,
    Figure,
    Listing,
    Reason,
    Section,
    Source,
    reasons,
)
from services.outcomes.reports.rules.pictures import (
    Change,
    ChangeRow,
    Comparison,
    ComparisonRow,
    FunnelLimit,
    FunnelPlot,
    FunnelPoint,
    Picture,
    Profile,
    ProfileRow,
    RunChart,
    RunPoint,
    RunSeries,
)
from services.outcomes.verdicts.rules import sentences
from shared.errors import Text
from shared.values import Derivation
from shared.values.reporting import (
    ChangeDirection,
    FigureState,
    FigureUnit,
    ReportFrequency,
    ReportKind,
    ReportReader,
    Standing,
)
from shared.values.terms import NormOperator, Verdict
from tests.services.outcomes.examples import AUDITOR, CONTRACT, LEAD, OWNER

HOSTILE = '<script>alert("x")</script> & <img src="http://elsewhere.example/x.png"> \'"'
STORY = (
    "Ouders waarderen vooral dat zij één gezicht zien. In het tweede kwartaal wisselden twee medewerkers; daarover is met"
    " de gezinnen gesproken en dat is in de scores te zien. Het team stelt voor om de overdracht voortaan samen te doen."
)


def said(text: str) -> Text:
    """The same words in both languages."""
    return Text(text, text)


def derivation(value: str, norm: str) -> tuple[Reason, ...]:
    """Why a figure is met."""
    return reasons(Derivation().because(
        "R-O05", sentences.POINT[NormOperator.MIN, Verdict.MET], Verdict.MET,
        indicator="Klanttevredenheid", period="2026-Q1", value=value, norm=norm, contract_version=3,
    ))  # fmt: skip


def figure(code: str = "client-satisfaction", **other: Any) -> Figure:
    """Satisfaction of 7.4 against at least 7.0, with its story."""
    told = {
        "name": said("9 Klanttevredenheid"), "unit": FigureUnit.INDICATOR, "unit_name": "cijfer 1–10", "period": "2026-Q2",
        "value": "7.4", "norm": "7.0", "operator": NormOperator.MIN, "verdict": Verdict.MET, "respondents": 212,
        "lower": "7.24", "upper": "7.56", "lowest": "1", "highest": "10", "indicator": True, "demanded": True, "narrative": STORY,
        "derivation": derivation("7.4", "7.0"),
    }  # fmt: skip
    return Figure(code=code, **{**told, **other})


def figures() -> tuple[Figure, ...]:
    """Every state that a figure can be in."""
    return (
        figure(),
        figure("waiting-time", name=said("1 Wachttijd binnen vijf werkdagen"), unit=FigureUnit.BASIS_POINTS, unit_name=None,
               value="7720", norm="9000", verdict=Verdict.NOT_MET, lower=None, upper=None, lowest=None, highest=None,
               respondents=136, narrative="De griepgolf van februari hield drie medewerkers thuis; vanaf april is de achterstand weg."),
        figure("relapse", name=said("4 Terugval binnen twaalf maanden na afsluiting van de ondersteuning"), value="6.0", norm="8",
               operator=NormOperator.MAX, unit_name="%", lowest="0", highest="100", lower=None, upper=None, respondents=None, narrative=None),
        figure("partners", name=said("7 Tevredenheid van partners"), value="7.1", respondents=40, lower="6.72", upper="7.48",
               verdict=Verdict.NOT_JUDGEABLE, narrative="Huisartsen en scholen vulden de vragenlijst in; zie ook het partneroverleg van 12 mei."),
        figure("small", name=said("5 Ervaren regie"), state=FigureState.SUPPRESSED, value=None, respondents=None, lower=None, upper=None,
               narrative="Te weinig gezinnen vulden de lijst in."),
        figure("missing", name=said("6 Schoolverzuim"), state=FigureState.NOT_MEASURED, value=None, respondents=None, lower=None,
               upper=None, verdict=Verdict.NOT_JUDGEABLE, narrative=None),
        figure("complaints", name=said("Klachten"), unit=FigureUnit.NUMBER, unit_name=None, norm=None, operator=None, verdict=None,
               state=FigureState.NOT_AVAILABLE, value=None, respondents=None, lower=None, upper=None, indicator=False, demanded=False, narrative=None,
               derivation=(),
               reason=Text("Klachten worden in de dienst toegang geregistreerd en bereiken de resultaten niet.",
                           "Complaints are registered in the access service and do not reach outcomes.")),
        figure("cost", name=said("Kosten"), unit=FigureUnit.CENTS, unit_name=None, value="110000000", norm=None, operator=None,
               verdict=None, respondents=None, lower=None, upper=None, indicator=False, demanded=False, narrative=HOSTILE, derivation=()),
    )  # fmt: skip


def funnel(count: int = 42) -> FunnelPlot:
    """Providers around a target of 20 %; a few lie beyond what chance explains."""
    target, limits, points = 0.2, [], []
    for size in (8, 15, 25, 40, 60, 90, 130, 180, 240, 300):
        wide = {z: z * sqrt(target * (1 - target) / size) for z in (1.96, 3.09)}
        low, high = ({z: target + sign * wide[z] for z in wide} for sign in (-1, 1))
        limits.append(
            FunnelLimit(
                str(size), *(f"{max(0, end):.4f}" for end in (low[1.96], high[1.96], low[3.09], high[3.09]))
            )
        )
    for index in range(count):
        size = 12 + (index * 53) % 280
        off = ((index * 37) % 19 - 9) / 9 * 1.75 + (
            2.2 if index in (5, 23, 24) else -2.4 if index == 11 else 0
        )
        value = max(0.0, target + off * sqrt(target * (1 - target) / size))
        beyond = abs(value - target) > 1.96 * sqrt(target * (1 - target) / size)
        standing = Standing.NOT_DISTINGUISHABLE
        if beyond:
            standing = Standing.ABOVE if value > target else Standing.BELOW
        points.append(
            FunnelPoint(f"Aanbieder {chr(65 + index % 26)}{index // 26}", str(size), f"{value:.3f}", standing)
        )
    return FunnelPlot(
        tuple(points), tuple(limits), "0.2", said("aantal cliënten (n)"), said("aandeel met terugval")
    )


def pictures() -> tuple[Picture, ...]:
    """One of each kind."""
    quarters = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    team = ["7.8", "7.6", None, "7.9", "8.0", "7.9"]
    survey = ["7.3", "7.2", "7.0", "7.1", "6.8", "7.4"]
    run = RunChart(
        (
            RunSeries(said("team bij afsluiting"), tuple(
                RunPoint(label, value, 40 if value else None, suppressed=value is None)
                for label, value in zip(quarters, team, strict=True))),
            RunSeries(said("onafhankelijk onderzoek"), tuple(
                RunPoint(label, value, 212, f"{float(value) - 0.16:.2f}", f"{float(value) + 0.16:.2f}")
                for label, value in zip(quarters, survey, strict=True))),
        ), norm="7.0", operator=NormOperator.MIN,
    )  # fmt: skip
    control = RunChart(
        (RunSeries(said("verwijzingen"), tuple(RunPoint(f"2026-{month:02}", f"{12 + (month * 7) % 9}.0") for month in range(1, 13))),),
        unit=FigureUnit.PER_THOUSAND, centre="15.9", lower_limit="4.1", upper_limit="27.7",
    )  # fmt: skip
    levels = (
        "acute problematiek",
        "niet zelfredzaam",
        "beperkt zelfredzaam",
        "voldoende zelfredzaam",
        "volledig zelfredzaam",
    )
    profile = Profile(tuple(said(level) for level in levels), (
        ProfileRow(said("Dagbesteding"), (5, 20, 40, 25, 10), "3.15"),
        ProfileRow(said("Financiën"), (12, 31, 28, 21, 8), "2.82"),
        ProfileRow(said("Maatschappelijke participatie en vrije tijd"), (3, 14, 44, 30, 9), "3.28"),
        ProfileRow(said("Verslaving"), None),
        ProfileRow(said("Sociaal netwerk"), (0, 18, 47, 35, 0), "3.17"),
    ))  # fmt: skip
    areas = [
        "Kerk en Zanen",
        "Ridderveld-Oost",
        "Aarlanderveld en Zwammerdam",
        "Lage Zijde",
        "Hoge Zijde",
        "Boskoop",
    ]
    comparison = Comparison(tuple(
        ComparisonRow(name, value, low, high, n, standing) for name, value, low, high, n, standing in (
            (areas[0], "7.6", "7.4", "7.8", 310, Standing.ABOVE), (areas[1], "7.3", "7.0", "7.6", 144, Standing.NOT_DISTINGUISHABLE),
            (areas[2], "7.2", "6.5", "7.9", 24, Standing.NOT_DISTINGUISHABLE), (areas[3], "7.1", "6.9", "7.3", 260, Standing.NOT_DISTINGUISHABLE),
            (areas[4], "6.6", "6.4", "6.8", 280, Standing.BELOW), (areas[5], None, None, None, None, Standing.NOT_JUDGED))),
        mean="7.16", norm="7.0", operator=NormOperator.MIN)  # fmt: skip
    change = Change((
        ChangeRow(said("Ervaren kwaliteit"), "7.4", "7.6", FigureUnit.SCORE, ChangeDirection.BETTER),
        ChangeRow(said("Gezondheid"), "0.72", "0.72", FigureUnit.SCORE, ChangeDirection.EQUAL),
        ChangeRow(said("Kosten per inwoner"), "210000", "208000", FigureUnit.CENTS, ChangeDirection.BETTER),
        ChangeRow(said("Ziekenhuisopnamen"), None, None, FigureUnit.NUMBER, ChangeDirection.NOT_KNOWN),
    ), said("vóór de pilot"), said("na twee jaar"))  # fmt: skip
    return (
        Picture("satisfaction", said("Klanttevredenheid per kwartaal"), said("Twee bronnen, die niet worden gemengd."), run=run),
        Picture("referrals", said("Verwijzingen per 1.000 inwoners"), said("Regelkaart: binnen de grenzen is het verschil toeval."), run=control),
        Picture("relapse", said("Terugval per aanbieder"), said("Elk teken is een aanbieder; alleen wie buiten de lijnen ligt wijkt aantoonbaar af."), funnel=funnel()),
        Picture("zrm", said("Zelfredzaamheid per domein"), said("Verdeling van 100 inwoners over de vijf niveaus, na intake."), profile=profile),
        Picture("areas", said("Tevredenheid per wijk"), said("Het streepje geeft het 95 %-interval."), comparison=comparison),
        Picture("aim", said("Triple aim"), said("Kwaliteit, gezondheid en kosten voor en na."), change=change),
    )  # fmt: skip


def content(**other: Any) -> Content:
    """The whole report."""
    actions = Listing(
        "actions", said("Verbeterplan wachttijd"),
        (Column(said("Actie")), Column(said("Wie")), Column(said("Gereed")), Column(said("Voortgang"), numeric=True)),
        ((said("Tweede intaketeam in Ridderveld"), said("teamleider"), said("1 juli 2026"), said("60 %")),
         (said("Terugbellen binnen een dag"), said("toegang"), said("1 mei 2026"), said("100 %"))),
        said("Er loopt geen verbeterplan."),
    )  # fmt: skip
    gaps = Listing(
        "audit",
        said("Controleverklaringen"),
        (Column(said("Verklaring")),),
        (),
        said("Er is over deze periode geen verklaring."),
    )
    sections = (
        Section(
            "indicators",
            said("Resultaatafspraken"),
            figures(),
            notes=(said("Alle indicatoren zijn procesindicatoren: vul aan met uitkomsten (R-O23)."),),
        ),
        Section("pictures", said("Verloop en vergelijking"), pictures=pictures()),
        Section("plans", said("Verbeterplannen en verklaringen"), listings=(actions, gaps)),
    )
    told: dict[str, Any] = {
        "kind": ReportKind.QUARTERLY_INDICATORS, "views": ("D-04",), "title": Text("Kwartaalrapportage resultaatafspraken", "Quarterly report on result agreements"),
        "frequency": ReportFrequency.QUARTERLY, "readers": (ReportReader.MUNICIPALITY, ReportReader.PROVIDER), "owner": OWNER,
        "contract_id": CONTRACT.id, "contract_number": CONTRACT.number, "period": "2026-Q2", "first_day": date(2026, 4, 1),
        "last_day": date(2026, 6, 30), "composed_on": date(2026, 7, 14), "composed_by": LEAD, "corrects": None, "small_number": 10, "narrative": STORY,
        "sections": sections, "sources": (Source("measurement", UUID(int=7), 1), Source("measurement", UUID(int=8), 1), Source("indicator", UUID(int=9), 2)),
        "positions": (FeedPosition("access", 812), FeedPosition("contracts", 97)),
    }  # fmt: skip
    return Content(**{**told, **other})


def crowded() -> Content:
    """The same with longer names, more quarters, more providers and more areas than usual."""
    long = "Een heel lange naam van een indicator die over de hele gemeente en al haar kernen gaat, met toelichting"
    wide = figure("long", name=said(long), unit_name="gemiddeld aantal per huishouden", value="1234567.891", norm="1234567.5",
                  lower="1234000", upper="1235000", lowest=None, highest=None)  # fmt: skip
    bare = figure(
        "bare",
        name=said("Aaneengeschreven" * 9),
        value="-3",
        norm="-3",
        lower=None,
        upper=None,
        lowest=None,
        highest=None,
    )
    months = [f"20{23 + month // 12}-{month % 12 + 1:02}" for month in range(36)]
    flat = RunChart(tuple(
        RunSeries(said(f"reeks {number} met een naam die niet past"), tuple(
            RunPoint(label, "7.0" if number else f"{6.9 + index % 3 / 10:.1f}", 12) for index, label in enumerate(months)))
        for number in range(4)), norm="7.0", operator=NormOperator.MIN, centre="7.0", lower_limit="6.9", upper_limit="7.1")  # fmt: skip
    rows = tuple(
        ComparisonRow(f"Wijk {index} met een uitzonderlijk lange dubbele naam", f"{9000 - 7 * index}", f"{8800 - 7 * index}",
                      f"{9200 - 7 * index}", 100 + index, Standing.NOT_DISTINGUISHABLE)
        for index in range(18))  # fmt: skip
    same = Comparison(rows, mean="8940", norm="8945", operator=NormOperator.MIN, unit=FigureUnit.BASIS_POINTS)
    change = Change(
        (ChangeRow(said(long), "123456789012", "999999999999", FigureUnit.CENTS, ChangeDirection.WORSE),),
        said("voor"),
        said("na"),
    )
    crowd = (
        Picture("flat", said(long), said(STORY), run=flat),
        Picture(
            "one",
            said("Eén punt"),
            said("Eén kwartaal."),
            run=RunChart((RunSeries(said("team"), (RunPoint("2026-Q1", "7"),)),)),
        ),
        Picture("crowd", said("Veel aanbieders"), said("Vierhonderd."), funnel=funnel(400)),
        Picture("same", said("Bijna gelijk"), said("Achttien wijken."), comparison=same),
        Picture("dear", said("Duur"), said("Grote bedragen."), change=change),
    )
    sections = (
        Section("many", said(long), (wide, bare, *figures())),
        Section("crowd", said("Veel"), pictures=crowd),
    )
    return content(sections=sections, title=said(long))


__all__ = [
    "AUDITOR",
    "HOSTILE",
    "STORY",
    "content",
    "derivation",
    "figure",
    "figures",
    "funnel",
    "pictures",
    "replace",
    "said",
]
