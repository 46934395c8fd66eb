"""The closed lists of referral rates: by whom they are counted, and why one is not known."""

from __future__ import annotations

from enum import StrEnum


class RatesBy(StrEnum):
    """By whom referrals are counted (R-A39)."""

    TEAM = "team"
    PRACTICE = "practice"


class RateGap(StrEnum):
    """Why there is no rate per inhabitant."""

    NO_TEAM = "noTeam"
    AREAS_UNKNOWN = "areasUnknown"
    NO_DENOMINATOR = "noDenominator"


__all__ = ["RateGap", "RatesBy"]
