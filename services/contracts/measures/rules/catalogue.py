"""The 32 measures of the source, under their pillar and in its order (A-12.23)."""

from __future__ import annotations

from dataclasses import dataclass

from shared.values.steering import MeasurePillar

_P = MeasurePillar


@dataclass(frozen=True, slots=True)
class CatalogueMeasure:
    """A measure of the source: its pillar, code, names, options ("Dutch / English") and locator."""

    pillar: MeasurePillar
    code: str
    name_nl: str
    name_en: str
    options: tuple[str, ...]
    source: str


CATALOGUE = (
    CatalogueMeasure(
        _P.PURCHASING,
        "purchasing-construction",
        "Constructie zorginkoop",
        "Purchasing construction",
        (),
        "003 ▸ Constructie zorginkoop",
    ),
    CatalogueMeasure(
        _P.PURCHASING,
        "individual-or-joint",
        "Individueel of gezamenlijk inkopen",
        "Individual or joint purchasing",
        (),
        "003 ▸ Individueel of gezamenlijk inkopen",
    ),
    CatalogueMeasure(
        _P.PURCHASING,
        "budget-ceiling",
        "Budgetplafond",
        "Budget ceiling",
        (
            "alle aanbieders / all providers",
            "grootste stijgers / strongest growers",
            "collectief / collective",
        ),
        "003 ▸ Optie 1: Budgetplafond voor alle aanbieders",
    ),
    CatalogueMeasure(
        _P.PURCHASING, "lower-tariffs", "Tarieven verlagen", "Lower tariffs", (), "003 ▸ Tarieven verlagen"
    ),
    CatalogueMeasure(
        _P.PURCHASING,
        "contract-management",
        "Investeren in contractmanagement",
        "Invest in contract management",
        (),
        "003 ▸ Investeren in contractmanagement",
    ),
    CatalogueMeasure(
        _P.PURCHASING,
        "no-indexation",
        "Niet toepassen indexering op tarieven",
        "No indexation of tariffs",
        (),
        "003 ▸ Niet toepassen indexering op tarieven",
    ),
    CatalogueMeasure(
        _P.PURCHASING,
        "no-retroactive-allocation",
        "Geen toewijzingen met terugwerkende kracht",
        "No retroactive allocations",
        (),
        "003 ▸ Geen toewijzingen afgeven met terugwerkende",
    ),
    CatalogueMeasure(
        _P.PURCHASING,
        "recidivism-guarantee",
        "Garantieregeling recidive",
        "Recidivism guarantee",
        (),
        "003 ▸ Garantieregeling recidive",
    ),
    CatalogueMeasure(
        _P.PURCHASING,
        "arbiter",
        "Inzetten arbiter bij conflict",
        "Arbiter in a conflict",
        (),
        "003 ▸ Inzetten arbiter bij conflict",
    ),
    CatalogueMeasure(
        _P.FUNDING,
        "performance-funding",
        "Prestatiebekostiging (P*Q)",
        "Performance funding (P×Q)",
        (),
        "003 ▸ Prestatiebekostiging (P*Q)",
    ),
    CatalogueMeasure(
        _P.FUNDING,
        "result-funding",
        "Resultaatbekostiging",
        "Result funding",
        (),
        "003 ▸ Resultaatbekostiging",
    ),
    CatalogueMeasure(
        _P.FUNDING,
        "population-funding",
        "Populatiebekostiging",
        "Population funding",
        (),
        "003 ▸ Populatiebekostiging",
    ),
    CatalogueMeasure(
        _P.SUBSIDY,
        "smaller-budget",
        "Bedrag verkleinen",
        "Smaller subsidy budget",
        ("totaal / total", "per onderwerp / per topic"),
        "003 ▸ Bedrag verkleinen",
    ),
    CatalogueMeasure(
        _P.SUBSIDY,
        "stricter-quality",
        "Strengere kwaliteitseisen",
        "Stricter quality demands",
        (),
        "003 ▸ Strengere kwaliteitseisen",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "access-ceiling",
        "Zorgplafond op de toegang",
        "Ceiling on access",
        (),
        "003 ▸ Zorgplafond op de toegang",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "extension-guidelines",
        "Uniforme richtlijnen verlengingen",
        "Uniform guidelines for extensions",
        (),
        "003 ▸ Uniforme richtlijnen verlengingen",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "own-contribution",
        "Eigen bijdrage verhogen",
        "Higher own contribution",
        (),
        "003 ▸ Eigen bijdrage verhogen",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "fitness-test",
        "Toetsen passendheid zorg",
        "Testing the fitness of care",
        (
            "verzoek om toewijzing / request for allocation",
            "opvallende trajecten / conspicuous trajectories",
            "verlengingen / extensions",
            "halfjaarcheck / half-year check",
        ),
        "003 ▸ Toetsen passendheid zorg",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "complex-clients",
        "Duurste en meest complexe cliënten in kaart brengen",
        "Map the most expensive and complex clients",
        (),
        "003 ▸ Duurste/meest complexe",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "prevent-shifting",
        "Afwenteling voorkomen",
        "Prevent shifting between laws",
        (),
        "003 ▸ Afwenteling voorkomen",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "care-stacking",
        "Zorgstapeling aanpakken",
        "Tackle care stacking",
        (),
        "003 ▸ Zorgstapeling aanpakken",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "pilot-flame",
        "Ontwikkelen waakvlamfunctie",
        "Develop a pilot-flame function",
        (),
        "003 ▸ Ontwikkelen waakvlamfunctie",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "household-help",
        "Breder inzetten huishoudelijke hulp",
        "Wider use of household help",
        (),
        "003 ▸ Breder inzetten huishoudelijke hulp",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "poh-ggz",
        "POH-GGZ inzetten of uitbreiden",
        "Practice nurse for mental health at the GP",
        (
            "eigen medewerker / practice employee",
            "nieuwe vacature / new vacancy",
            "vanuit het sociaal team / from the social team",
        ),
        "003 ▸ POH-GGZ inzetten/uitbreiden",
    ),
    CatalogueMeasure(
        _P.FLOW,
        "residential-to-family",
        "Van residentieel naar gezinsvormen en zelfstandig wonen",
        "From residential to family forms and independent living",
        (),
        "003 ▸ Van residenteel naar gezinsvormen",
    ),
    CatalogueMeasure(
        _P.PREVENTION,
        "first-provisions",
        "Investeren in voorliggend veld",
        "Invest in provisions that come first",
        (),
        "003 ▸ Investeren in voorliggend veld",
    ),
    CatalogueMeasure(
        _P.PREVENTION,
        "self-reliance",
        "Versterken eigen kracht en regie",
        "Strengthen self-reliance and control",
        ("zelfredzaamheid / self-reliance", "eigen netwerk / own network"),
        "003 ▸ Versterken eigen kracht en regie",
    ),
    CatalogueMeasure(
        _P.PREVENTION,
        "border-with-education",
        "Jeugdhulp op grensvlak onderwijs",
        "Youth help at the border with education",
        (),
        "003 ▸ Jeugdhulp op grensvlak onderwijs",
    ),
    CatalogueMeasure(
        _P.ORGANISATION,
        "data-driven",
        "Datagedreven werken",
        "Data-driven working",
        ("dashboards / dashboards", "businesscase bij elke pilot / business case with every pilot"),
        "003 ▸ Datagedreven werken",
    ),
    CatalogueMeasure(
        _P.ORGANISATION,
        "integrated-working",
        "Integraal werken",
        "Integrated working",
        (),
        "003 ▸ Integraal werken",
    ),
    CatalogueMeasure(
        _P.ORGANISATION,
        "third-party",
        "Gemeentelijke zorgtaken door een derde partij",
        "Municipal care tasks by a third party",
        (),
        "003 ▸ Gemeentelijke zorgtaken door een derde partij",
    ),
    CatalogueMeasure(
        _P.ORGANISATION,
        "social-team-tasks",
        "Aanpassen takenpakket sociaal wijkteam",
        "Adapt the tasks of the social team",
        (),
        "003 ▸ Aanpassen takenpakket sociaal wijkteam",
    ),
)
