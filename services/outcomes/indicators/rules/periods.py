"""In which quarters an indicator is measured, and which norm each is held against (R-O21, N-117)."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter

from services.outcomes.indicators.rules.terms import ContractCopy, Indicator, NormVersion
from shared.values import Period
from shared.values.arrangements import MeasurementFrequency

_DAY = timedelta(days=1)


def quarter_period(quarter: str) -> Period:
    """The days of a quarter such as "2026-Q1"."""
    return Period.quarter(int(quarter[:4]), int(quarter[6]))


def quarter_names(year: int) -> tuple[str, ...]:
    """The four quarters of a year, as they are written."""
    return tuple(f"{year}-Q{number}" for number in (1, 2, 3, 4))


def norm_in(indicator: Indicator, contract: ContractCopy, quarter: str) -> NormVersion | None:
    """The norm that a quarter is held against: that of its first day within the contract (R-O21).

    A norm that begins within the quarter counts from the next one, unless the indicator has none before it. None when the
    quarter lies outside the contract or before the first norm.
    """
    days = quarter_period(quarter).intersection(contract.period)
    if days is None:
        return None
    norm = indicator.norm_on(days.start)
    if norm is None and days.last_day is not None:
        begins = [one for one in indicator.norms if days.contains(one.valid_from)]
        norm = begins[0] if begins else None
    return norm


# The quarters at whose end a frequency asks for a measurement; without one, and monthly, each quarter does (N-117).
_ASKED = {
    MeasurementFrequency.HALF_YEARLY: (2, 4),
    MeasurementFrequency.YEARLY: (4,),
    MeasurementFrequency.LOWER: (),
}


def rests_in(contract: ContractCopy, quarter: str) -> bool:
    """Whether the contract was suspended on all its days of a quarter."""
    days = quarter_period(quarter).intersection(contract.period)
    if days is None:
        return False
    asked = days.start
    for rest in sorted(contract.suspensions, key=attrgetter("valid_from")):
        if not rest.period.contains(asked):
            continue
        if rest.valid_until is None:
            return True
        asked = rest.valid_until + _DAY
    return not days.contains(asked)


def quarters_due(indicator: Indicator, contract: ContractCopy, year: int) -> list[str]:
    """The quarters of a year for which a measurement is due: by the agreed frequency, with a norm, the contract in force.

    A quarter in which the contract rested from its first day to its last is left out.
    """
    asked = _ASKED.get(indicator.frequency, (1, 2, 3, 4)) if indicator.frequency else (1, 2, 3, 4)
    names = [quarter for number, quarter in enumerate(quarter_names(year), 1) if number in asked]
    return [
        quarter
        for quarter in names
        if norm_in(indicator, contract, quarter) is not None and not rests_in(contract, quarter)
    ]
