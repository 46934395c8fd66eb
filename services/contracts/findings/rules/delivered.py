"""Findings on what was done of what a contract asks: social return and demands on structure and process (R-C31, R-C32)."""

from __future__ import annotations

from services.contracts.findings.rules.core import Case, Found, kind
from services.contracts.quality_deliveries.rules import QualityCheck
from shared.values import add_months
from shared.values.demands import QualityStanding
from shared.values.findings import FindingSeverity

_INFO, _WARN = FindingSeverity.INFORMATION, FindingSeverity.WARNING

GAP = kind(
    "social-return-gap",
    "R-C31",
    _WARN,
    reason=(
        "Tot en met {ends_on} is {required_cents} aan social return vereist en {realised_cents} erkend: er ontbreekt {gap_cents}."
        " Op een oordeel wacht {awaiting_cents}.",
        "Up to and including {ends_on} {required_cents} of social return is required and {realised_cents} recognised: {gap_cents}"
        " is missing. {awaiting_cents} awaits the purchaser's word.",
    ),
    helps=(
        "Spreek af hoe het tekort nog wordt ingevuld, en geef inspanningen op zodra zij zijn gedaan.",
        "Agree how the gap is still filled, and tell efforts as soon as they are made.",
    ),
    clears=(
        "Erkende inspanningen ter waarde van het vereiste (POST /v1/social-returns, en het oordeel daarover).",
        "Recognised efforts worth what is required (POST /v1/social-returns, and the decision on them).",
    ),
    source="001 ▸ Social return (5%)",
)
TOO_LITTLE = kind(
    "quality-minimum-not-delivered",
    "R-C32",
    _WARN,
    reason=(
        "Kwaliteitseis {demand}: in {short} van de {trajectories} trajecten is minder geleverd dan {minimum}; het minst in traject"
        " {trajectory}: {delivered}.",
        "Quality demand {demand}: in {short} of {trajectories} trajectories less than {minimum} was delivered; least in trajectory"
        " {trajectory}: {delivered}.",
    ),
    helps=(
        "Bespreek met de aanbieder waarom minder is geleverd, en of de eis of de inzet wijzigt.",
        "Discuss with the provider why less was delivered, and whether the demand or the effort changes.",
    ),
    clears=(
        "Ten minste het minimum in elk afgerond traject (POST /v1/quality-deliveries).",
        "At least the minimum in every trajectory that ended (POST /v1/quality-deliveries).",
    ),
    source="000 ▸ minimumaantal uren inzet per traject",
    related=("E-27",),
)
NOT_MET = kind(
    "quality-demand-not-met",
    "R-C32",
    _WARN,
    reason=(
        "Kwaliteitseis {demand}: in {short} van de {trajectories} trajecten is er niet aan voldaan, zoals in traject {trajectory}.",
        "Quality demand {demand}: in {short} of {trajectories} trajectories it was not met, as in trajectory {trajectory}.",
    ),
    helps=(
        "Bespreek met de aanbieder hoe alsnog aan de eis wordt voldaan.",
        "Discuss with the provider how the demand is met after all.",
    ),
    clears=(
        "Voldaan aan de eis in elk afgerond traject (POST /v1/quality-deliveries).",
        "The demand met in every trajectory that ended (POST /v1/quality-deliveries).",
    ),
    source="000 ▸ minimumaantal uren inzet per traject",
)
_SHARE = "#/conditions/socialReturn"


def social_return(case: Case) -> Found:
    """A gap over the years that ended or end soon: a warning at the end of the term, before that a remark (R-C31, G-13).

    Social return is a share of the sum of the whole term, so that what is done later makes an earlier year good.
    """
    told = case.delivered.social_return
    if told is None:
        return
    horizon = add_months(case.today, case.facts.limits.social_return_months)
    due = [one for one in told.years if one.valid_until <= horizon]
    if not due:
        return
    required = sum(one.required_cents for one in due)
    gap, is_end = required - told.realised_cents, due[-1] is told.years[-1]
    if gap > 0:
        yield GAP.weighing(_WARN if is_end else _INFO).at(
            _SHARE,
            ends_on=due[-1].valid_until,
            required_cents=required,
            realised_cents=told.realised_cents,
            gap_cents=gap,
            awaiting_cents=told.awaiting_cents,
        )
    if not all(one.known for one in due):
        yield GAP.lacks(f"{_SHARE}/base")


def quality(case: Case) -> Found:
    """Demands that fall short in trajectories that ended; of which nothing was told, that cannot be judged (R-C32, E-27)."""
    told, conditions = case.delivered.quality, case.terms.conditions
    if told is None or conditions is None:
        return
    places = {one.number: index for index, one in enumerate(conditions.quality_demands)}
    for one in told.checks:
        where = f"#/conditions/qualityDemands/{places[one.demand_number]}"
        if one.standing is QualityStanding.UNREPORTED:
            yield TOO_LITTLE.lacks(where) if one.minimum is not None else NOT_MET.lacks(where)
        elif one.short:
            yield from _short(one, where)


def _short(one: QualityCheck, where: str) -> Found:
    lowest = one.signals[0]
    told = {
        "demand": one.demand_number,
        "short": one.short,
        "trajectories": one.trajectories,
        "trajectory": lowest.trajectory_reference,
    }
    if lowest.delivered is None:
        yield NOT_MET.at(where, **told)
    else:
        yield TOO_LITTLE.at(where, minimum=one.minimum, delivered=lowest.delivered, **told)


DETECTORS = (social_return, quality)
