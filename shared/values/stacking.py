"""The closed lists of where support piles up: for whom it is stacked, on what costs rest, at which level it is given."""

from __future__ import annotations

from enum import StrEnum


class StackedFor(StrEnum):
    """Whose allocations run at once: those of one citizen, or of all in one household's plan (R-A42)."""

    CITIZEN = "citizen"
    HOUSEHOLD = "household"


class CostBasis(StrEnum):
    """On what a client's costs rest: what was allocated; what was paid is not known per client (R-A43)."""

    ALLOCATED = "allocated"


class SupportLevel(StrEnum):
    """How deep support goes: specialist, basic, the zero line, beside these, or not known to the catalogue (R-A52, N-16)."""

    SPECIALIST = "specialist"
    BASIC = "basic"
    ZERO_LINE = "zeroLine"
    ADDITIONAL = "additional"
    UNKNOWN = "unknown"


__all__ = ["CostBasis", "StackedFor", "SupportLevel"]
