"""Findings on what was measured and judged: falling reach, falling satisfaction, no mirror, outside influence, chance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from services.outcomes.findings.rules.core import Case, Found, kind
from services.outcomes.verdicts.rules import IndicatorVerdict
from shared.values.findings import FindingSeverity
from shared.values.terms import Verdict, VerdictBasis

_WARN, _INFO = FindingSeverity.WARNING, FindingSeverity.INFORMATION
_WHOLE = 10_000
_REACH = ("reach", "bereik")

REACH_FALLS = kind(
    "reach-falling",
    "E-10",
    _WARN,
    reason=(
        "Het bereik ({code}) daalde van {before} in {earlier} naar {after} in {later}: onderproductie voor wie nog geen"
        " ondersteuning heeft.",
        "Reach ({code}) fell from {before} in {earlier} to {after} in {later}: too little for who has no support yet.",
    ),
    mend=(
        "Bespreek outreach en preventie, en meet resultaten voor de hele populatie.",
        "Discuss outreach and prevention, and measure results for the whole population.",
    ),
    source="001 ▸ onderproductie voor mensen binnen",
)
NOT_ATTRIBUTABLE = kind(
    "not-attributable",
    "E-22",
    _WARN,
    reason=(
        "Van {judged} beoordeelde resultaten zijn er {outside} niet aan de aanbieder toe te rekenen: {share_basis_points}, meer dan"
        " {limit_basis_points}.",
        "Of {judged} judged results {outside} cannot be put down to the provider: {share_basis_points}, more than"
        " {limit_basis_points}.",
    ),
    mend=(
        "Kies doelen binnen de invloedsfeer van de aanbieder.",
        "Choose goals within the provider's influence.",
    ),
    source="002 ▸ factoren buiten de invloedsfeer",
    related=("R-O25",),
)
FALLS_NEAR_CEILING = kind(
    "satisfaction-falling-near-ceiling",
    "E-26",
    _WARN,
    reason=(
        "De tevredenheid ({code}) daalde van {before} naar {after} terwijl {use_basis_points} van het plafond is gebruikt.",
        "Satisfaction ({code}) fell from {before} to {after} while {use_basis_points} of the ceiling is used.",
    ),
    mend=(
        "Bespreek de kwaliteit, en of het plafond nog past.",
        "Discuss the quality, and whether the ceiling still fits.",
    ),
    source="003 ▸ kwaliteit van de zorg. Ook is het",
)
NO_MIRROR = kind(
    "no-internal-benchmark",
    "E-39",
    _INFO,
    reason=(
        "Geen ander contract en geen tweede gebied of aanbieder meet hetzelfde: er is geen interne spiegel.",
        "No other contract and no second area or provider measures the same: there is no internal mirror.",
    ),
    mend=(
        "Gebruik de overstap naar het pgb, cijfers van andere regio's of populatieresultaten als spiegel.",
        "Use switches to the personal budget, figures of other regions or population results as a mirror.",
    ),
    source="001 ▸ spiegelen met andere gebieden of",
    related=("R-O26",),
)
WITHIN_CHANCE = kind(
    "judged-within-chance",
    "E-67",
    _INFO,
    reason=(
        "Het oordeel over {codes} rust op een verschil met de norm dat binnen het toeval valt: de norm ligt in het 95 %-interval.",
        "The verdict on {codes} rests on a difference from the norm that lies within chance: the norm is in the 95 % interval.",
    ),
    mend=(
        "Laat het oordeel op het interval rusten (verdictBasis interval), of meet meer mensen.",
        "Let the verdict rest on the interval (verdictBasis interval), or measure more people.",
    ),
    source="001 ▸ en niet op meetproblemen of toeval",
    related=("R-O10",),
)


def reach(case: Case) -> Found:
    """A reach that was lower in the last quarter than in the one before (E-10)."""
    for one in case.indicators:
        if any(word in f"{one.code} {one.name}".lower().replace("-", " ").split() for word in _REACH):
            series = case.series(one)[-2:]
            if len(series) == 2 and Decimal(series[1].value) < Decimal(series[0].value):
                before, after = series
                yield REACH_FALLS.at(
                    case, [one.code], code=one.code, before=before.value, earlier=before.quarter,
                    after=after.value, later=after.quarter,
                )  # fmt: skip


def attribution(case: Case) -> Found:
    """Too many results that something from outside decided (E-22, R-O25)."""
    told, limit = case.results, case.limits.not_attributable_basis_points
    if told.judged and told.not_attributable * _WHOLE > limit * told.judged:
        yield NOT_ATTRIBUTABLE.at(
            case, judged=told.judged, outside=told.not_attributable,
            share_basis_points=told.not_attributable * _WHOLE // told.judged, limit_basis_points=limit,
        )  # fmt: skip


def _falls(case: Case) -> list[tuple[str, str, str]]:
    """Which satisfaction fell: its code, what it was and what it is; surveys of clients go by who asked."""
    found = []
    for one in case.indicators:
        values = [each.value for each in case.series(one)[-2:]]
        if case.satisfies(one) and _is_lower(values):
            found.append((one.code, values[0], values[1]))
    by_source: dict[str, list[str]] = {}
    for each in sorted(case.surveys, key=lambda one: one.held_on):
        by_source.setdefault(each.source, []).append(each.mean)
    for source, means in sorted(by_source.items()):
        if _is_lower(means[-2:]):
            found.append((source, means[-2], means[-1]))
    return found


def _is_lower(values: Sequence[str]) -> bool:
    return len(values) == 2 and Decimal(values[1]) < Decimal(values[0])


def near_ceiling(case: Case) -> Found:
    """Satisfaction that falls while the ceiling is nearly used up (E-26); the use of the ceiling is told by who asks."""
    falling, use = _falls(case), case.ceiling_use_basis_points
    if falling and use is None:
        yield FALLS_NEAR_CEILING.lacks(
            (
                "De tevredenheid daalt; welk deel van het plafond is gebruikt is niet bekend (ceilingUseBasisPoints).",
                "Satisfaction falls; how much of the ceiling is used is not known (ceilingUseBasisPoints).",
            )
        )
    if use is None or use <= case.limits.ceiling_basis_points:
        return
    codes = {one.code for one in case.indicators}
    for code, before, after in falling:
        named = [code] if code in codes else []
        yield FALLS_NEAR_CEILING.at(case, named, code=code, before=before, after=after, use_basis_points=use)


def mirror(case: Case) -> Found:
    """Nobody beside whom this contract's figures can be held (E-39, R-O26)."""
    if case.parts > 1 or not case.indicators:
        return
    if case.peers is None:
        yield NO_MIRROR.lacks(
            (
                "Welke andere contracten hetzelfde meten ziet alleen de opdrachtgever.",
                "Which other contracts measure the same only the purchaser sees.",
            )
        )
    elif case.peers == 0:
        yield NO_MIRROR.at(case)


