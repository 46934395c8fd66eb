"""Words on care that contracts learns from access: the state of a move between contracts, and what becomes of each client."""

from __future__ import annotations

from enum import StrEnum


class ContractTransitionState(StrEnum):
    """A move of existing clients to another contract: planned, or confirmed by the purchaser (R-C60)."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"


class PlacementOutcome(StrEnum):
    """What becomes of a client's care when the contract changes (R-C60)."""

    PLACED = "placed"
    UNPLACED = "unplaced"
    CARE_ENDS = "careEnds"
