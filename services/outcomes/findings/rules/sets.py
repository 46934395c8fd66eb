"""Findings on what a set of indicators is made of: about whom, how many, of which kinds, with satisfaction or without."""

from __future__ import annotations

from collections import Counter

from services.outcomes.findings.rules.core import Case, Found, kind
from shared.values.agreements import FundingForm
from shared.values.findings import FindingSeverity
from shared.values.terms import IndicatorKind, IndicatorScope

_WARN, _INFO = FindingSeverity.WARNING, FindingSeverity.INFORMATION
# Population funding by area: one budget for all who live there. Insured persons and target groups are no area.
BY_AREA = frozenset(
    {
        FundingForm.LUMP_SUM_RETENTION,
        FundingForm.LUMP_SUM,
        FundingForm.LUMP_SUM_SUBSIDY,
        FundingForm.CAPITATION_INHABITANT,
        FundingForm.POPULATION_AREA,
        FundingForm.NEIGHBOURHOOD_BUDGET,
    }
)
POPULATION = BY_AREA | {FundingForm.CAPITATION_INSURED, FundingForm.POPULATION_TARGET_GROUP}
ON_RESULTS = frozenset(
    {
        FundingForm.RESULT_PER_CLIENT,
        FundingForm.RESULT_PER_CLIENT_PARTIAL,
        FundingForm.PERSONAL_RESULT_BUDGET,
    }
)
# What says something of who has no support too.
_EVERYBODY = (IndicatorScope.POPULATION, IndicatorScope.AREA)
NO_FORM = (
    "De bekostigingsvorm van het contract is hier nog niet bekend.",
    "The form of funding of the contract is not known here yet.",
)

CLIENTS_ONLY = kind(
    "client-indicators-only",
    "R-O08",
    _WARN,
    reason=(
        "De bekostiging gaat over een gebied, maar geen van de {count} indicatoren zegt iets over wie geen ondersteuning heeft: dat"
        " prikkelt tot onderproductie.",
        "The funding is about an area, but none of the {count} indicators says anything of who has no support: an incentive to"
        " deliver too little.",
    ),
    mend=(
        "Spreek ten minste één resultaat voor de hele populatie of het gebied af (scope population of area).",
        "Agree on at least one result for the whole population or the area (scope population or area).",
    ),
    source="001 ▸ niet-ondersteunde burger te formuleren",
    related=("E-10", "R-C03"),
)
TOO_MANY = kind(
    "too-many-indicators",
    "R-O22",
    _WARN,
    reason=(
        "De set telt {count} indicatoren, meer dan de {most} die het beleid toelaat.",
        "The set has {count} indicators, more than the {most} that the policy allows.",
    ),
    mend=(
        "Kies een set van speerpunten, of verhoog het maximum (PUT /v1/indicator-policy).",
        "Choose a set of priorities, or raise the maximum (PUT /v1/indicator-policy).",
    ),
    source="001 ▸ keuze voor een set van speerpunten",
)
ALL_PROCESS = kind(
    "only-process-indicators",
    "E-16",
    _WARN,
    reason=(
        "Geen van de {count} indicatoren is een uitkomst: {structure} structuur, {process} proces.",
        "None of the {count} indicators is an outcome: {structure} structure, {process} process.",
    ),
    mend=(
        "Spreek uitkomsten voor de populatie af.",
        "Agree on outcomes for the population.",
    ),
    source="001 ▸ De procesresultaten die zijn",
    related=("R-O23",),
)
WEAK_OUTCOME = kind(
    "weak-outcome",
    "R-O23",
    _WARN,
    reason=(
        "Van de {count} indicatoren zijn alleen {experience} een uitkomst, en die gaan over ervaring: een zwakke uitkomst.",
        "Of the {count} indicators only {experience} are outcomes, and these are about experience: a weak outcome.",
    ),
    mend=(
        "Spreek ten minste één uitkomst af die niet alleen ervaring is, zoals zelfredzaamheid of participatie.",
        "Agree on at least one outcome that is more than experience, such as self-reliance or participation.",
    ),
    source="002 ▸ Uitkomst indicatoren: bijvoorbeeld",
    related=("E-16",),
)
NO_SATISFACTION = kind(
    "no-satisfaction-indicator",
    "R-O35",
    _WARN,
    reason=(
        "Er wordt betaald op resultaat ({forms}), en geen van de {count} indicatoren gaat over tevredenheid: die kan dan dalen.",
        "Payment is by results ({forms}), and none of the {count} indicators is about satisfaction: it may then drop.",
    ),
    mend=("Voeg een tevredenheidsindicator toe.", "Add an indicator of satisfaction."),
    source="002 ▸ minder aandacht schenkt aan",
    related=("E-23",),
)


def about_clients_only(case: Case) -> Found:
    """Population funding by area with only client indicators (R-O08, E-10)."""
    if not case.contract.forms:
        yield CLIENTS_ONLY.lacks(NO_FORM)
        return
    by_area = not case.targeted and any(one in BY_AREA for one in case.contract.forms)
    if by_area and case.indicators and not any(one.scope in _EVERYBODY for one in case.indicators):
        yield CLIENTS_ONLY.at(case, [one.code for one in case.indicators], count=len(case.indicators))


def too_many(case: Case) -> Found:
    """More indicators than the policy allows: 10 is within 12, 15 is not (R-O22)."""
    if len(case.indicators) > case.limits.most_indicators:
        yield TOO_MANY.at(case, count=len(case.indicators), most=case.limits.most_indicators)


def kinds(case: Case) -> Found:
    """Only process, or experience as the only outcome (R-O23, E-16)."""
    counted = Counter(one.kind for one in case.indicators)
    outcomes = [one for one in case.indicators if one.kind is IndicatorKind.OUTCOME]
    if not case.indicators:
        return
    if not outcomes:
        yield ALL_PROCESS.at(
            case, [one.code for one in case.indicators], count=len(case.indicators),
            structure=counted[IndicatorKind.STRUCTURE], process=counted[IndicatorKind.PROCESS],
        )  # fmt: skip
    elif all(case.satisfies(one) for one in outcomes):
        yield WEAK_OUTCOME.at(
            case, [one.code for one in outcomes], count=len(case.indicators), experience=len(outcomes)
        )


def satisfaction(case: Case) -> Found:
    """Result funding without satisfaction (R-O35, E-23)."""
    if not case.contract.forms:
        yield NO_SATISFACTION.lacks(NO_FORM)
        return
    forms = [one for one in case.contract.forms if one in ON_RESULTS]
    if forms and not any(case.satisfies(one) for one in case.indicators):
        yield NO_SATISFACTION.at(case, forms=forms, count=len(case.indicators))


DETECTORS = (about_clients_only, too_many, kinds, satisfaction)
