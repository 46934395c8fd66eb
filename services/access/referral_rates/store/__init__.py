"""The only SQL on referral rates: counts in groups, what a period rests on, and what the watch of a month finds."""

from services.access.referral_rates.store.counting import (
    CASES_SHOWN,
    count_by_month,
    count_tallies,
    list_cases,
)
from services.access.referral_rates.store.reading import (
    Ground,
    counted_teams,
    ground_of,
    rates_of_practices,
    rates_of_teams,
    shifts_of,
)
from services.access.referral_rates.store.shifting import count_shifts
from services.access.referral_rates.store.watching import find_signals

__all__ = [
    "CASES_SHOWN",
    "Ground",
    "count_by_month",
    "count_shifts",
    "count_tallies",
    "counted_teams",
    "find_signals",
    "ground_of",
    "list_cases",
    "rates_of_practices",
    "rates_of_teams",
    "shifts_of",
]
