"""What a referral rate is, how far it lies from the others and from before, and what stands out (R-A39, E-11, E-12, E-18, E-19)."""

from services.access.referral_rates.rules.charting import Charted, Month, months_back, series_of
from services.access.referral_rates.rules.explaining import explain
from services.access.referral_rates.rules.figures import deviation, exceeds, mean_days, per_thousand, share
from services.access.referral_rates.rules.rating import (
    Counted,
    Norm,
    people_of,
    practice_rates,
    team_rates,
    together,
    with_cases,
    working,
)
from services.access.referral_rates.rules.shifting import ShiftCount, shift_of
from services.access.referral_rates.rules.types import (
    BudgetShift,
    CategoryRate,
    IntensityCount,
    ReferralRate,
    Tally,
)
from services.access.referral_rates.rules.watching import (
    across_edges,
    fast_and_again,
    heavy_refused,
    signals_of,
)

__all__ = [
    "BudgetShift",
    "CategoryRate",
    "Charted",
    "Counted",
    "IntensityCount",
    "Month",
    "Norm",
    "ReferralRate",
    "ShiftCount",
    "Tally",
    "across_edges",
    "deviation",
    "exceeds",
    "explain",
    "fast_and_again",
    "heavy_refused",
    "mean_days",
    "months_back",
    "people_of",
    "per_thousand",
    "practice_rates",
    "series_of",
    "share",
    "shift_of",
    "signals_of",
    "team_rates",
    "together",
    "with_cases",
    "working",
]
