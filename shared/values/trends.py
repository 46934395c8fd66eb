"""The closed lists of trends: what access looks at over a period beside the one before it, and in what it counts."""

from __future__ import annotations

from enum import StrEnum


class TrendKind(StrEnum):
    """A trend of demand and care that a risk asks for; the words are those of the signal that tells it (SignalKind)."""

    DEMAND_RISING = "demandRising"
    DEMAND_RISING_AFTER_CUT = "demandRisingAfterCut"
    DURATION_RISING = "durationRising"
    VOLUME_FALLING = "volumeFalling"
    REACH_FALLING = "reachFalling"
    HEAVIER_CARE_RISING = "heavierCareRising"
    TRAJECTORIES_RISING = "trajectoriesRising"
    OWN_ACCESS_VOLUME_RISING = "ownAccessVolumeRising"
    DESK_SLOW = "deskSlow"
    REFUSALS_WITH_COMPLAINTS = "refusalsWithComplaints"
    REVIEW_YIELD_LOW = "reviewYieldLow"
    LEGAL_DISPUTE_OPEN = "legalDisputeOpen"
    NURSE_DRAWS_DEMAND = "nurseDrawsDemand"
    CARER_OVERLOADED = "carerOverloaded"
    COMPLAINTS_WITHOUT_INFLUENCE = "complaintsWithoutInfluence"
    TRANSITION_COMPLAINTS = "transitionComplaints"
    PGB_SWITCHES_RISING = "pgbSwitchesRising"
    PRODUCT_USE_RISING = "productUseRising"


class TrendUnit(StrEnum):
    """In what a figure is told: a count, an average number of days, another average, or a share in basis points."""

    COUNT = "count"
    DAYS = "days"
    AVERAGE = "average"
    BASIS_POINTS = "basisPoints"
