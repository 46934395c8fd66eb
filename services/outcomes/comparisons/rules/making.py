"""From what was judged to the records that are kept: the comparison, its units, a fitted model, a ranking, each with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.outcomes.comparisons.rules import sentences
from services.outcomes.comparisons.rules.asking import MOST_UNITS, asked_of, question_of
from services.outcomes.comparisons.rules.comparability import may_show
from services.outcomes.comparisons.rules.faults import ComparisonRefused, fault
from services.outcomes.comparisons.rules.frozen import CaseMixModel, ModelReference, ModelTerm
from services.outcomes.comparisons.rules.judging import Judged, judge
from services.outcomes.comparisons.rules.mixes import NO_BOUNDS, measure_of, total
from services.outcomes.comparisons.rules.models import Fit
from services.outcomes.comparisons.rules.publishing import LEAST_OTHERS, hidden, ranked
from services.outcomes.comparisons.rules.records import (
    Comparison,
    ComparisonUnit,
    FunnelPoint,
    RankedUnit,
    Ranking,
    bounds_of,
    exact,
    written,
)
from services.outcomes.comparisons.rules.tallying import Counted, Tallied, tally
from services.outcomes.comparisons.rules.units import Result
from shared.values import Derivation, new_id
from shared.values.comparing import (
    ComparisonMethod,
    ComparisonTarget,
    ComparisonWarning,
    Covariate,
    ModelState,
    Substitute,
)
from shared.values.indicating import Direction
from shared.values.reporting import Standing


def made(
    asked: Comparison, counted: Sequence[Counted], model: CaseMixModel | None, limit: int
) -> tuple[Comparison, list[ComparisonUnit], Derivation]:
    """The comparison with its units and its reasons. Raises ComparisonRefused when there is nothing, or too much, to compare.

    `limit` is that of small numbers: units of fewer are marked, so that only the purchaser and the unit itself see them.
    """
    tallied = tally(counted)
    if not tallied.tallies:
        raise ComparisonRefused(errors=(fault("quarterFrom", "nobody"),))
    if len(tallied.tallies) > MOST_UNITS:
        many = fault("unit", "too-many-units", count=len(tallied.tallies), limit=MOST_UNITS)
        raise ComparisonRefused(errors=(many,))
    show = may_show(asked.tests)
    fit = None if model is None else model.frozen()
    judged = judge(tallied.tallies, question_of(asked, fit, show=show), tallied.reference)
    owners = {key: provider for key, (_, provider) in tallied.names.items()}
    results = hidden(judged.results, asked.kind, limit, owners)
    units = [_unit(asked, one, tallied) for one in results]
    if len(units) <= LEAST_OTHERS:
        # Of so few each would read the other's figures from the mean.
        units = [replace(one, parties=[]) for one in units]
    found = _comparison(asked, judged, results, tallied, units)
    return found, units, _why(asked, found, judged, tallied, model)


def _comparison(
    asked: Comparison,
    judged: Judged,
    results: Sequence[Result],
    tallied: Tallied,
    units: Sequence[ComparisonUnit],
) -> Comparison:
    sums = total([one.sums for one in tallied.tallies])
    left = any(one.suppressed for one in results)
    measure = measure_of(asked.kind, sums)
    target = float(asked.norm) if asked.norm is not None else sums.observed / measure if measure else None
    if asked.target is ComparisonTarget.REFERENCE:
        target = results[0].target
    alone = ComparisonWarning.NO_INTERNAL_BENCHMARK in judged.warnings
    return replace(
        asked,
        parties=sorted({party for one in units for party in one.parties}),
        unit_count=len(units),
        size=None if left else sums.size,
        observed=None if left else exact(sums.observed),
        left_out=sum(one.left_out for one in results),
        target_value=exact(target),
        phi=exact(judged.dispersion.phi),
        variance_between=exact(judged.dispersion.between),
        units_kept=judged.dispersion.kept,
        spread_scale=judged.scale,
        widened=judged.widened,
        rankability=exact(judged.rankability),
        rankability_band=judged.band,
        false_alarms=written(judged.false_alarms),
        warnings=[*judged.warnings, *([ComparisonWarning.SMALL_NUMBER] if left else [])],
        substitutes=list(Substitute) if alone else [],
        funnel=[
            FunnelPoint(one.size, written(one.value), bounds_of(one.funnel))
            for one in sorted(results, key=lambda each: (each.size, each.value or 0.0))
            if one.value is not None and not one.suppressed
        ],
    )


def _unit(asked: Comparison, one: Result, tallied: Tallied) -> ComparisonUnit:
    unit, provider = tallied.names[one.unit]
    return ComparisonUnit(
        id=new_id(), version=1, owner=asked.owner, external_reference=None,
        parties=[provider] if provider is not None else [], comparison_id=asked.id, unit=unit, provider=provider,
        size=one.size, observed=written(one.observed), exposure=exact(one.exposure), left_out=one.left_out,
        expected=exact(one.expected), ratio=exact(one.ratio), value=exact(one.value), target=exact(one.target),
        own=bounds_of(one.own), funnel=bounds_of(one.funnel), shrunk=exact(one.shrunk), standing=one.standing,
        standing_998=one.standing_998,
        warnings=[*one.warnings, *([ComparisonWarning.SMALL_NUMBER] if one.suppressed else [])],
        suppressed=one.suppressed,
    )  # fmt: skip


def _why(
    asked: Comparison, found: Comparison, judged: Judged, tallied: Tallied, model: CaseMixModel | None
) -> Derivation:
    """The steps of a comparison."""
    why = Derivation().because(
        "R-O10", sentences.TESTED, may_show(asked.tests),
        verdicts=[f"{one.test}: {one.verdict}" for one in asked.tests],
    ).because(
        "R-O09", sentences.COUNTED if found.size is not None else sentences.COUNTED_FEW, found.size,
        quarter_from=asked.quarter_from, quarter_to=asked.quarter_to, units=found.unit_count,
        unassigned=tallied.unassigned, left_out=found.left_out,
    )  # fmt: skip
    why = _why_mixed(why, asked, found, judged, model)
    why = why.because(
        "R-O10", sentences.TARGETED, found.target_value, target=str(asked.target)
    ).because(
        "R-O10", sentences.SPREAD, found.variance_between, units=found.units_kept, phi=found.phi or "0",
        scale=str(found.spread_scale), trimming=str(asked.trimming), widened=found.widened,
    )  # fmt: skip
    counts = Counter(one.standing for one in judged.results)
    why = why.because(
        "R-O10", sentences.JUDGED, found.false_alarms, above=counts[Standing.ABOVE], below=counts[Standing.BELOW],
        same=counts[Standing.NOT_DISTINGUISHABLE], unjudged=counts[Standing.NOT_JUDGED],
    )  # fmt: skip
    if found.rankability is not None:
        why = why.because("R-O34", sentences.RANKABLE, found.rankability)
    return why.because("R-O26", sentences.NO_BENCHMARK) if found.substitutes else why


def _why_mixed(
    why: Derivation, asked: Comparison, found: Comparison, judged: Judged, model: CaseMixModel | None
) -> Derivation:
    if model is not None:
        # What is hidden of the units is not told by their total either.
        whole = found.size is not None
        expected = exact(sum(one.expected or 0.0 for one in judged.results)) if whole else None
        return why.because(
            "R-O09",
            sentences.MODELLED if whole else sentences.MODELLED_FEW,
            expected,
            model=model.id,
            size=model.size,
            fitted_on=model.fitted_on,
        )
    if asked.method is ComparisonMethod.NONE:
        return why.because("R-O09", sentences.NOT_CORRECTED)
    period = asked_of(asked, None)
    return why.because(
        "R-O09", sentences.STANDARDISED, method=str(asked.method), covariates=[str(one) for one in asked.covariates],
        reference_from=period.reference_from, reference_to=period.reference_to,
    )  # fmt: skip


def fitted(
    model: CaseMixModel, fit: Fit, parties: Sequence[str], today: date
) -> tuple[CaseMixModel, Derivation]:
    """The model frozen as it was fitted, with its reasons."""
    frozen = replace(
        model,
        version=model.version + 1,
        parties=list(parties),
        state=ModelState.FITTED,
        intercept=written(fit.intercept),
        intercept_error=written(fit.intercept_error),
        terms=[
            ModelTerm(
                Covariate(one.covariate), one.level, written(one.coefficient), written(one.standard_error)
            )
            for one in fit.terms
        ],
        references=[ModelReference(Covariate(name), level) for name, level in fit.references.items()],
        size=fit.size,
        events=fit.events,
        log_likelihood=written(fit.log_likelihood),
        concordance=written(fit.concordance),
        penalised=fit.penalised,
        separated=list(fit.separated),
        fitted_on=today,
    )
    why = Derivation().because(
        "R-O09", sentences.FITTED, frozen.concordance, size=fit.size, events=fit.events,
        quarter_from=model.quarter_from, quarter_to=model.quarter_to, log_likelihood=Decimal(frozen.log_likelihood or 0),
        penalised=fit.penalised,
    )  # fmt: skip
    return frozen, why


def failed(model: CaseMixModel, why: str) -> tuple[CaseMixModel, Derivation]:
    """The model that these clients do not give, and why not."""
    lost = replace(model, version=model.version + 1, state=ModelState.FAILED, failure=why)
    return lost, Derivation().because("R-O09", sentences.IMPOSSIBLE, why)


def ranking_of(
    ranking: Ranking, comparison: Comparison, units: Sequence[ComparisonUnit]
) -> tuple[Ranking, Derivation]:
    """The ranking that a comparison allows, with its reasons. Raises RankingRefused."""
    named: Mapping[str, ComparisonUnit] = {str(one.id): one for one in units}
    results = [_result(one) for one in units]
    rankability = None if comparison.rankability is None else float(comparison.rankability)
    higher = {Direction.HIGHER_IS_BETTER: True, Direction.LOWER_IS_BETTER: False}.get(comparison.direction)
    found = ranked(
        results, comparison.tests, rankability, higher_is_better=higher,
        corrected=comparison.method is not ComparisonMethod.NONE,
    )  # fmt: skip
    entries = [
        RankedUnit(
            one.rank, named[one.unit].unit, named[one.unit].provider, one.standing, one.standing_998, exact(one.value),
            one.size,
        )
        for one in found
    ]  # fmt: skip
    done = replace(
        ranking,
        parties=comparison.parties,
        indicator=comparison.indicator,
        unit=comparison.unit,
        method=comparison.method,
        quarter_from=comparison.quarter_from,
        quarter_to=comparison.quarter_to,
        direction=comparison.direction,
        unit_count=comparison.unit_count,
        rankability=comparison.rankability or "0",
        entries=entries,
    )
    why = Derivation().because(
        "R-O34",
        sentences.PUBLISHED,
        len(entries),
        units=comparison.unit_count,
        rankability=comparison.rankability or "0",
    )
    return done, why


def _result(one: ComparisonUnit) -> Result:
    """A unit as it was judged, under its id."""
    return Result(
        unit=str(one.id), size=one.size, observed=float(one.observed), exposure=0.0, left_out=one.left_out,
        expected=None, ratio=None, value=None if one.value is None else float(one.value),
        target=float(one.target or 0), own=NO_BOUNDS, funnel=NO_BOUNDS, shrunk=None, standing=one.standing,
        standing_998=one.standing_998, warnings=tuple(one.warnings), suppressed=one.suppressed,
    )  # fmt: skip


__all__ = ["failed", "fitted", "made", "ranking_of"]
