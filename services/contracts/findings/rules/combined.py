"""Findings on forms that stand together: incentives that remain, and incentives that pull apart (R-C61)."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from services.contracts.contracts.rules import FundingAgreement
from services.contracts.findings.rules.core import Case, Found, kind
from services.contracts.findings.rules.names import form_name
from services.contracts.findings.rules.texts import ARGUMENTS, DIMENSIONS
from shared.values.agreements import BasicForm, FundingForm, IncentiveKind
from shared.values.findings import Dimension, FindingSeverity, Tendency

_INFO, _WARN = FindingSeverity.INFORMATION, FindingSeverity.WARNING
REWARDS = frozenset(
    {
        IncentiveKind.BONUS,
        IncentiveKind.SURCHARGE,
        IncentiveKind.LADDER,
        IncentiveKind.GAIN_SHARE,
        IncentiveKind.INCENTIVE_POOL,
    }
)
REWARDING = (FundingForm.PERFORMANCE_SURCHARGE, FundingForm.INCENTIVE_POOL, FundingForm.GAIN_SHARE)
VOLUME_REMAINS = kind(
    "volume-incentive-remains",
    "R-C61",
    _WARN,
    reason=(
        "{form_nl} blijft de basis: naast de beloning van resultaat blijft de prikkel om volume te maken.",
        "{form_en} remains the base: beside the reward for results the incentive to make volume remains.",
    ),
    helps=(
        "Maak het aandeel van de basisbeloning kleiner, of begrens het volume.",
        "Make the base reward a smaller part, or limit the volume.",
    ),
    clears=(
        "Een basis die niet per prestatie betaalt, of geen bonus daarbovenop.",
        "A base that does not pay for performance, or no bonus on top.",
    ),
    source="001 ▸ elkaar versterken is krachtig",
    related=("N-85",),
)
PULL_APART = kind(
    "incentives-pull-apart",
    "R-C61",
    _INFO,
    reason=(
        "{one_nl} en {other_nl} trekken op {dimension_nl} in tegengestelde richting.",
        "{one_en} and {other_en} pull {dimension_en} in opposite directions.",
    ),
    helps=(
        "Laat vormen elkaar versterken, bijvoorbeeld met gedeelde besparingen.",
        "Let forms reinforce each other, for instance by shared savings.",
    ),
    clears=(
        "Vormen die op deze dimensie dezelfde kant op werken, of na elkaar gelden.",
        "Forms that work the same way on this dimension, or hold one after the other.",
    ),
    source="001 ▸ elkaar versterken is krachtig",
)


def together(one: FundingAgreement, other: FundingAgreement) -> bool:
    """Whether two agreements hold on some day both."""
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_until or date.max, other.valid_until or date.max)


def volume(case: Case) -> Found:
    """A base that pays for performance with a bonus on top (R-C61)."""
    rewarded = [one for one in case.terms.incentives if one.kind in REWARDS]
    on_top = [one for _, one in case.of_form(*REWARDING)]
    for index, base in case.of_basic(BasicForm.PRODUCTION):
        by_incentive = any(one.funding_number in (None, base.number) for one in rewarded)
        if by_incentive or any(together(base, one) for one in on_top):
            name = form_name(base.form)
            yield VOLUME_REMAINS.at(f"#/fundingAgreements/{index}", form_nl=name.nl, form_en=name.en)


def tendency(basic: BasicForm, dimension: Dimension) -> Tendency | None:
    """Which way a basic form pulls a dimension, by the sources; None where they say nothing or both."""
    said = {
        one.tendency
        for one in ARGUMENTS
        if one.basic_form is basic and one.dimension is dimension and one.case is None
    } - {Tendency.NEITHER, None}
    return said.pop() if len(said) == 1 else None


def conflicts(case: Case) -> Found:
    """Two forms at once that pull a dimension in opposite directions (R-C61)."""
    numbered = list(enumerate(zip(case.terms.funding_agreements, case.basics, strict=True)))
    told: set[tuple[BasicForm, BasicForm, Dimension]] = set()
    for (_, (one, first)), (index, (other, second)) in combinations(numbered, 2):
        for dimension in Dimension:
            pulls = {tendency(first, dimension), tendency(second, dimension)}
            key = (first, second, dimension)
            if pulls != {Tendency.MORE, Tendency.LESS} or key in told or not together(one, other):
                continue
            told.add(key)
            name, beside, on = form_name(one.form), form_name(other.form), DIMENSIONS[dimension]
            yield PULL_APART.at(
                f"#/fundingAgreements/{index}",
                one_nl=name.nl, one_en=name.en, other_nl=beside.nl, other_en=beside.en,
                dimension_nl=on.nl, dimension_en=on.en,
            )  # fmt: skip


DETECTORS = (volume, conflicts)
