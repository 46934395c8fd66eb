"""A verdict as others than the parties to the contract see it: without the figures of too few (F-08)."""

from __future__ import annotations

from dataclasses import replace

from services.outcomes.verdicts.rules.judging import IndicatorVerdict
from shared.values import Derivation
from shared.values.suppression import is_small


def without_small(
    quarters: list[IndicatorVerdict], years: list[IndicatorVerdict], limit: int
) -> tuple[list[IndicatorVerdict], list[IndicatorVerdict]]:
    """Quarters and years without the figures of fewer than `limit` respondents; 0 leaves nothing out.

    A year is its quarters' mean or its last quarter's value: it would give back the one that was left out, so it goes too.
    So does a year's norm when it changed within the year: weighed by respondents it would give back how many there were.
    """
    shown = [_hidden(one) if _small(one, limit) else one for one in quarters]
    withheld = {one.indicator for one in shown if one.suppressed}
    norms: dict[str, set[str | None]] = {}
    for one in quarters:
        norms.setdefault(one.indicator, set()).add(one.norm)
    changed = {indicator for indicator, held in norms.items() if len(held) > 1}
    return shown, [
        _hidden(replace(one, norm=None) if one.indicator in changed else one)
        if one.indicator in withheld or _small(one, limit)
        else one
        for one in years
    ]


def _small(judged: IndicatorVerdict, limit: int) -> bool:
    counts = [one for one in (judged.respondents, judged.fewest) if one is not None]
    return bool(counts) and is_small(min(counts), limit)


def _hidden(judged: IndicatorVerdict) -> IndicatorVerdict:
    if judged.value is None:
        return judged
    return replace(judged, value=None, lower=None, upper=None, respondents=None, suppressed=True)


def without_figures(why: Derivation) -> Derivation:
    """An explanation without the steps that quote an indicator's figures."""
    return Derivation(tuple(step for step in why.steps if "indicator" not in step.inputs))
