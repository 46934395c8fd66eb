"""A ceiling: what it says, which limits bind, what counters hit and what may shift (R-C21 … R-C26, R-C62)."""

from services.contracts.ceilings.rules.agreeing import active_limits, agree, remarks_of, shift
from services.contracts.ceilings.rules.amending import Bound, bounds_of, check_amendment, is_change
from services.contracts.ceilings.rules.checking import CeilingBreach, CeilingCheck, CountersRefused, check
from services.contracts.ceilings.rules.terms import (
    Ceiling,
    CeilingCounters,
    CeilingNotFound,
    CeilingRefused,
    CeilingTerms,
    ExemptCareType,
    ShiftNeedsAmendment,
    ShiftRefused,
)

__all__ = [
    "Bound", "Ceiling", "CeilingBreach", "CeilingCheck", "CeilingCounters", "CeilingNotFound", "CeilingRefused", "CeilingTerms",
    "CountersRefused", "ExemptCareType", "ShiftNeedsAmendment", "ShiftRefused", "active_limits", "agree", "bounds_of",
    "check", "check_amendment", "is_change", "remarks_of", "shift",
]  # fmt: skip
