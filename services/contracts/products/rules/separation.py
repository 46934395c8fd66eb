"""Whether a care type belongs in the basic budget: low volume with high variance would eat it (R-C53)."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt

from shared.values import Derivation, Money, Sentence
from shared.values.money import rounded
from shared.values.products import Separation

_WHOLE = 10_000
_SHARE = Sentence(
    "product.separation-share",
    nl="{cases} gevallen van {each_cents} kosten {total_cents}: {result_basis_points} van het basisbudget van {budget_cents}.",
    en="{cases} cases of {each_cents} cost {total_cents}: {result_basis_points} of the basic budget of {budget_cents}.",
)
_VARIATION = Sentence(
    "product.separation-variation",
    nl="Bij {cases} gevallen wijkt een jaar gemiddeld {result_basis_points} af van wat wordt verwacht.",
    en="With {cases} cases a year deviates {result_basis_points} on average from what is expected.",
)
_SEPARATE = Sentence(
    "product.separation-advised",
    nl="Een deel vanaf {share_basis_points} met een variatie vanaf {variation_basis_points} kan de basis verdringen:"
    " organiseer het specialistisch of vereven het risico.",
    en="A part of {share_basis_points} or more with a variation of {variation_basis_points} or more can crowd out the"
    " basis: organise it as specialist care or pool the risk.",
)
_KEEP = Sentence(
    "product.separation-not-needed",
    nl="Een deel vanaf {share_basis_points} met een variatie vanaf {variation_basis_points} doet zich niet voor: het kan in"
    " het basisbudget.",
    en="A part of {share_basis_points} or more with a variation of {variation_basis_points} or more does not occur: it can"
    " stay in the basic budget.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareType:
    """What is known of a care type: cases a year, the mean cost of one and its standard deviation, beside the basic budget.

    The two thresholds are parameters: from which part of the budget, and from which variation between years.
    """

    cases: int
    cost_per_case_cents: int
    deviation_per_case_cents: int
    basic_budget_cents: int
    threshold_basis_points: int
    variation_basis_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparationFound:
    """The advice, with the expected cost, its part of the basic budget, and how much years differ."""

    advice: Separation
    total_cents: int
    share_basis_points: int
    variation_basis_points: int | None
    why: Derivation


def advise_separation(care: CareType) -> SeparationFound:
    """Basic, or specialist or pooling: 3 cases of €150,000 in a basic budget of €1.0 m are 45 % (R-C53).

    The number of cases of a year is taken to vary by chance alone (Poisson), the cost of one by its deviation.
    """
    total = Money(care.cases * care.cost_per_case_cents)
    budget = Money(care.basic_budget_cents)
    share = rounded(total.cents * _WHOLE, budget.cents)
    variation = _variation(care)
    why = Derivation().because(
        "R-C53", _SHARE, share, cases=care.cases, each_cents=Money(care.cost_per_case_cents), total_cents=total,
        budget_cents=budget,
    )  # fmt: skip
    if variation is not None:
        why = why.because("R-C53", _VARIATION, variation, cases=care.cases)
    eats = share >= care.threshold_basis_points and (variation or 0) >= care.variation_basis_points
    # Nothing is expected, so nothing is eaten, whatever the thresholds.
    apart = eats and variation is not None
    advice = Separation.SPECIALIST_OR_POOLING if apart else Separation.BASIC
    why = why.because(
        "R-C53", _SEPARATE if apart else _KEEP, advice,
        share_basis_points=care.threshold_basis_points, variation_basis_points=care.variation_basis_points,
    )  # fmt: skip
    return SeparationFound(
        advice=advice,
        total_cents=total.cents,
        share_basis_points=share,
        variation_basis_points=variation,
        why=why,
    )


def _variation(care: CareType) -> int | None:
    """The standard deviation of a year's cost as a part of its expectation, in basis points; None without any cost."""
    mean, deviation = care.cost_per_case_cents, care.deviation_per_case_cents
    if not care.cases or not mean:
        return None
    return isqrt(_WHOLE**2 * (mean**2 + deviation**2) // (care.cases * mean**2))
