"""Findings on ceilings: which limit is hit, what a free one asks, and what one per provider takes away (R-C22, R-C62, E-29)."""

from __future__ import annotations

from services.contracts.findings.rules.core import Case, Found, kind
from shared.errors import Text
from shared.values.budgets import CeilingLimit, CeilingScope, LimitOption
from shared.values.findings import FindingSeverity
from shared.values.terms import IndicatorKind

_INFO, _WARN = FindingSeverity.INFORMATION, FindingSeverity.WARNING
ACTIVE_LIMITS: dict[LimitOption, tuple[CeilingLimit, ...]] = {
    LimitOption.BUDGET_CITIZENS_ACTIVITIES: (CeilingLimit.BUDGET, CeilingLimit.CITIZENS, CeilingLimit.ACTIVITIES),
    LimitOption.BUDGET_CITIZENS: (CeilingLimit.BUDGET, CeilingLimit.CITIZENS),
    LimitOption.BUDGET: (CeilingLimit.BUDGET,),
}  # fmt: skip
WORDS = {
    CeilingLimit.CITIZENS: Text("burgers", "citizens"),
    CeilingLimit.ACTIVITIES: Text("verrichtingen", "activities"),
}
LIMIT_HIT = kind(
    "ceiling-limit-exceeded",
    "R-C22",
    _WARN,
    reason=(
        "Het plafond op het aantal {limit_nl} is overschreden: {used} van {most}.",
        "The ceiling on the number of {limit_en} is exceeded: {used} of {most}.",
    ),
    clears=("Gebruik onder de grens, of een ruimere grens.", "Use below the limit, or a wider limit."),
    source="000 ▸ Budget en aantal burgers en",
)
BUDGET_HIT = kind(
    "ceiling-budget-exceeded",
    "R-C22",
    _WARN,
    reason=(
        "Het budgetplafond is overschreden: {used_cents} van {most_cents}.",
        "The budget ceiling is exceeded: {used_cents} of {most_cents}.",
    ),
    clears=("Gebruik onder de grens, of een ruimere grens.", "Use below the limit, or a wider limit."),
    source="000 ▸ Budget en aantal burgers en",
)
UNMONITORED = kind(
    "free-ceiling-without-quality",
    "R-C62",
    _WARN,
    reason=(
        "Alleen het budget is begrensd (optie budget) en er zijn {count} kwaliteitsafspraken om op te monitoren.",
        "Only the budget is limited (option budget) and there are {count} quality agreements to monitor.",
    ),
    helps=("Monitor actief op kwaliteit.", "Monitor quality actively."),
    clears=(
        "Ten minste één resultaatafspraak over kwaliteit (proces of uitkomst).",
        "At least one result agreement on quality (process or outcome).",
    ),
    source="000 ▸ door actief op te monitoren",
)
NO_COMPETITION = kind(
    "ceiling-removes-competition",
    "E-29",
    _INFO,
    reason=(
        "Een plafond per aanbieder haalt de concurrentieprikkel weg.",
        "A ceiling per provider removes the incentive of competition.",
    ),
    helps=("Een plafond voor het collectief.", "A ceiling for all providers together."),
    clears=("Een plafond voor de populatie als geheel.", "A ceiling for the population as a whole."),
    source="003 ▸ concurrentieprikkel weggehaald",
)


def limits(case: Case) -> Found:
    """Each active limit that is exceeded: the 61st citizen under 60 is a breach, but not where only the budget binds (R-C22)."""
    told = case.facts.ceiling
    if told is None:
        return
    counts = {
        CeilingLimit.BUDGET: (told.used_budget_cents, told.budget_cents),
        CeilingLimit.CITIZENS: (told.used_citizens, told.citizens),
        CeilingLimit.ACTIVITIES: (told.used_activities, told.activities),
    }
    for limit in ACTIVE_LIMITS[told.option]:
        used, most = counts[limit]
        if most is None or used <= most:
            continue
        if limit is CeilingLimit.BUDGET:
            yield BUDGET_HIT.at("#/context/ceiling/usedBudgetCents", used_cents=used, most_cents=most)
            continue
        where = f"#/context/ceiling/used{limit.value.capitalize()}"
        yield LIMIT_HIT.at(where, limit_nl=WORDS[limit].nl, limit_en=WORDS[limit].en, used=used, most=most)


def monitoring(case: Case) -> Found:
    """The freest option asks for quality that is watched (R-C62)."""
    told = case.facts.ceiling
    if told is None or told.option is not LimitOption.BUDGET:
        return
    if not any(one.kind is not IndicatorKind.STRUCTURE for one in case.terms.agreements):
        yield UNMONITORED.at("#/agreements", count=0)


def competition(case: Case) -> Found:
    """A ceiling per provider (E-29)."""
    if case.facts.ceiling is not None and case.facts.ceiling.scope is CeilingScope.PROVIDER:
        yield NO_COMPETITION.at("#/context/ceiling/scope")


DETECTORS = (limits, monitoring, competition)
