"""One indicator against its norm: in a quarter, and over a year by the agreement's rule (R-O05, R-O10, R-O21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from services.outcomes.indicators.rules import Indicator, NormVersion
from services.outcomes.verdicts.rules import sentences
from services.outcomes.verdicts.rules.intervals import PLACES, Interval, Sample, interval, pooled
from shared.values import Derivation
from shared.values.terms import NormOperator, Verdict, VerdictBasis, YearRule


@dataclass(frozen=True, slots=True)
class Observation:
    """What counts as the measurement of a quarter: the newest one that was registered for it."""

    id: UUID
    indicator_id: UUID
    quarter: str
    value: str
    respondents: int | None
    standard_deviation: str | None

    @property
    def sample(self) -> Sample | None:
        """The measurement as a sample; None without number or deviation."""
        if self.respondents is None or self.standard_deviation is None:
            return None
        return Sample(self.respondents, Decimal(self.value), Decimal(self.standard_deviation))


@dataclass(frozen=True, slots=True)
class IndicatorVerdict:
    """How one indicator stands: in a quarter, or for the year when `quarter` is None; `suppressed` for who is no party (F-08)."""

    indicator: str
    quarter: str | None
    value: str | None
    norm: str | None
    operator: NormOperator | None
    basis: VerdictBasis
    verdict: Verdict
    lower: str | None
    upper: str | None
    contract_version: int | None
    respondents: int | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter in which an indicator is due: its norm, what was measured, and how that stands."""

    name: str
    norm: NormVersion
    observation: Observation | None
    verdict: IndicatorVerdict


def holds(value: Decimal, operator: NormOperator, norm: Decimal) -> bool:
    """Whether a score is within its norm: at least, at most, strictly above, strictly below (R-O05)."""
    match operator:
        case NormOperator.MIN:
            return value >= norm
        case NormOperator.MAX:
            return value <= norm
        case NormOperator.ABOVE:
            return value > norm
        case NormOperator.BELOW:
            return value < norm


def holds_wholly(bounds: Interval, operator: NormOperator, norm: Decimal) -> Verdict:
    """Met when the whole interval is within the norm, not met when none of it is, else not distinguishable (R-O10)."""
    ends = {holds(end, operator, norm) for end in (bounds.lower, bounds.upper)}
    if len(ends) > 1:
        return Verdict.NOT_JUDGEABLE
    return Verdict.MET if ends.pop() else Verdict.NOT_MET


def judge_quarter(
    indicator: Indicator, name: str, norm: NormVersion, observation: Observation | None
) -> tuple[Quarter, Derivation]:
    """A quarter against the norm that held in it (R-O05, R-O21)."""
    if observation is None:
        why = Derivation().because("R-O05", sentences.MISSING, indicator=indicator.name, period=name)
        verdict = _open(indicator, name, norm)
    else:
        sample = observation.sample
        verdict, why = _against_norm(indicator, name, observation.value, norm, sample)
        verdict = replace(verdict, respondents=observation.respondents)
    return Quarter(name, norm, observation, verdict), why


def judge_year(
    indicator: Indicator, year: int, quarters: Sequence[Quarter]
) -> tuple[IndicatorVerdict, Derivation]:
    """Four quarters as one year, by the agreement's rule; not judgeable while a quarter is missing (architecture § 8)."""
    last = quarters[-1]
    missing = [quarter.name for quarter in quarters if quarter.observation is None]
    facts = {"indicator": indicator.name, "period": str(year)}
    if missing or last.observation is None:
        why = Derivation().because("R-O05", sentences.YEAR_INCOMPLETE, missing=missing, **facts)
        return _open(indicator, None, last.norm), why
    if indicator.year_rule is YearRule.EVERY_PERIOD_MET:
        return _every_period(indicator, quarters, facts)
    if indicator.year_rule is YearRule.MEAN_WEIGHTED:
        return _mean_weighted(indicator, year, quarters, facts)
    why = Derivation().because("R-O05", sentences.LAST_VALUE, quarter=last.name, **facts)
    verdict, step = _against_norm(
        indicator, None, last.observation.value, last.norm, last.observation.sample, year
    )
    return replace(verdict, respondents=last.observation.respondents), why.merge(step)


