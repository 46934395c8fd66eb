"""Why a rate stands where it stands: the numbers behind each line, as sentences (R-A39)."""

from __future__ import annotations

from collections.abc import Sequence

from services.access.referral_rates.rules.types import BudgetShift, ReferralRate
from shared.values import Derivation, Sentence
from shared.values.referring import RateGap

NORM = Sentence(
    "referral-rates.norm",
    nl="Een afwijking valt op boven {norm_basis_points} en vanaf {minimum} verwijzingen (beleid, versie {policy_version}).",
    en="A deviation stands out above {norm_basis_points} and from {minimum} referrals on (policy, version {policy_version}).",
)
COUNTED = Sentence(
    "referral-rates.counted",
    nl="Een vraag telt één keer, bij haar eerste verwijzing; zorg waarvan bekend is dat zij basiszorg is telt niet mee ({lighter}), onbekende wel ({unknown}).",
    en="A question counts once, at its first referral; care that is known to be basic is left out ({lighter}), what is not known counts ({unknown}).",
)
RATE = Sentence(
    "referral-rates.rate",
    nl="{subject}: {referrals} verwijzingen op {population} inwoners ({year}) is {result} per 1.000.",
    en="{subject}: {referrals} referrals of {population} inhabitants ({year}) is {result} per 1,000.",
)
COUNT = Sentence(
    "referral-rates.count",
    nl="{subject}: {referrals} verwijzingen; er is geen inwonertal om ze over te tellen ({gap}).",
    en="{subject}: {referrals} referrals; there are no inhabitants to count them over ({gap}).",
)
MEAN = Sentence(
    "referral-rates.mean",
    nl="{peers} andere teams van dezelfde soort hebben samen {referrals} verwijzingen op {population} inwoners: gemiddeld {result} per 1.000.",
    en="{peers} other teams of the same kind have {referrals} referrals of {population} inhabitants together: a mean of {result} per 1,000.",
)
DEVIATION = Sentence(
    "referral-rates.deviation",
    nl="{subject}: {rate} tegenover gemiddeld {mean} is een afwijking van {result_basis_points}.",
    en="{subject}: {rate} against a mean of {mean} is a deviation of {result_basis_points}.",
)
EARLIER = Sentence(
    "referral-rates.earlier",
    nl="{subject}: {referrals} verwijzingen tegenover {earlier} in de even lange periode ervoor, per inwoner waar dat aantal bekend is: een afwijking van {result_basis_points}.",
    en="{subject}: {referrals} referrals against {earlier} in the period before, which is as long, per inhabitant where those are known: a deviation of {result_basis_points}.",
)
SHIFT = Sentence(
    "referral-rates.shift",
    nl="Contract {contract_number} betaalt sinds {started_on} een vast budget: {after} keer doorverwezen in {days} dagen, tegenover {before} in evenveel dagen ervoor.",
    en="Contract {contract_number} pays a fixed budget since {started_on}: referred on {after} times in {days} days, against {before} in as many days before.",
)
_NOBODY = "-"


def explain(
    lines: Sequence[ReferralRate],
    shifts: Sequence[BudgetShift],
    *,
    norm_basis_points: int,
    minimum: int,
    policy_version: int,
) -> Derivation:
    """A step for each figure of each line that is known, and for what stands out against a fixed budget."""
    why = Derivation().because(
        "R-A39", NORM, norm_basis_points=norm_basis_points, minimum=minimum, policy_version=policy_version
    )
    lighter, unknown = sum(one.lighter for one in lines), sum(one.layer_unknown for one in lines)
    why = why.because("R-A39", COUNTED, lighter=lighter, unknown=unknown)
    for line in lines:
        why = _of_line(line, why)
    for one in shifts:
        why = why.because(
            "E-11", SHIFT, contract_number=one.contract_number, started_on=one.started_on, after=one.after,
            days=one.days, before=one.before,
        )  # fmt: skip
    return why


def _of_line(line: ReferralRate, why: Derivation) -> Derivation:
    subject = line.subject or _NOBODY
    if line.per_thousand is None:
        gap = line.gap or RateGap.AREAS_UNKNOWN
        why = why.because("R-A39", COUNT, subject=subject, referrals=line.referrals, gap=gap)
    else:
        why = why.because(
            "R-A39", RATE, line.per_thousand, subject=subject, referrals=line.referrals,
            population=line.population, year=line.population_year,
        )  # fmt: skip
    if line.deviation_basis_points is not None:
        why = why.because(
            "R-A39", MEAN, line.mean_per_thousand, peers=line.peers, referrals=line.peer_referrals,
            population=line.peer_population,
        ).because(
            "R-A39", DEVIATION, line.deviation_basis_points, subject=subject, rate=line.per_thousand,
            mean=line.mean_per_thousand,
        )  # fmt: skip
    if line.earlier_deviation_basis_points is not None:
        why = why.because(
            "R-A39", EARLIER, line.earlier_deviation_basis_points, subject=subject, referrals=line.referrals,
            earlier=line.earlier_referrals,
        )  # fmt: skip
    return why


__all__ = ["explain"]
