"""The values that the whole house speaks in: money, shares, rates, periods, ids, terms and derivations.

Standard library only; a value is immutable, checks itself when made, and knows nothing of storage or HTTP.
"""

from shared.values.calendar import CALENDAR, Calendar, YearNotKnown
from shared.values.derivation import SENTENCES, Derivation, Sentence, Step, instant_text, render
from shared.values.ids import (
    holds_bsn,
    is_agb,
    is_bsn,
    is_kvk,
    is_municipality_code,
    is_oin,
    is_rsin,
    is_sound_oin,
    mask_bsn,
    new_id,
)
from shared.values.money import Money
from shared.values.period import Period, add_months, tiles
from shared.values.share import Rate, Share

__all__ = [
    "CALENDAR",
    "SENTENCES",
    "Calendar",
    "Derivation",
    "Money",
    "Period",
    "Rate",
    "Sentence",
    "Share",
    "Step",
    "YearNotKnown",
    "add_months",
    "holds_bsn",
    "instant_text",
    "is_agb",
    "is_bsn",
    "is_kvk",
    "is_municipality_code",
    "is_oin",
    "is_rsin",
    "is_sound_oin",
    "mask_bsn",
    "new_id",
    "render",
    "tiles",
]
