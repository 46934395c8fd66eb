"""Findings on population funding: does it carry results, weight and scale, and does the role fit (R-C02, R-C03, R-C53 … R-C56)."""

from __future__ import annotations

from services.contracts.findings.rules.core import Case, Found, funding_at, kind
from shared.values.agreements import BasicForm, FundingForm
from shared.values.arrangements import RoleModel
from shared.values.findings import FindingSeverity
from shared.values.populations import EntryCondition
from shared.values.terms import IndicatorScope

_INFO, _WARN = FindingSeverity.INFORMATION, FindingSeverity.WARNING

IN_DISGUISE = kind(
    "availability-in-disguise",
    "R-C03",
    _WARN,
    reason=(
        "Vast budget voor een populatie met {count} resultaatafspraken: feitelijk beschikbaarheidsbekostiging in vermomming.",
        "A fixed budget for a population with {count} result agreements: in fact availability funding in disguise.",
    ),
    helps=(
        "Spreek resultaten voor de populatie af en voer daarover het resultaatgesprek.",
        "Agree on results for the population and keep the dialogue on results.",
    ),
    clears=(
        "Ten minste één resultaatafspraak met scope population.",
        "At least one result agreement with scope population.",
    ),
    source="001 ▸ Feitelijk spreken we dan van beschikbaarheidsbekostiging",
)
CLIENTS_ONLY = kind(
    "results-of-clients-only",
    "R-C03",
    _INFO,
    reason=(
        "Van de {count} resultaatafspraken gaat er geen over de hele populatie: risico op onderproductie voor wie nog geen"
        " ondersteuning krijgt.",
        "None of the {count} result agreements is about the whole population: a risk of under-production for people who are"
        " not supported yet.",
    ),
    helps=(
        "Stuur op resultaten voor de gehele populatie: een voorwaarde voor preventie en vroegsignalering.",
        "Steer on results for the whole population: a condition for prevention and early detection.",
    ),
    clears=(
        "Ten minste één resultaatafspraak met scope population.",
        "At least one result agreement with scope population.",
    ),
    source="001 ▸ onderproductie voor mensen binnen",
)
DEVIATES = kind(
    "definition-deviation",
    "R-C02",
    _INFO,
    reason=(
        "De definitietoets scoort {score} van 5; de overeenkomst wijkt af op punt {deviations}.",
        "The definition test scores {score} of 5; the agreement deviates on point {deviations}.",
    ),
    clears=(
        "Een nieuwe toets waarin alle criteria zijn gehaald.",
        "A new test in which all criteria are met.",
    ),
    source="001 ▸ Dit bedrag is gebaseerd op zwaarte",
)
UNMEASURED = kind(
    "results-not-measured",
    "E-15",
    _WARN,
    reason=(
        "Al {quarters} kwartalen zijn er geen resultaten gemeten bij een vast budget: een subsidie in een nieuw jasje.",
        "For {quarters} quarters no results were measured under a fixed budget: a subsidy in a new coat.",
    ),
    helps=("Houd het gesprek over resultaten gaande.", "Keep the dialogue on results."),
    clears=(
        "Een gemeten resultaat in dit kwartaal (quartersWithoutResults onder de grens).",
        "A measured result this quarter (quartersWithoutResults below the limit).",
    ),
    source="001 ▸ een soort subsidie in een nieuw",
    related=("R-C03",),
)
NO_PREVENTION = kind(
    "no-incentive-to-prevent-entry",
    "R-C54",
    _WARN,
    reason=(
        "De doelgroep '{group}' begint bij: {entry_nl}. Er is geen prikkel om instroom te voorkomen, en er zijn geen extra maatregelen"
        " afgesproken.",
        "The target group '{group}' begins at: {entry_en}. There is no incentive to prevent entry, and no extra measures were"
        " agreed.",
    ),
    helps=(
        "Zet met extra maatregelen in op het voorkomen van de diagnose.",
        "Take extra measures to prevent the diagnosis.",
    ),
    clears=("Ten minste één preventionMeasures.", "At least one of preventionMeasures."),
    source="001 ▸ voor deze doelgroep als de diagnose",
    related=("E-17",),
)
VARIANCE = kind(
    "variance-above-equity",
    "R-C55",
    _WARN,
    reason=(
        "De kosten kunnen {deviation_cents} afwijken (standaardafwijking); het eigen vermogen van de aanbieder is {equity_cents}.",
        "Costs may deviate by {deviation_cents} (standard deviation); the provider's equity is {equity_cents}.",
    ),
    helps=(
        "Contracteer een samenwerkingsverband met voldoende volume en schaal.",
        "Contract a consortium with enough volume and scale.",
    ),
    clears=(
        "Een eigen vermogen dat de standaardafwijking van de kosten dekt, of een andere risicodrager.",
        "Equity that covers the standard deviation of the costs, or another risk bearer.",
    ),
    source="001 ▸ voldoende volume en schaal",
)
NO_SCALE = kind(
    "provider-without-scale",
    "E-44",
    _WARN,
    reason=(
        "Eén aanbieder met een jaaromzet van {turnover_cents} draagt een populatiebudget van {annual_cents} per jaar.",
        "One provider with a yearly turnover of {turnover_cents} carries a population budget of {annual_cents} a year.",
    ),
    helps=("Vorm een samenwerkingsverband.", "Form a consortium."),
    clears=(
        "Een samenwerkingsverband, of een aanbieder met een omzet van ten minste het budget.",
        "A consortium, or a provider whose turnover is at least the budget.",
    ),
    source="001 ▸ voldoende volume en schaal",
    related=("R-C55",),
)
ROLE_MISSING = kind(
    "role-model-missing",
    "R-C56",
    _WARN,
    reason=(
        "De overeenkomst noemt geen rolmodel (markt, regie of partner).",
        "The agreement names no role model (market, director or partner).",
    ),
    clears=("Vul arrangement.roleModel in.", "Fill in arrangement.roleModel."),
    source="001 ▸ best past in het model van wederzijdse",
)
MARKET_ROLE = kind(
    "population-funding-in-market-model",
    "R-C56",
    _INFO,
    reason=(
        "Populatiebekostiging past het best bij wederzijdse afhankelijkheid (partnermodel); hier is het marktmodel gekozen.",
        "Population funding fits mutual dependence (the partner model) best; here the market model was chosen.",
    ),
    clears=(
        "Rolmodel partner of regie, of een andere bekostigingsvorm.",
        "The partner or director model, or another form of funding.",
    ),
    source="001 ▸ best past in het model van wederzijdse",
)
COSTLY_CARE = kind(
    "costly-care-eats-budget",
    "R-C53",
    _WARN,
    reason=(
        "{name}: {cases} gevallen kosten samen {cost_cents}, {share_basis_points} van het basisbudget van {budget_cents}.",
        "{name}: {cases} cases cost {cost_cents} together, {share_basis_points} of the basic budget of {budget_cents}.",
    ),
    helps=(
        "Breng deze zorg onder bij specialistische ondersteuning, of pool haar.",
        "Make this care specialist support, or pool it.",
    ),
    clears=(
        "Deze zorg buiten het basisbudget, of een kleiner deel ervan.",
        "This care outside the basic budget, or a smaller part of it.",
    ),
    source="001 ▸ grote hap uit het",
)


