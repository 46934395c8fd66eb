"""One indicator against its norm: in a quarter, and over a year by the agreement's rule (R-O05, R-O10, R-O21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.outcomes.indicators.rules import Indicator, NormVersion
from services.outcomes.verdicts.rules import sentences
from services.outcomes.verdicts.rules.figures import Figure, Observation, figure_of, mean_of
from services.outcomes.verdicts.rules.intervals import Interval
from shared.values import Derivation
from shared.values.measuring import score
from shared.values.terms import NormOperator, Verdict, VerdictBasis, YearRule


@dataclass(frozen=True, slots=True)
class IndicatorVerdict:
    """How one indicator stands: in a quarter, or for the year when `quarter` is None; `suppressed` for who is no party (F-08).

    With a provider or an area it is of that part alone (G-17); `fewest` is the smallest group behind it, and is never shown.
    """

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
    provider: str | None = None
    area: str | None = None
    compensated_by: str | None = None
    narrative_missing: bool = False
    periods_due: int | None = None
    periods_measured: int | None = None
    fewest: int | None = None


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
    indicator: Indicator, name: str, norm: NormVersion, observation: Observation | None, who: str = ""
) -> tuple[Quarter, Derivation]:
    """A quarter against the norm that held in it (R-O05, R-O21); `who` is the part of the contract that it is about."""
    period = f"{name}{who}"
    if observation is None:
        why = Derivation().because("R-O05", sentences.MISSING, indicator=indicator.name, period=period)
        return Quarter(name, norm, None, open_verdict(indicator, name, norm)), why
    verdict, why = _against_norm(indicator, name, period, figure_of(indicator, period, observation), norm)
    missing = indicator.narrative_required and not observation.narrated
    if missing:
        why = why.because("R-O27", sentences.NO_NARRATIVE, indicator=indicator.name, period=period)
    verdict = replace(
        verdict,
        respondents=observation.respondents,
        provider=observation.provider,
        area=observation.area,
        narrative_missing=missing,
        fewest=observation.fewest,
    )
    return Quarter(name, norm, observation, verdict), why


def judge_year(
    indicator: Indicator, year: int, quarters: Sequence[Quarter], who: str = ""
) -> tuple[IndicatorVerdict, Derivation]:
    """The due quarters as one year, by the agreement's rule; not judgeable while one is missing (architecture § 8)."""
    last = quarters[-1]
    missing = [quarter.name for quarter in quarters if quarter.observation is None]
    facts = {"indicator": indicator.name, "period": f"{year}{who}"}
    if missing or last.observation is None:
        why = Derivation().because("R-O05", sentences.YEAR_INCOMPLETE, missing=missing, **facts)
        judged = open_verdict(indicator, None, last.norm)
    elif indicator.year_rule is YearRule.EVERY_PERIOD_MET:
        judged, why = _every_period(indicator, quarters, facts)
    elif indicator.year_rule is YearRule.MEAN_WEIGHTED:
        judged, why = _mean_weighted(indicator, quarters, facts)
    else:
        why = Derivation().because("R-O05", sentences.LAST_VALUE, quarter=last.name, **facts)
        figure = figure_of(indicator, facts["period"], last.observation)
        judged, step = _against_norm(indicator, None, facts["period"], figure, last.norm)
        judged = replace(judged, respondents=last.observation.respondents, fewest=last.observation.fewest)
        why = why.merge(step)
    return replace(
        judged,
        periods_due=len(quarters),
        periods_measured=len(quarters) - len(missing),
        narrative_missing=any(one.verdict.narrative_missing for one in quarters),
    ), why


def _against_norm(
    indicator: Indicator,
    quarter: str | None,
    period: str,
    figure: Figure,
    norm: NormVersion,
    limit: Decimal | None = None,
) -> tuple[IndicatorVerdict, Derivation]:
    """A figure against a norm, on the point or on the interval; the interval is shown whenever there is one.

    `limit` is a computed norm before it was rounded to be shown.
    """
    facts = {"indicator": indicator.name, "period": period}
    held, bounds = Decimal(norm.norm) if limit is None else limit, figure.bounds
    on_point = indicator.verdict_basis is VerdictBasis.POINT
    if on_point:
        verdict = Verdict.MET if holds(figure.exact, norm.operator, held) else Verdict.NOT_MET
    else:
        verdict = holds_wholly(bounds, norm.operator, held) if bounds else Verdict.NOT_JUDGEABLE
    if verdict is Verdict.NOT_JUDGEABLE:
        sentence = sentences.NOT_DISTINGUISHABLE if bounds else sentences.NO_INTERVAL
    else:
        sentence = (sentences.POINT if on_point else sentences.WHOLE_INTERVAL)[norm.operator, verdict]
    why = figure.why.because(
        "R-O05" if on_point else "R-O10", sentence, verdict,
        value=figure.value, norm=norm.norm, contract_version=norm.contract_version, **facts,
    )  # fmt: skip
    judged = IndicatorVerdict(
        indicator=indicator.code, quarter=quarter, value=figure.value, norm=norm.norm, operator=norm.operator,
        basis=indicator.verdict_basis, verdict=verdict, contract_version=norm.contract_version,
        lower=score(bounds.lower) if bounds else None, upper=score(bounds.upper) if bounds else None,
    )  # fmt: skip
    return judged, why


def _mean_weighted(
    indicator: Indicator, quarters: Sequence[Quarter], facts: dict[str, str]
) -> tuple[IndicatorVerdict, Derivation]:
    """The mean of the year, and of its norms, weighted alike: so each quarter is held against what held in it."""
    norm = quarters[-1].norm
    measured = [(quarter.norm, quarter.observation) for quarter in quarters if quarter.observation]
    figure = mean_of(indicator, facts["period"], [one for _, one in measured])
    if figure is None:
        return open_verdict(indicator, None, norm), Derivation().because(
            "R-O05", sentences.NO_WEIGHTS, **facts
        )
    total = sum(one.weight or 0 for _, one in measured)
    limit = sum(((one.weight or 0) * Decimal(held.norm) for held, one in measured), Decimal()) / total
    if len({held.norm for held, one in measured if one.weight}) > 1:
        norm = replace(norm, norm=score(limit))
    why = Derivation().because("R-O05", sentences.MEAN_WEIGHTED, respondents=total, **facts)
    verdict, step = _against_norm(indicator, None, facts["period"], figure, norm, limit)
    counts = [one.fewest for _, one in measured if one.fewest is not None]
    return replace(verdict, respondents=total, fewest=min(counts, default=None)), why.merge(step)


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


def open_verdict(indicator: Indicator, quarter: str | None, norm: NormVersion) -> IndicatorVerdict:
    """No verdict yet, against this norm."""
    return IndicatorVerdict(
        indicator=indicator.code, quarter=quarter, value=None, norm=norm.norm, operator=norm.operator,
        basis=indicator.verdict_basis, verdict=Verdict.NOT_JUDGEABLE, lower=None, upper=None,
        contract_version=norm.contract_version,
    )  # fmt: skip
