"""A shortfall on one indicator that another makes good: by an amendment before year-end, and only if its raised norm is met (G-03)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from services.outcomes.indicators.rules import Compensation, ContractCopy, Indicator, NormVersion
from services.outcomes.verdicts.rules import sentences
from services.outcomes.verdicts.rules.results import Judged
from shared.values.terms import Verdict

# How an indicator stands when its last due quarter is held against another norm than that of its first day.
Again = Callable[[Indicator, NormVersion], Judged]


def compensate(
    contract: ContractCopy, year: int, judged: Mapping[int, Judged], again: Again
) -> dict[int, Judged]:
    """The indicators by number, those that were missed and are compensated as met (R-C52, G-03).

    What compensates is judged by itself: one shortfall does not make good another.
    """
    found = dict(judged)
    for link in contract.compensations:
        missed, other = judged.get(link.missed_number), judged.get(link.compensating_number)
        if link.year != year or missed is None or missed.year.verdict is not Verdict.NOT_MET:
            continue
        if found[link.missed_number].year.compensated_by is None:
            found[link.missed_number] = _answered(contract, year, missed, other, link, again)
    return found


def _answered(
    contract: ContractCopy,
    year: int,
    missed: Judged,
    other: Judged | None,
    link: Compensation,
    again: Again,
) -> Judged:
    facts = {"indicator": missed.indicator.name, "period": str(year)}
    if link.agreed_on > date(year, 12, 31):
        why = missed.why.because("R-C52", sentences.COMPENSATED_LATE, agreed_on=link.agreed_on, **facts)
        return replace(missed, why=why)
    raised = _raised(contract, year, other.indicator) if other is not None else None
    if other is None or raised is None:
        return missed
    # A norm that begins within the last quarter counts from the next one; here it is what was agreed to make good.
    stands = again(other.indicator, raised)
    met = other.year.verdict is Verdict.MET and stands.year.verdict is Verdict.MET
    sentence = sentences.COMPENSATED if met else sentences.NOT_COMPENSATED
    why = missed.why.because(
        "R-C52", sentence, met, by=other.indicator.name, norm=raised.norm, agreed_on=link.agreed_on, **facts
    )
    if not met:
        return replace(missed, why=why)
    judged = replace(missed.year, verdict=Verdict.MET, compensated_by=other.indicator.code)
    return replace(missed, year=judged, why=why)


def _raised(contract: ContractCopy, year: int, indicator: Indicator) -> NormVersion | None:
    """The norm that holds on the last day of the year, or of the contract."""
    last = date(year, 12, 31)
    return indicator.norm_on(min(last, contract.end_date or last))
