"""The closed lists of allocating support: how an allocation and a request about one stand, and the codes of the iStandaarden."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from shared.values.terms import Law

if TYPE_CHECKING:
    from collections.abc import Mapping


class AllocationState(StrEnum):
    """An allocation stands as granted, or was deleted and counts as never sent (RedenWijziging 13)."""

    GRANTED = "granted"
    DELETED = "deleted"


class AllocationOrigin(StrEnum):
    """What an allocation number came from."""

    DECISION = "decision"
    ALLOCATION_REQUEST = "allocationRequest"
    CHANGE_REQUEST = "changeRequest"
    SCALING = "scaling"
    REPLACEMENT = "replacement"
    TRANSITION = "transition"
    TAKEN_OVER = "takenOver"


class ChangeInitiator(StrEnum):
    """Who wants a change: the municipality, or the provider that scales in scenario B, C or D (R-A35)."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"


class CareOrderState(StrEnum):
    """A care order holds, was closed by the decision that followed the acute care, or was withdrawn."""

    SENT = "sent"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class AskingState(StrEnum):
    """How a provider's request stands: pending, under investigation, granted, rejected or withdrawn (TR374)."""

    PENDING = "pending"
    UNDER_INVESTIGATION = "underInvestigation"
    GRANTED = "granted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class CohortState(StrEnum):
    """A transition cohort is prepared, then carried out once, or withdrawn before."""

    PREPARED = "prepared"
    CARRIED_OUT = "carriedOut"
    WITHDRAWN = "withdrawn"


PENDING_STATES = frozenset({AskingState.PENDING, AskingState.UNDER_INVESTIGATION})
UNITS = ("01", "04", "14", "16", "82", "83", "84")
FREQUENCIES = ("1", "2", "4", "6")
EUROS, PIECES_OUT, TOTAL, WEEKLY = "83", "82", "6", "2"
# RedenWijziging (WMO002 = JZ002); 01 was withdrawn in release 3.1 (CS336).
CHANGE_REASONS = tuple(f"{number:02d}" for number in range(2, 15))
DELETED_REASON, EXTENDED, SHORTENED, MOVED_AWAY, OTHER_PROVIDER = "13", "04", "05", "07", "09"
CONTRACT_CHANGED, BY_PROVIDER, CORRECTION = "03", "12", "14"
_SAME: Mapping[str, str] = {
    "02": "02", "03": "36", "05": "36", "06": "39", "08": "36", "09": "38", "10": "36", "11": "36", "12": "37",
}  # fmt: skip
# The RedenBeeindiging that the provider then uses; 31 means "moved" under the Wmo and "as planned" under the Jeugdwet.
STOP_REASONS: Mapping[Law, Mapping[str, str]] = MappingProxyType(
    {
        Law.WMO_2015: MappingProxyType({**_SAME, "07": "31"}),
        Law.JEUGDWET: MappingProxyType({**_SAME, "07": "35"}),
    }
)
# Wmo categories of aids: only these may overlap (OP259).
AIDS = frozenset({"11", "12", "13", "14"})
# WJ759 RedenAfwijzingVerzoek; 8 is for a request for allocation under the Jeugdwet alone (TR377).
REJECTION_REASONS = tuple("123456789")
RESIDENCE = "8"
# WJ758 RedenVerzoek.
ASKING_REASONS = ("1", "2")
# COD327 Verwijzer type: the municipality itself, and those whom the Youth Act lets refer (R-A04).
REFERRER_TYPES = ("01", "02", "03", "04", "05", "06", "08")
STATUTORY_REFERRERS = frozenset({"02", "03", "04", "05", "08"})
CODED_REFERRERS = frozenset({"02", "03", "04", "05"})