def results(case: Case) -> Found:
    """A population's budget without results for that population (R-C03), or without measuring (E-15)."""
    place = next(case.of_basic(BasicForm.POPULATION), None)
    if place is None:
        return
    agreements = {one.number for one in case.terms.agreements}
    if not agreements:
        yield IN_DISGUISE.at("#/agreements", count=0)
    elif not any(one.scope is IndicatorScope.POPULATION for one in case.terms.agreements):
        yield CLIENTS_ONLY.at("#/agreements", count=len(agreements))
    quarters = case.facts.quarters_without_results
    if quarters is None:
        yield UNMEASURED.lacks("#/context/quartersWithoutResults")
    elif quarters >= case.facts.limits.quarters_without_results:
        yield UNMEASURED.at("#/context/quartersWithoutResults", quarters=quarters)


def definition(case: Case) -> Found:
    """The deviations of the definition test (R-C02)."""
    if not any(case.of_basic(BasicForm.POPULATION)):
        return
    if case.definition is None:
        yield DEVIATES.lacks("#/definitionTest")
    elif case.definition.deviations:
        told = case.definition
        yield DEVIATES.at("#/definitionTest", score=told.score, deviations=told.deviations)


def entry(case: Case) -> Found:
    """A sub-population that one enters by a diagnosis, without measures to prevent it (R-C54, E-17)."""
    if any(one.prevention_measures for one in case.terms.funding_agreements):
        return
    for index, one in case.of_form(FundingForm.POPULATION_TARGET_GROUP):
        where = funding_at(index, "preventionMeasures")
        told = {"entry_nl": one.entry_condition, "entry_en": one.entry_condition}
        yield NO_PREVENTION.at(where, group=one.target_group, **told)
        return
    group = case.facts.entry_group
    if group is None or group.prevention_measures or group.entry is not EntryCondition.DIAGNOSIS:
        return
    if any(case.of_basic(BasicForm.POPULATION)):
        told = {"entry_nl": "de diagnose", "entry_en": "the diagnosis"}
        yield NO_PREVENTION.at("#/populationId", group=group.name, **told)