def _against_norm(
    indicator: Indicator,
    quarter: str | None,
    value: str,
    norm: NormVersion,
    sample: Sample | None,
    year: int | None = None,
    *,
    exact: tuple[Decimal, Decimal] | None = None,
) -> tuple[IndicatorVerdict, Derivation]:
    """A value against a norm, on the point or on the interval; the interval is shown whenever there is one.

    `exact` is a computed value and limit before they were rounded to be shown.
    """
    facts = {"indicator": indicator.name, "period": quarter or str(year)}
    score, limit = exact or (Decimal(value), Decimal(norm.norm))
    bounds = interval(sample) if sample else None
    why = Derivation()
    if bounds and sample:
        why = why.because(
            "R-O10", sentences.INTERVAL, respondents=sample.size, standard_deviation=_text(sample.deviation),
            lower=_text(bounds.lower), upper=_text(bounds.upper), **facts,
        )  # fmt: skip
    on_point = indicator.verdict_basis is VerdictBasis.POINT
    if on_point:
        verdict = Verdict.MET if holds(score, norm.operator, limit) else Verdict.NOT_MET
    else:
        verdict = holds_wholly(bounds, norm.operator, limit) if bounds else Verdict.NOT_JUDGEABLE
    if verdict is Verdict.NOT_JUDGEABLE:
        sentence = sentences.NOT_DISTINGUISHABLE if bounds else sentences.NO_INTERVAL
    else:
        sentence = (sentences.POINT if on_point else sentences.WHOLE_INTERVAL)[norm.operator, verdict]
    why = why.because(
        "R-O05" if on_point else "R-O10", sentence, verdict,
        value=value, norm=norm.norm, contract_version=norm.contract_version, **facts,
    )  # fmt: skip
    judged = IndicatorVerdict(
        indicator=indicator.code, quarter=quarter, value=value, norm=norm.norm, operator=norm.operator,
        basis=indicator.verdict_basis, verdict=verdict, contract_version=norm.contract_version,
        lower=_text(bounds.lower) if bounds else None, upper=_text(bounds.upper) if bounds else None,
    )  # fmt: skip
    return judged, why


def _mean_weighted(
    indicator: Indicator, year: int, quarters: Sequence[Quarter], facts: dict[str, str]
) -> tuple[IndicatorVerdict, Derivation]:
    """The mean of the year, and of its norms, weighted alike: so each quarter is held against what held in it."""
    norm = quarters[-1].norm
    measured = [(quarter.norm, quarter.observation) for quarter in quarters if quarter.observation]
    total = sum(observation.respondents or 0 for _, observation in measured)
    if total == 0 or any(observation.respondents is None for _, observation in measured):
        return _open(indicator, None, norm), Derivation().because("R-O05", sentences.NO_WEIGHTS, **facts)
    weighed = [(observation.respondents or 0, held, observation) for held, observation in measured]
    mean = sum((weight * Decimal(one.value) for weight, _, one in weighed), Decimal()) / total
    limit = sum((weight * Decimal(held.norm) for weight, held, _ in weighed), Decimal()) / total
    if len({held.norm for _, held, _ in weighed}) > 1:
        norm = replace(norm, norm=_text(limit))
    samples = [one.sample for weight, _, one in weighed if weight]
    whole = [sample for sample in samples if sample is not None]
    sample = pooled(whole) if len(whole) == len(samples) else None
    why = Derivation().because("R-O05", sentences.MEAN_WEIGHTED, respondents=total, **facts)
    verdict, step = _against_norm(indicator, None, _text(mean), norm, sample, year, exact=(mean, limit))
    return replace(verdict, respondents=total), why.merge(step)


def _every_period(
    indicator: Indicator, quarters: Sequence[Quarter], facts: dict[str, str]
) -> tuple[IndicatorVerdict, Derivation]:
    """Met when every quarter is, not met as soon as one is not."""
    found = {kind: [one.name for one in quarters if one.verdict.verdict is kind] for kind in Verdict}
    if found[Verdict.NOT_MET]:
        verdict = Verdict.NOT_MET
    else:
        verdict = Verdict.NOT_JUDGEABLE if found[Verdict.NOT_JUDGEABLE] else Verdict.MET
    why = Derivation().because(
        "R-O05", sentences.EVERY_PERIOD, verdict, met=len(found[Verdict.MET]), not_met=len(found[Verdict.NOT_MET]),
        open=len(found[Verdict.NOT_JUDGEABLE]), **facts,
    )  # fmt: skip
    norm = quarters[-1].norm
    judged = IndicatorVerdict(
        indicator=indicator.code, quarter=None, value=None, norm=norm.norm, operator=norm.operator,
        basis=indicator.verdict_basis, verdict=verdict, lower=None, upper=None, contract_version=norm.contract_version,
    )  # fmt: skip
    return judged, why


def _open(indicator: Indicator, quarter: str | None, norm: NormVersion) -> IndicatorVerdict:
    return IndicatorVerdict(
        indicator=indicator.code, quarter=quarter, value=None, norm=norm.norm, operator=norm.operator,
        basis=indicator.verdict_basis, verdict=Verdict.NOT_JUDGEABLE, lower=None, upper=None,
        contract_version=norm.contract_version,
    )  # fmt: skip


def _text(number: Decimal) -> str:
    """A computed score: at most six decimals, no zeros at the end."""
    text = format(number.quantize(PLACES), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
