"""Findings on who bears which risk: pooling, savings, guarantees, floors, cuts (R-C47, R-C59, E-14, E-37, E-41, E-52)."""

from __future__ import annotations

from services.contracts.findings.rules.core import Case, Found, kind
from shared.values.agreements import IncentiveKind, LegalForm
from shared.values.findings import FindingSeverity

_WARN = FindingSeverity.WARNING
NO_POOL = kind(
    "no-risk-policy",
    "R-C59",
    _WARN,
    reason=(
        "De gemeente doet niet mee aan een regionale pool en heeft geen eigen voorziening: er is geen risicobeleid.",
        "The municipality takes no part in a regional pool and keeps no provision of its own: there is no risk policy.",
    ),
    helps=(
        "Stel eigen risicobeleid op: pool in de regio, of houd een eigen voorziening aan.",
        "Write a risk policy: pool in the region, or keep a provision of your own.",
    ),
    clears=(
        "Deelname aan een pool, of een eigen voorziening (conditions.ownRiskProvision).",
        "A pool, or a provision of one's own (conditions.ownRiskProvision).",
    ),
    source="000 ▸ opstellen eigen risicobeleid",
)
FLUCTUATION = kind(
    "large-fluctuation-borne-alone",
    "E-14",
    _WARN,
    reason=(
        "De kosten schommelen met {deviation_cents}, {share_basis_points} van het budget van {budget_cents}, zonder pool of"
        " voorziening.",
        "Costs fluctuate by {deviation_cents}, {share_basis_points} of the budget of {budget_cents}, without a pool or provision.",
    ),
    helps=("Pool, of houd een eigen voorziening aan.", "Pool, or keep a provision of your own."),
    clears=(
        "Een pool, een voorziening, of een kleinere schommeling.",
        "A pool, a provision, or a smaller fluctuation.",
    ),
    source="000 ▸ grotere financiële risico's",
    related=("R-C59",),
)
CUT = kind(
    "cut-after-saving",
    "R-C47",
    _WARN,
    reason=(
        "Vorig jaar is {saved_cents} ({share_basis_points}) bespaard; het budget gaat volgend jaar van {budget_cents} naar"
        " {next_cents}: succes wordt gestraft.",
        "Last year {saved_cents} ({share_basis_points}) was saved; next year's budget goes from {budget_cents} to"
        " {next_cents}: success is punished.",
    ),
    helps=("Maak meerjarenafspraken over het budget.", "Agree on the budget for several years."),
    clears=(
        "Een budget voor volgend jaar dat niet onder dat van nu ligt.",
        "A budget for next year that is not below the present one.",
    ),
    source="002 ▸ besparingen weten te realiseren",
    related=("E-33",),
)
DUTIES = kind(
    "guarantee-without-duties",
    "E-37",
    _WARN,
    reason=(
        "De gemeente garandeert {base_cents}; van de {count} tegenprestaties van de aanbieder is niet vervuld: {missing}.",
        "The municipality guarantees {base_cents}; of the provider's {count} duties in return not fulfilled: {missing}.",
    ),
    helps=(
        "Blijf zakelijk en maak wederkerige afspraken.",
        "Stay businesslike and make reciprocal agreements.",
    ),
    clears=("Alle tegenprestaties vervuld.", "All duties fulfilled."),
    source="000 ▸ verschuiving van risico’s naar de gemeenten",
    related=("R-C50",),
)
NO_DUTIES = kind(
    "guarantee-without-reciprocity",
    "E-37",
    _WARN,
    reason=(
        "De gemeente garandeert {base_cents} zonder dat er tegenprestaties van de aanbieder bekend zijn.",
        "The municipality guarantees {base_cents} and no duties of the provider in return are known.",
    ),
    helps=(
        "Blijf zakelijk en maak wederkerige afspraken, zoals een sociaal plan.",
        "Stay businesslike and make reciprocal agreements, such as a social plan.",
    ),
    clears=("Ten minste één tegenprestatie, vervuld.", "At least one duty, fulfilled."),
    source="000 ▸ verschuiving van risico’s naar de gemeenten",
    related=("R-C50",),
)
NO_FLOOR = kind(
    "shrinking-budget-without-floor",
    "E-41",
    _WARN,
    reason=(
        "Het budget van {budget_cents} krimpt met {share_basis_points} per jaar zonder bodem.",
        "The budget of {budget_cents} shrinks by {share_basis_points} a year without a floor.",
    ),
    helps=("Spreek een bodem af.", "Agree on a floor."),
    clears=("Vul floorCents in bij de prikkel.", "Fill in floorCents with the incentive."),
    source="001 ▸ Deze aanpak heeft uiteraard uiteindelijk",
    related=("R-C48",),
)
BELOW_FLOOR = kind(
    "budget-below-floor",
    "E-41",
    _WARN,
    reason=(
        "Het budget van volgend jaar ({next_cents}) ligt onder de bodem van {floor_cents}.",
        "Next year's budget ({next_cents}) lies below the floor of {floor_cents}.",
    ),
    helps=("Houd de bodem aan.", "Keep to the floor."),
    clears=("Een budget op of boven de bodem.", "A budget at or above the floor."),
    source="001 ▸ Deze aanpak heeft uiteraard uiteindelijk",
    related=("R-C48",),
)
SUBSIDY_CUT = kind(
    "subsidy-cut-and-rising-requests",
    "E-52",
    _WARN,
    reason=(
        "Na een korting van {cut_basis_points} op de subsidie stegen de aanvragen van {before} naar {after}: de preventieve werking"
        " is mogelijk weg.",
        "After a cut of {cut_basis_points} of the subsidy requests rose from {before} to {after}: its preventive effect may be gone.",
    ),
    clears=("Aanvragen die na de korting niet stijgen.", "Requests that do not rise after the cut."),
    source="003 ▸ preventieve werking van subsidies",
)


