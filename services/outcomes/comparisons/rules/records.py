"""The records of fair comparison as they are kept and shown; figures are texts, as exactly as they were computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.outcomes.comparisons.rules.comparability import ComparabilityVerdict
from services.outcomes.comparisons.rules.distributions import Limits
from services.outcomes.comparisons.rules.units import Bounds
from shared.values.comparing import (
    AgeBand,
    ComparedUnit,
    ComparisonMethod,
    ComparisonTarget,
    ComparisonWarning,
    Covariate,
    DispersionScale,
    EarlierSupport,
    Household,
    OutcomeKind,
    RankabilityBand,
    Sex,
    Substitute,
    Trimming,
)
from shared.values.indicating import Direction
from shared.values.reporting import Standing

_NEXT_TO_NOTHING = 1e-15


def exact(value: float | None) -> str | None:
    """A figure in decimal notation, with all the digits that it has; None, and what has no end, stays empty."""
    if value is None or value in (float("inf"), float("-inf")):
        return None
    if abs(value) < _NEXT_TO_NOTHING:
        return "0"
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(value: float) -> str:
    """A finite figure in decimal notation."""
    found = exact(value)
    assert found is not None, "the figure has an end"
    return found


@dataclass(frozen=True, slots=True)
class WrittenLimits:
    """Limits as they are kept."""

    lower: str | None
    upper: str | None


@dataclass(frozen=True, slots=True)
class WrittenBounds:
    """Limits at both levels as they are kept."""

    at_95: WrittenLimits | None
    at_998: WrittenLimits | None


def bounds_of(bounds: Bounds) -> WrittenBounds:
    """Limits as they are kept."""
    return WrittenBounds(_limits(bounds.at_95), _limits(bounds.at_998))


def _limits(limits: Limits | None) -> WrittenLimits | None:
    return None if limits is None else WrittenLimits(exact(limits.lower), exact(limits.upper))


@dataclass(frozen=True, slots=True)
class ClientOutcome:
    """One client's outcome without the client."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID | None
    provider: str
    indicator: str
    kind: OutcomeKind
    quarter: str
    outcome: str
    exposure: str | None
    area: str | None
    team: str | None
    age_band: AgeBand | None
    sex: Sex | None
    ses_quintile: int | None
    ses_score: str | None
    household: Household | None
    severity: int | None
    earlier_support: EarlierSupport | None
    corrects: str | None
    superseded: bool
    batch_id: UUID | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A comparison as it was asked, with the periods that count."""

    owner: str
    indicator: str
    kind: OutcomeKind
    quarter_from: str
    quarter_to: str
    unit: ComparedUnit
    method: ComparisonMethod
    covariates: tuple[Covariate, ...]
    reference_from: str
    reference_to: str


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """A dot of the funnel, without a name."""

    size: int
    value: str
    funnel: WrittenBounds


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as it was made."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    indicator: str
    kind: OutcomeKind
    quarter_from: str
    quarter_to: str
    unit: ComparedUnit
    method: ComparisonMethod
    covariates: list[Covariate]
    model_id: UUID | None
    reference_from: str | None
    reference_to: str | None
    target: ComparisonTarget
    norm: str | None
    direction: Direction
    tests: list[ComparabilityVerdict]
    over_dispersion: bool
    trimming: Trimming
    scale: DispersionScale | None
    made_on: date
    unit_count: int
    size: int | None
    observed: str | None
    left_out: int
    target_value: str | None
    phi: str | None
    variance_between: str | None
    units_kept: int
    spread_scale: DispersionScale
    widened: bool
    rankability: str | None
    rankability_band: RankabilityBand | None
    false_alarms: str
    warnings: list[ComparisonWarning]
    substitutes: list[Substitute]
    funnel: list[FunnelPoint]


@dataclass(frozen=True, slots=True)
class ComparisonUnit:
    """What a comparison says of one unit."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    comparison_id: UUID
    unit: str
    provider: str | None
    size: int
    observed: str
    exposure: str | None
    left_out: int
    expected: str | None
    ratio: str | None
    value: str | None
    target: str | None
    own: WrittenBounds
    funnel: WrittenBounds
    shrunk: str | None
    standing: Standing
    standing_998: Standing
    warnings: list[ComparisonWarning]
    suppressed: bool


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit of a ranking as it is kept."""

    rank: int
    unit: str
    provider: str | None
    standing: Standing
    standing_998: Standing
    value: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A published ranking."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    comparison_id: UUID
    indicator: str
    unit: ComparedUnit
    method: ComparisonMethod
    quarter_from: str
    quarter_to: str
    direction: Direction
    published_on: date
    unit_count: int
    rankability: str
    entries: list[RankedUnit]
    withdrawn_on: date | None = None
    withdrawal_reason: str | None = None
