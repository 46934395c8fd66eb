"""How one indicator stands over a contract year, quarter by quarter, as a year, by part, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.outcomes.indicators.rules import Indicator
from services.outcomes.verdicts.rules.judging import IndicatorVerdict
from shared.values import Derivation


@dataclass(frozen=True, slots=True)
class Judged:
    """One indicator over one year; `parts` are its members and areas, where it is an indicator of the provider (G-17)."""

    indicator: Indicator
    quarters: list[IndicatorVerdict]
    year: IndicatorVerdict
    why: Derivation
    parts: list[IndicatorVerdict] = field(default_factory=list)