def _share(part: int, whole: int) -> int:
    return part * 10_000 // whole if whole else 0


def _provides(case: Case) -> bool:
    """Whether the municipality keeps a provision of its own: the amount where it is told, else what the contract says."""
    if case.facts.own_provision_cents is not None:
        return case.facts.own_provision_cents > 0
    return case.terms.conditions is not None and case.terms.conditions.own_risk_provision


def pooling(case: Case) -> Found:
    """A risk policy: a pool in the region, or a provision of one's own (R-C59); without one, large fluctuation (E-14)."""
    facts = case.facts
    if _provides(case):
        return
    if facts.pool_member is None:
        yield NO_POOL.lacks("#/context/poolMember")
    if facts.pool_member is not False:
        return
    yield NO_POOL.at("#/context/poolMember")
    budget, deviation = case.yearly_cents or facts.expected_cost_cents or 0, facts.cost_deviation_cents
    if deviation is None or not budget:
        yield FLUCTUATION.lacks("#/context/costDeviationCents")
    elif _share(deviation, budget) >= facts.limits.volatility_basis_points:
        told = {"deviation_cents": deviation, "budget_cents": budget}
        share = _share(deviation, budget)
        yield FLUCTUATION.at("#/context/costDeviationCents", share_basis_points=share, **told)


def saving(case: Case) -> Found:
    """A budget that is cut at once after a saving: saved 5 % in year 1, budget −5 % in year 2 (R-C47, E-33)."""
    facts, budget = case.facts, case.yearly_cents
    saved, following = facts.saved_last_year_cents, facts.next_year_budget_cents
    if not saved or not budget:
        return
    if following is None:
        yield CUT.lacks("#/context/nextYearBudgetCents")
    elif following < budget:
        yield CUT.at(
            "#/context/nextYearBudgetCents",
            saved_cents=saved,
            share_basis_points=_share(saved, budget),
            budget_cents=budget,
            next_cents=following,
        )


def guarantee(case: Case) -> Found:
    """A guarantee against which no fulfilled duties stand shifts market risk to the municipality (E-37, R-C50)."""
    told = case.terms.guarantee
    if told is None:
        return
    missing = [one.description for one in case.facts.duties if not one.fulfilled]
    if not case.facts.duties:
        yield NO_DUTIES.at("#/guarantee", base_cents=told.base_cents)
    elif missing:
        count = len(case.facts.duties)
        yield DUTIES.at("#/guarantee", base_cents=told.base_cents, count=count, missing=missing)


def floor(case: Case) -> Found:
    """A shrinking budget has a floor, and no agreed budget lies below it (E-41, R-C48)."""
    for index, one in enumerate(case.terms.incentives):
        if one.kind is not IncentiveKind.SHRINKING_BUDGET:
            continue
        if one.floor_cents is None:
            told = {"budget_cents": case.yearly_cents, "share_basis_points": one.basis_points or 0}
            yield NO_FLOOR.at(f"#/incentives/{index}/floorCents", **told)
            continue
        following = case.facts.next_year_budget_cents
        if following is not None and following < one.floor_cents:
            told = {"next_cents": following, "floor_cents": one.floor_cents}
            yield BELOW_FLOOR.at("#/context/nextYearBudgetCents", **told)


def subsidy_cut(case: Case) -> Found:
    """Requests that rise after a subsidy was cut (E-52)."""
    facts = case.facts
    if case.terms.legal_form is not LegalForm.SUBSIDY or not facts.subsidy_cut_basis_points:
        return
    before, after = facts.requests_before, facts.requests_after
    if before is None or after is None:
        yield SUBSIDY_CUT.lacks(f"#/context/{'requestsBefore' if before is None else 'requestsAfter'}")
    elif after > before:
        told = {"cut_basis_points": facts.subsidy_cut_basis_points, "before": before, "after": after}
        yield SUBSIDY_CUT.at("#/context/requestsAfter", **told)


DETECTORS = (pooling, saving, guarantee, floor, subsidy_cut)