def scale(case: Case) -> Found:
    """Whether who carries the budget can (R-C55, E-44)."""
    if not any(case.of_basic(BasicForm.POPULATION)):
        return
    facts = case.facts
    if facts.cost_deviation_cents is None or facts.provider_equity_cents is None:
        lacking = "costDeviationCents" if facts.cost_deviation_cents is None else "providerEquityCents"
        yield VARIANCE.lacks(f"#/context/{lacking}")
    elif facts.cost_deviation_cents > facts.provider_equity_cents:
        told = {"deviation_cents": facts.cost_deviation_cents, "equity_cents": facts.provider_equity_cents}
        yield VARIANCE.at("#/context/costDeviationCents", **told)
    if case.terms.consortium_id is not None:
        return
    if facts.provider_turnover_cents is None:
        yield NO_SCALE.lacks("#/context/providerTurnoverCents")
    elif facts.provider_turnover_cents < case.yearly_cents:
        told = {"turnover_cents": facts.provider_turnover_cents, "annual_cents": case.yearly_cents}
        yield NO_SCALE.at("#/provider", **told)


def role(case: Case) -> Found:
    """The role model is named, and fits the form (R-C56)."""
    named = case.terms.arrangement.role_model if case.terms.arrangement is not None else None
    if named is None:
        yield ROLE_MISSING.at("#/arrangement/roleModel")
    elif named is RoleModel.MARKET and any(case.of_basic(BasicForm.POPULATION)):
        yield MARKET_ROLE.at("#/arrangement/roleModel")


def costly_care(case: Case) -> Found:
    """Few cases that eat the basic budget: 3 × €150,000 of €1.0 m is 45 % (R-C53)."""
    facts = case.facts
    if not facts.care_types:
        return
    budget = facts.basic_budget_cents or case.yearly_cents
    if not budget:
        yield COSTLY_CARE.lacks("#/context/basicBudgetCents")
        return
    for index, one in enumerate(facts.care_types):
        share = one.cost_cents * 10_000 // budget
        if one.cases <= facts.limits.care_type_cases and share >= facts.limits.care_type_basis_points:
            yield COSTLY_CARE.at(
                f"#/context/careTypes/{index}",
                name=one.name,
                cases=one.cases,
                cost_cents=one.cost_cents,
                share_basis_points=share,
                budget_cents=budget,
            )


DETECTORS = (results, definition, entry, scale, role, costly_care)
