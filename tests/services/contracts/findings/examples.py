"""The worked example of every kind of finding: a draft that raises it, one that must not, and what its reason says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.services.contracts.findings.drafts import (
    AVAILABILITY,
    LUMP_SUM,
    OTHER,
    POPULATION_RESULT,
    PRODUCTION,
    PROVIDER,
    RESULT,
    SATISFACTION,
    SUBSIDY,
    TARGET_GROUP,
    agreed,
    arranged,
    known,
    of_form,
    sound,
)


@dataclass(frozen=True)
class Example:
    """A kind of finding (`code`) of a rule, with its severity and place, and the words that its reason must hold."""

    code: str
    rules: tuple[str, ...]
    severity: str
    where: str
    raises: dict[str, Any]
    not_: dict[str, Any]
    says: tuple[str, ...] = ()
    name: str = ""


def _ceiling(**values: Any) -> dict[str, Any]:
    told = {
        "option": "budgetCitizens",
        "scope": "population",
        "budgetCents": 50_000_000,
        "citizens": 60,
        "activities": 2_400,
    }
    return sound(context=known(ceiling={**told, **values}))  # fmt: skip


def _price(offered: str, *, index: bool = True, refused_from: str | None = None) -> dict[str, Any]:
    elements = [
        {"name": "beroepskracht", "amount": "31.20"},
        {"name": "overhead", "amount": "8.40"},
        {"name": "niet-productieve uren", "amount": "5.10"},
        {"name": "indexatie", "amount": "1.34", "indexation": index},
    ]
    told = {"productCode": "02A03", "law": "wmo2015", "offered": offered, "costElements": elements}
    return {**told, **({"refusedFrom": refused_from} if refused_from else {})}


def _priced(offered: str, **more: Any) -> dict[str, Any]:
    return of_form(PRODUCTION, context=known(prices=[_price(offered, **more)]))


def _falling(part: int, *prices: dict[str, Any], **more: Any) -> dict[str, Any]:
    fall = {
        "number": 1,
        "kind": "tariffReduction",
        "description": "per halfjaar",
        "basisPoints": part,
        **more,
    }
    return of_form(PRODUCTION, incentives=[fall], context=known(prices=list(prices)))


def _shrinking(**more: Any) -> dict[str, Any]:
    return {"number": 1, "kind": "shrinkingBudget", "description": "jaarlijks", "basisPoints": 200, **more}


_BONUS = {"number": 1, "kind": "bonus", "description": "op tevredenheid", "basisPoints": 200}
_GUARANTEE = {"baseCents": 100_000_000, "years": [{"year": 1, "basisPoints": 10_000}]}
_RISEN_OPTION = {"number": 1, "months": 24, "condition": "clientsRisen", "minimumRisen": 20}


def _risen(distinguishable: str, *risen: dict[str, Any]) -> dict[str, Any]:
    option = {**_RISEN_OPTION, "distinguishable": distinguishable}
    return sound(extensionOptions=[option], context=known(risen=list(risen)))


def _rose(beyond: int) -> dict[str, Any]:
    return {"optionNumber": 1, "clients": 40, "rose": 25, "distinguishable": beyond}


POPULATION = [
    Example("availability-in-disguise", ("R-C03",), "warning", "#/agreements",
        sound(agreements=[]), sound(), ("0 resultaatafspraken", "vermomming")),
    Example("results-of-clients-only", ("R-C03",), "information", "#/agreements",
        sound(agreements=[SATISFACTION]), sound(agreements=[POPULATION_RESULT, SATISFACTION]), ("1 resultaat",)),
    Example("results-not-measured", ("E-15",), "warning", "#/context/quartersWithoutResults",
        sound(context=known(quartersWithoutResults=2)), sound(context=known(quartersWithoutResults=1)), ("2 kwartalen",)),
    Example("no-incentive-to-prevent-entry", ("R-C54", "E-17"), "warning", "#/fundingAgreements/0/preventionMeasures",
        of_form({**TARGET_GROUP, "preventionMeasures": []}), of_form(TARGET_GROUP), ("EPA", "de diagnose")),
    Example("no-incentive-to-prevent-entry", ("R-C54",), "warning", "#/populationId",
        sound(context=known(entryGroup={"name": "HARP", "entry": "diagnosis"})),
        sound(context=known(entryGroup={"name": "HARP", "entry": "diagnosis", "preventionMeasures": 1})), ("HARP",), "by its population"),
    Example("variance-above-equity", ("R-C55",), "warning", "#/context/costDeviationCents",
        sound(context=known(costDeviationCents=250_000_000)), sound(context=known(costDeviationCents=200_000_000)),
        ("€ 2.500.000,00", "€ 2.000.000,00")),
    Example("provider-without-scale", ("E-44",), "warning", "#/provider",
        sound(consortiumId=None, provider=PROVIDER, context=known(providerTurnoverCents=300_000_000)),
        sound(consortiumId=None, provider=PROVIDER), ("€ 3.000.000,00", "€ 7.000.000,00")),
    Example("role-model-missing", ("R-C56",), "warning", "#/arrangement/roleModel", sound(arrangement=None), sound()),
    Example("population-funding-in-market-model", ("R-C56",), "information", "#/arrangement/roleModel",
        sound(arrangement={"roleModel": "market"}), of_form(PRODUCTION, arrangement={"roleModel": "market"})),
    Example("costly-care-eats-budget", ("R-C53",), "warning", "#/context/careTypes/0",
        sound(context=known(basicBudgetCents=100_000_000, careTypes=[{"name": "verblijf", "cases": 3, "costCents": 45_000_000}])),
        sound(context=known(basicBudgetCents=100_000_000, careTypes=[{"name": "hulp", "cases": 300, "costCents": 45_000_000}])),
        ("3 gevallen", "€ 450.000,00", "45 %")),
]  # fmt: skip
LEGAL = [
    Example("subsidy-consequence", ("R-C09", "E-47"), "error", "#/fundingAgreements/0/form",
        of_form({**LUMP_SUM, "form": "lumpSumRetention", "advanceBasisPoints": 9_500}, legalForm="subsidy"),
        of_form(SUBSIDY, legalForm="subsidy"), ("inhouding",)),
    Example("subsidy-consequence", ("R-C09", "E-47"), "error", "#/incentives/0/kind",
        of_form(SUBSIDY, legalForm="subsidy", incentives=[{**_BONUS, "kind": "malus"}]),
        of_form(LUMP_SUM, incentives=[{**_BONUS, "kind": "malus"}]), ("malus",), "by its incentive"),
    Example("subsidy-results-not-enforceable", ("R-C09", "F-18"), "information", "#/agreements",
        of_form(SUBSIDY, legalForm="subsidy"), sound(), ("1 resultaatafspraken",)),
    Example("sheltered-living-general", ("R-C35",), "error", "#/productCodes/0",
        sound(productCodes=["15A03"], arrangement=arranged(provisionType="general")),
        sound(productCodes=["15A03"], arrangement=arranged(provisionType="tailorMade")), ("15A03",)),
    Example("sheltered-living-general", ("R-C35",), "error", "#/scope/0",
        sound(scope=[{"name": "Beschermd wonen"}], arrangement=arranged(provisionType="general")),
        sound(scope=[{"name": "Individuele begeleiding"}], arrangement=arranged(provisionType="general")),
        ("Beschermd wonen",), "by its scope"),
    Example("result-not-steerable", ("R-C36",), "error", "#/fundingAgreements/0/form",
        of_form({**RESULT, "withinInfluence": False}), of_form(RESULT), ("invloed", "prestatie")),
    Example("result-not-steerable", ("R-C36",), "error", "#/fundingAgreements/0/form",
        of_form({**RESULT, "measurable": False}), of_form(RESULT), ("niet meetbaar", "beschikbaarheid"), "not measurable"),
    Example("form-unmotivated", ("R-C37",), "warning", "#/fundingAgreements/0/motivation",
        of_form({**AVAILABILITY, "motivation": None}), of_form(AVAILABILITY), ("Beschikbaarheid",)),
    Example("mandate-needed", ("R-C34",), "warning", "#/arrangement/accessPlace",
        sound(arrangement=arranged(accessPlace="secondLineProvider", provisionType="tailorMade")),
        sound(arrangement=arranged(accessPlace="secondLineProvider", provisionType="general"))),
]  # fmt: skip
_C = {"scenario": "c", "accessPlace": "secondLineProvider", "evaluators": ["provider"]}
_A = {
    "scenario": "a",
    "accessPlace": "socialTeam",
    "decisionDocument": "decisionInProducts",
    "evaluators": ["municipality"],
}
_D = {
    "scenario": "d",
    "accessPlace": "secondLineProvider",
    "decisionDocument": "none",
    "evaluators": ["provider"],
}
SCENARIOS = [
    Example("scenario-decision-document", ("R-C38",), "error", "#/arrangement/decisionDocument",
        sound(arrangement=arranged(**_C, decisionDocument="decisionInProducts")),
        sound(arrangement=arranged(**_C, decisionDocument="referralLetter")), ("verwijsbrief", "Scenario C")),
    Example("scenario-access-place", ("R-C38",), "error", "#/arrangement/accessPlace",
        of_form(PRODUCTION, arrangement=arranged(**{**_A, "accessPlace": "secondLineProvider"})),
        of_form(PRODUCTION, arrangement=arranged(**_A)), ("socialTeam",)),
    Example("scenario-evaluators", ("R-C38",), "warning", "#/arrangement/evaluators",
        of_form(RESULT, arrangement=arranged(scenario="b", evaluators=["provider"])),
        of_form(RESULT, arrangement=arranged(scenario="b", evaluators=["provider", "municipality"])), ("municipality",)),
    Example("scenario-funding-form", ("R-C38",), "warning", "#/fundingAgreements/0/form",
        of_form(PRODUCTION, arrangement=arranged(**_D)), of_form(LUMP_SUM, arrangement=arranged(**_D)), ("populatie",)),
    Example("scenario-admission", ("R-C38",), "information", "#/arrangement/admissionMode",
        sound(arrangement=arranged(**_C, admissionMode="open")), sound(arrangement=arranged(**_C, admissionMode="single"))),
    Example("scenario-default", ("R-C38",), "information", "#/arrangement/decisionDocument",
        sound(arrangement=arranged(**_C)), sound(arrangement=arranged(**_C, decisionDocument="referralLetter")), ("referralLetter",)),
    Example("scenario-without-decision-tailor-made", ("R-C38",), "warning", "#/arrangement/provisionType",
        sound(arrangement=arranged(**_C, provisionType="tailorMade")), sound(arrangement=arranged(**_C, provisionType="general"))),
    Example("scenario-d-personal-budget", ("R-C38",), "information", "#/arrangement/personalBudgetOption",
        sound(arrangement=arranged(**_D, personalBudgetOption=True)),
        of_form(LUMP_SUM, {"number": 2, "form": "personalBudget", "shareBasisPoints": 8_000, "motivation": "keuze"},
            arrangement=arranged(**_D, personalBudgetOption=True))),
]  # fmt: skip
DUTIES = [
    Example("fixed-budget-without-acceptance-duty", ("R-C30",), "warning", "#/acceptanceDuty",
        sound(acceptanceDuty=False), of_form(PRODUCTION, acceptanceDuty=False), ("€ 7.000.000,00", "afwenteling")),
    Example("fixed-budget-without-waiting-norm", ("R-C30",), "warning", "#/waitingNormDays", sound(waitingNormDays=None), sound()),
    Example("fixed-budget-without-escalation-route", ("R-C30",), "warning", "#/conditions/escalationRoute",
        sound(conditions={"cooperationDuty": True}), sound()),
    Example("no-cooperation-duty", ("R-C57",), "warning", "#/conditions/cooperationDuty",
        sound(conditions={"escalationRoute": "Via het wijkteam"}), sound()),
    Example("no-cooperation-duty", ("R-C57",), "information", "#/conditions/cooperationDuty",
        of_form(PRODUCTION, consortiumId=None, provider=PROVIDER, conditions=None), sound(), (), "one provider"),
    Example("results-without-satisfaction", ("E-23",), "warning", "#/fundingAgreements/0/form",
        of_form(RESULT), of_form(RESULT, agreements=[POPULATION_RESULT, SATISFACTION]), ("1 resultaat",)),
    Example("division-by-old-functions", ("E-45",), "information", "#/context/divisionKey",
        sound(context=known(divisionKey="oldFunctions")), sound()),
    Example("no-prevention-in-performance-funding", ("E-65",), "information", "#/fundingAgreements",
        of_form(PRODUCTION, agreements=[SATISFACTION]), of_form(PRODUCTION)),
    Example("regional-crowding", ("E-66",), "information", "#/coPurchasers",
        sound(coPurchasers=[{"oin": OTHER, "weight": 1}]), sound(), ("2 opdrachtgevers",)),
    Example("big-bang-transition", ("E-74",), "information", "#/context/transition",
        sound(context=known(transition="bigBang")), sound(context=known(transition="pilot"))),
]  # fmt: skip
_CHOICE = ["clientChoice"]
CHOICE = [
    Example("choice-without-providers", ("R-C33",), "warning", "#/nonFinancialIncentives",
        sound(nonFinancialIncentives=_CHOICE, context=known(providers=1)),
        sound(nonFinancialIncentives=_CHOICE, context=known(providers=2)), ("1 aanbieder",)),
    Example("choice-without-providers", ("R-C33",), "warning", "#/nonFinancialIncentives",
        sound(frame={"reward": {"nonFinancial": _CHOICE}}, context=known(providers=1)),
        sound(context=known(providers=1)), (), "in the frame"),
    Example("tailor-made-without-choice", ("R-C34",), "warning", "#/arrangement/provisionType",
        sound(arrangement=arranged(provisionType="tailorMade"), context=known(providers=1)),
        sound(arrangement=arranged(provisionType="tailorMade", personalBudgetOption=True), context=known(providers=1)), ("pgb",)),
    Example("tailor-made-without-choice", ("R-C34",), "warning", "#/arrangement/provisionType",
        sound(arrangement=arranged(provisionType="tailorMade", admissionMode="single"), context=known(providers=None)),
        sound(arrangement=arranged(provisionType="general", admissionMode="single"), context=known(providers=None)),
        ("1 aanbieder",), "general provision"),
    Example("areas-without-choice", ("E-61",), "warning", "#/context/areas",
        sound(nonFinancialIncentives=_CHOICE, context=known(areas=[{"areaCode": "WK048400", "providers": 1}])),
        sound(nonFinancialIncentives=_CHOICE, context=known(areas=[{"areaCode": "WK048400", "providers": 2}])), ("WK048400",)),
    Example("no-room-for-newcomers", ("E-38",), "warning", "#/context/marketShareBasisPoints",
        sound(context=known(marketShareBasisPoints=6_000, newcomers=0)),
        sound(context=known(marketShareBasisPoints=6_000, newcomers=1)), ("60 %", "0 nieuwe")),
    Example("many-providers", ("E-56",), "warning", "#/context/contractedProviders",
        sound(context=known(contractedProviders=61, contractManagers=2)),
        sound(context=known(contractedProviders=40, contractManagers=2)), ("31 aanbieders", "61 op 2")),
    Example("certificate-only-exclusions", ("E-57",), "warning", "#/context/certificateOnlyExclusions",
        sound(context=known(certificateOnlyExclusions=3)), sound(context=known(certificateOnlyExclusions=0)), ("3 aanbieders",)),
]  # fmt: skip
RISK = [
    Example("no-risk-policy", ("R-C59",), "warning", "#/context/poolMember",
        sound(context=known(poolMember=False, ownProvisionCents=0)),
        sound(context=known(poolMember=False), conditions=agreed(ownRiskProvision=True))),
    Example("large-fluctuation-borne-alone", ("E-14",), "warning", "#/context/costDeviationCents",
        sound(context=known(poolMember=False, costDeviationCents=105_000_000)),
        sound(context=known(poolMember=False, costDeviationCents=35_000_000)), ("15 %", "€ 1.050.000,00")),
    Example("cut-after-saving", ("R-C47", "E-33"), "warning", "#/context/nextYearBudgetCents",
        sound(context=known(savedLastYearCents=35_000_000, nextYearBudgetCents=665_000_000)),
        sound(context=known(savedLastYearCents=35_000_000, nextYearBudgetCents=700_000_000)),
        ("€ 350.000,00 (5 %)", "€ 6.650.000,00")),
    Example("guarantee-without-duties", ("E-37",), "warning", "#/guarantee",
        sound(guarantee=_GUARANTEE, context=known(duties=[{"description": "sociaal plan", "fulfilled": False}])),
        sound(guarantee=_GUARANTEE, context=known(duties=[{"description": "sociaal plan", "fulfilled": True}])),
        ("sociaal plan", "€ 1.000.000,00")),
    Example("guarantee-without-reciprocity", ("E-37",), "warning", "#/guarantee", sound(guarantee=_GUARANTEE), sound(), ("€ 1.000.000,00",)),
    Example("shrinking-budget-without-floor", ("E-41",), "warning", "#/incentives/0/floorCents",
        sound(incentives=[_shrinking()]), sound(incentives=[_shrinking(floorCents=650_000_000)]), ("2 %", "€ 7.000.000,00")),
    Example("budget-below-floor", ("E-41",), "warning", "#/context/nextYearBudgetCents",
        sound(incentives=[_shrinking(floorCents=650_000_000)], context=known(nextYearBudgetCents=649_000_000)),
        sound(incentives=[_shrinking(floorCents=650_000_000)], context=known(nextYearBudgetCents=650_000_000)), ("€ 6.500.000,00",)),
    Example("subsidy-cut-and-rising-requests", ("E-52",), "warning", "#/context/requestsAfter",
        of_form(SUBSIDY, legalForm="subsidy", context=known(subsidyCutBasisPoints=1_000, requestsBefore=200, requestsAfter=240)),
        of_form(SUBSIDY, legalForm="subsidy", context=known(subsidyCutBasisPoints=1_000, requestsBefore=200, requestsAfter=200)),
        ("10 %", "van 200 naar 240")),
]  # fmt: skip
CEILINGS = [
    Example("ceiling-limit-exceeded", ("R-C22",), "warning", "#/context/ceiling/usedCitizens",
        _ceiling(usedCitizens=61), _ceiling(usedCitizens=61, option="budget"), ("burgers", "61 van 60")),
    Example("ceiling-limit-exceeded", ("R-C22",), "warning", "#/context/ceiling/usedCitizens",
        _ceiling(usedCitizens=61, option="budgetCitizensActivities"), _ceiling(usedCitizens=60, option="budgetCitizensActivities"),
        (), "option 1"),
    Example("ceiling-limit-exceeded", ("R-C22",), "warning", "#/context/ceiling/usedActivities",
        _ceiling(usedActivities=2_401, option="budgetCitizensActivities"), _ceiling(usedActivities=2_401), ("2401 van 2400",), "activities"),
    Example("ceiling-budget-exceeded", ("R-C22",), "warning", "#/context/ceiling/usedBudgetCents",
        _ceiling(usedBudgetCents=50_000_001, option="budget"), _ceiling(usedBudgetCents=50_000_000, option="budget"), ("€ 500.000,01",)),
    Example("free-ceiling-without-quality", ("R-C62",), "warning", "#/agreements",
        {**_ceiling(option="budget"), "agreements": [{**POPULATION_RESULT, "kind": "structure"}]}, _ceiling(option="budget")),
    Example("ceiling-removes-competition", ("E-29",), "information", "#/context/ceiling/scope",
        _ceiling(scope="provider"), _ceiling(scope="population")),
]  # fmt: skip
PERIOD = [
    Example("short-term-with-extension", ("R-C46", "E-60"), "warning", "#/baseTermMonths",
        sound(baseTermMonths=12), sound(baseTermMonths=13), ("12 maanden",)),
    Example("short-term-with-extension", ("R-C46",), "warning", "#/baseTermMonths",
        sound(baseTermMonths=12, extensionOptions=[], nonFinancialIncentives=["continuity"]),
        sound(baseTermMonths=12, extensionOptions=[]), (), "continuity"),
    Example("extension-on-performance-unmeasured", ("R-C46",), "warning", "#/extensionOptions/0/condition",
        sound(agreements=[], extensionOptions=[{"number": 1, "months": 24, "condition": "performance"}]),
        sound(extensionOptions=[{"number": 1, "months": 24, "condition": "performance"}]), ("optie 1",)),
    Example("within-measurement-error", ("R-C45",), "information", "#/extensionOptions/0/distinguishable",
        _risen("shown"), _risen("required"), ("20 stijgers",)),
    Example("extension-within-measurement-error", ("R-C45",), "warning", "#/extensionOptions/0/distinguishable",
        _risen("shown", _rose(12)), _risen("shown", _rose(20)), ("25 van de 40", "12 daarvan")),
    Example("lock-in", ("E-64",), "warning", "#/frame/period/switchingCost",
        sound(frame={"period": {"switchingCost": "high"}}), sound(frame={"period": {"switchingCost": "low"}})),
]  # fmt: skip
PRICES = [
    Example("below-real-price", ("R-C64",), "warning", "#/context/prices/0/offered",
        _priced("45.00"), _priced("46.04"), ("€ 45,00", "€ 46,04", "Wmo")),
    Example("below-real-price", ("R-C64",), "error", "#/context/prices/0/offered",
        _priced("45.00", refused_from="2026-01-01"), _priced("46.04", refused_from="2026-01-01"), (), "refused by now"),
    Example("below-real-price", ("R-C64",), "warning", "#/context/prices/0/offered",
        _priced("45.00", refused_from="2026-01-02"), _priced("47.00"), (), "refused from tomorrow"),
    Example("real-price-without-indexation", ("R-C64",), "warning", "#/context/prices/0/costElements",
        _priced("50.00", index=False), _priced("50.00"), ("4 kostprijselementen",)),
    Example("auction-without-real-price", ("R-C64",), "warning", "#/arrangement/procurementModel",
        of_form(PRODUCTION, arrangement=arranged(procurementModel="auction")),
        of_form({**PRODUCTION, "productCodes": ["02A03"]}, arrangement=arranged(procurementModel="auction"),
            context=known(prices=[_price("50.00")]))),
    Example("tariffs-without-indexation", ("R-C64",), "warning", "#/conditions/indexation",
        of_form(PRODUCTION, conditions=agreed(indexation=False)), of_form(LUMP_SUM, conditions=agreed(indexation=False))),
    Example("falling-tariff-below-real-price", ("R-C64",), "warning", "#/incentives/0/basisPoints",
        _falling(200, _price("50.00")), _falling(200, _price("50.00"), floorCents=4_604), ("2 %", "periode 5", "€ 45,20")),
    Example("falling-tariff-without-real-price", ("R-C64",), "warning", "#/incentives/0/basisPoints",
        _falling(200), _falling(10, _price("50.00")), ("2 %",)),
]  # fmt: skip
COMBINED = [
    Example("volume-incentive-remains", ("R-C61",), "warning", "#/fundingAgreements/0",
        of_form(PRODUCTION, incentives=[_BONUS]), of_form(LUMP_SUM, incentives=[_BONUS]), ("volume", "P×Q")),
    Example("incentives-pull-apart", ("R-C61",), "information", "#/fundingAgreements/1",
        of_form(PRODUCTION, LUMP_SUM),
        of_form({**PRODUCTION, "validUntil": "2026-12-31"}, {**LUMP_SUM, "validFrom": "2027-01-01"}), ("volume",)),
]  # fmt: skip
EXAMPLES = [
    *POPULATION, *LEGAL, *SCENARIOS, *DUTIES, *CHOICE, *RISK, *CEILINGS, *PERIOD, *PRICES, *COMBINED,
]  # fmt: skip
