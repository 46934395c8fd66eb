"""Findings on measuring: no baseline, nothing measured, incomplete, too late (R-O11, R-O32, E-01, E-15, E-54)."""

from __future__ import annotations

from services.outcomes.completeness.rules import completeness as completeness_of
from services.outcomes.completeness.rules import share_of
from services.outcomes.findings.rules.core import Case, Found, kind
from services.outcomes.findings.rules.sets import NO_FORM, POPULATION
from services.outcomes.indicators.rules import quarter_period
from shared.values.findings import FindingSeverity
from shared.values.terms import IndicatorKind, MeasurementSource

_WARN, _INFO = FindingSeverity.WARNING, FindingSeverity.INFORMATION
_WHOLE = 10_000

_BASELINE_MEND = (
    "Registreer de nulmeting per gebied (moment baseline, een kwartaal vóór het begin).",
    "Register the baseline for each area (moment baseline, a quarter before the start).",
)
NO_BASELINE = kind(
    "no-baseline",
    "R-O11",
    _WARN,
    reason=(
        "Van {codes} is vóór het begin op {start} geen nulmeting gedaan.",
        "Of {codes} no baseline was measured before the start on {start}.",
    ),
    mend=_BASELINE_MEND,
    source="001 ▸ nulmeting uitgevoerd",
)
NO_BASELINE_IN_AREA = kind(
    "no-baseline-in-area",
    "R-O11",
    _WARN,
    reason=(
        "Van {codes} is vóór het begin op {start} geen nulmeting gedaan in gebied {areas}.",
        "Of {codes} no baseline was measured before the start on {start} in area {areas}.",
    ),
    mend=_BASELINE_MEND,
    source="001 ▸ nulmeting uitgevoerd",
)
UNMEASURED = kind(
    "quarters-without-results",
    "E-15",
    _WARN,
    reason=(
        "Dit populatiecontract heeft {count} kwartalen achter elkaar geen gemeten resultaat: {quarters}. Dat is beschikbaarheid in"
        " een nieuw jasje.",
        "This population contract has no measured result for {count} quarters in a row: {quarters}. That is availability in a new"
        " coat.",
    ),
    mend=(
        "Meet, en voer het gesprek over de resultaten.",
        "Measure, and hold the talks on the results.",
    ),
    source="001 ▸ een soort subsidie in een nieuw",
)
INCOMPLETE = kind(
    "incomplete-measurements",
    "E-54",
    _WARN,
    reason=(
        "Van de {due} metingen die er moesten zijn, zijn er {measured}: {share_basis_points}, minder dan {limit_basis_points}.",
        "Of the {due} measurements that were due there are {measured}: {share_basis_points}, less than {limit_basis_points}.",
    ),
    mend=(
        "Vul de ontbrekende kwartalen aan, of kies indicatoren die professionals al registreren.",
        "Fill the missing quarters, or choose indicators that professionals record already.",
    ),
    source="003 ▸ hun data niet (voldoende) op",
    related=("R-O32",),
)
SILENT_PROVIDER = kind(
    "provider-data-missing",
    "E-01",
    _WARN,
    reason=(
        "De aanbieder leverde {measured} van de {due} metingen die hij zelf levert: {share_basis_points}, minder dan"
        " {limit_basis_points}.",
        "The provider gave {measured} of the {due} measurements that it gives itself: {share_basis_points}, less than"
        " {limit_basis_points}.",
    ),
    mend=(
        "Vraag de aanbieder de metingen aan te leveren, of laat een ander meten.",
        "Ask the provider for the measurements, or let another measure.",
    ),
    source="000 ▸ Informatieasymmetrie",
    related=("E-54", "R-O32"),
)
LATE = kind(
    "late-registrations",
    "E-54",
    _WARN,
    reason=(
        "Van {count} metingen kwamen er {late} meer dan {days} dagen na hun kwartaal: {share_basis_points}, meer dan"
        " {limit_basis_points}.",
        "Of {count} measurements {late} came more than {days} days after their quarter: {share_basis_points}, more than"
        " {limit_basis_points}.",
    ),
    mend=(
        "Spreek een dag van aanleveren af, of stel de termijn bij (PUT /v1/indicator-policy).",
        "Agree on a day of delivery, or adjust the term (PUT /v1/indicator-policy).",
    ),
    source="003 ▸ hun data niet (voldoende) op",
)


def baseline(case: Case) -> Found:
    """Outcome indicators without a baseline before the start: for each area of the population where these are known (R-O11)."""
    outcomes = [one for one in case.indicators if one.kind is IndicatorKind.OUTCOME]
    start = case.contract.start_date
    before = {(one.indicator_id, one.area) for one in case.baselines}
    if not case.areas:
        known = {identity for identity, _ in before}
        codes = [one.code for one in outcomes if one.id not in known]
        if codes:
            yield NO_BASELINE.at(case, codes, codes=codes, start=start)
        return
    missing: dict[tuple[str, ...], list[str]] = {}
    for one in outcomes:
        lacking = tuple(area for area in case.areas if (one.id, area) not in before)
        if lacking:
            missing.setdefault(lacking, []).append(one.code)
    for areas, codes in missing.items():
        yield NO_BASELINE_IN_AREA.at(case, codes, codes=codes, start=start, areas=list(areas))


def unmeasured(case: Case) -> Found:
    """A population contract without a measured result in the last quarters that are over (E-15)."""
    if not case.contract.forms:
        yield UNMEASURED.lacks(NO_FORM)
        return
    wanted = case.limits.quarters_without_results
    last = case.completed[-wanted:]
    is_population = any(one in POPULATION for one in case.contract.forms)
    if is_population and len(last) == wanted and not case.measured_quarters.intersection(last):
        yield UNMEASURED.at(case, count=wanted, quarters=last)


def completeness(case: Case) -> Found:
    """Less measured than was due: in all, and of what the provider gives itself (E-54, E-01, R-O32)."""
    limit = case.limits.completeness_basis_points
    own = [one for one in case.indicators if one.source is MeasurementSource.PROVIDER]
    for found, indicators in ((INCOMPLETE, case.indicators), (SILENT_PROVIDER, own)):
        due, registered, lacking = 0, 0, dict[str, None]()
        for year in range(case.contract.start_date.year, case.today.year + 1):
            told = completeness_of(case.contract, year, indicators, case.registered, (), case.today)
            due, registered = due + told.due, registered + told.registered
            lacking |= dict.fromkeys(one.indicator for one in told.indicators if one.registered < one.due)
        share = share_of(registered, due)
        if share is not None and registered * _WHOLE < limit * due:
            yield found.at(
                case, list(lacking), due=due, measured=registered, share_basis_points=share,
                limit_basis_points=limit,
            )  # fmt: skip


def lateness(case: Case) -> Found:
    """Too many measurements that came long after their quarter (E-54)."""
    limit, days = case.limits.late_basis_points, case.limits.late_days
    known = [one for one in case.observed.values() if one.registered_on is not None]
    late = []
    for one in known:
        last = quarter_period(one.quarter).last_day
        if one.registered_on is not None and last is not None and (one.registered_on - last).days > days:
            late.append(one)
    if known and len(late) * _WHOLE > limit * len(known):
        names = {one.id: one.code for one in case.indicators}
        codes = sorted({names[one.indicator_id] for one in late if one.indicator_id in names})
        yield LATE.at(
            case, codes, count=len(known), late=len(late), days=days,
            share_basis_points=len(late) * _WHOLE // len(known), limit_basis_points=limit,
        )  # fmt: skip


DETECTORS = (baseline, unmeasured, completeness, lateness)
