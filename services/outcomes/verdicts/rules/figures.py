"""What was measured as a figure that can be judged: its exact score, how sure it is, and how to say that (R-O10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.outcomes.indicators.rules import Indicator
from services.outcomes.measurements.rules import fewest
from services.outcomes.verdicts.rules import sentences
from services.outcomes.verdicts.rules.intervals import Interval, Sample, interval, pooled, share_interval
from shared.values import Derivation
from shared.values.measuring import factor_of, ratio, score


@dataclass(frozen=True, slots=True)
class Observation:
    """What counts as the measurement of a quarter: the newest one that was registered for it, of the whole or of a part."""

    id: UUID
    indicator_id: UUID
    quarter: str
    value: str
    respondents: int | None
    standard_deviation: str | None
    numerator: int | None = None
    denominator: int | None = None
    narrated: bool = True
    provider: str | None = None
    area: str | None = None

    @property
    def weight(self) -> int | None:
        """By how many observations it weighs in a mean: those of its share, else who answered."""
        return self.respondents if self.denominator is None else self.denominator

    @property
    def fewest(self) -> int | None:
        """The smallest group behind it (F-08); None where nobody is counted."""
        return fewest(self.respondents, self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is shown and as it is exactly, with its 95 % interval and the sentence that says how it came about."""

    value: str
    exact: Decimal
    bounds: Interval | None
    why: Derivation


def figure_of(indicator: Indicator, period: str, observation: Observation) -> Figure:
    """What was measured in a quarter: a share of its numerator and denominator, or a mean with its deviation."""
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is not None and denominator:
        return _of_share(indicator, period, observation.value, numerator, denominator)
    return _of_sample(indicator, period, observation.value, Decimal(observation.value), _sample(observation))


def mean_of(indicator: Indicator, period: str, observations: Sequence[Observation]) -> Figure | None:
    """Several quarters as one figure, weighted by their observations; None without these."""
    weights = [one.weight for one in observations]
    known = [weight for weight in weights if weight is not None]
    total = sum(known)
    if total == 0 or len(known) < len(weights):
        return None
    shares = [(one.numerator, one.denominator) for one in observations]
    if all(numerator is not None and denominator for numerator, denominator in shares):
        numerator = sum(one or 0 for one, _ in shares)
        exact = ratio(numerator, total, factor_of(indicator.unit))
        return _of_share(indicator, period, score(exact), numerator, total)
    mean = sum(
        (weight * exact_of(indicator, one) for weight, one in zip(known, observations, strict=True)),
        Decimal(),
    )
    samples = [_sample(one) for weight, one in zip(known, observations, strict=True) if weight]
    whole = [sample for sample in samples if sample is not None]
    sample = pooled(whole) if len(whole) == len(samples) else None
    return _of_sample(indicator, period, score(mean / total), mean / total, sample)


def exact_of(indicator: Indicator, observation: Observation) -> Decimal:
    """The score before it was rounded to be shown."""
    if observation.numerator is None or not observation.denominator:
        return Decimal(observation.value)
    return ratio(observation.numerator, observation.denominator, factor_of(indicator.unit))


def _sample(observation: Observation) -> Sample | None:
    if observation.respondents is None or observation.standard_deviation is None:
        return None
    return Sample(
        observation.respondents, Decimal(observation.value), Decimal(observation.standard_deviation)
    )


def _of_share(indicator: Indicator, period: str, value: str, numerator: int, denominator: int) -> Figure:
    factor = factor_of(indicator.unit)
    bounds = share_interval(numerator, denominator, factor)
    facts = {"numerator": numerator, "denominator": denominator, "value": value}
    if bounds is None:
        why = Derivation().because("R-O05", sentences.RATIO, indicator=indicator.name, period=period, **facts)
    else:
        why = Derivation().because(
            "R-O10", sentences.SHARE, indicator=indicator.name, period=period,
            lower=score(bounds.lower), upper=score(bounds.upper), **facts,
        )  # fmt: skip
    return Figure(value, ratio(numerator, denominator, factor), bounds, why)


def _of_sample(
    indicator: Indicator, period: str, value: str, exact: Decimal, sample: Sample | None
) -> Figure:
    bounds = interval(sample) if sample else None
    why = Derivation()
    if bounds and sample:
        why = why.because(
            "R-O10", sentences.INTERVAL, respondents=sample.size, standard_deviation=score(sample.deviation),
            lower=score(bounds.lower), upper=score(bounds.upper), indicator=indicator.name, period=period,
        )  # fmt: skip
    return Figure(value, exact, bounds, why)