def chance(case: Case) -> Found:
    """Verdicts by the point whose norm lies within the interval, and verdicts without an interval to tell (E-67, R-O10)."""
    newest = max(case.verdicts, key=lambda one: one.year, default=None)
    if newest is None:
        return
    judged: dict[str, IndicatorVerdict] = {}
    for one in newest.quarters:
        if one.verdict is not Verdict.NOT_JUDGEABLE and one.value is not None:
            judged[one.indicator] = one
    by_point = [one for one in judged.values() if one.basis is VerdictBasis.POINT]
    near = [one.indicator for one in by_point if _holds_norm(one)]
    if near:
        yield WITHIN_CHANCE.at(case, near, codes=near)
    if any(one.lower is None or one.upper is None for one in by_point):
        yield WITHIN_CHANCE.lacks(
            (
                "Niet bij elke meting staan aantal en spreiding: toeval is dan niet uit te sluiten.",
                "Not every measurement names number and spread: chance cannot be ruled out then.",
            )
        )


def _holds_norm(one: IndicatorVerdict) -> bool:
    if one.norm is None or one.lower is None or one.upper is None:
        return False
    return Decimal(one.lower) <= Decimal(one.norm) <= Decimal(one.upper)


DETECTORS = (reach, attribution, near_ceiling, mirror, chance)
