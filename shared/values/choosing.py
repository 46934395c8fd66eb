"""The closed lists on choosing a provider, waiting for one, going from one to another, and the nurse at the practice."""

from __future__ import annotations

from enum import StrEnum


class ChoiceOrigin(StrEnum):
    """How a citizen came to a provider (R-A40, R-C43)."""

    CLIENT = "client"
    ASSIGNED = "assigned"
    ONLY_PROVIDER = "onlyProvider"


class ChoiceState(StrEnum):
    """A choice's life: offered, then chosen or assigned, or waiting because all were full, or withdrawn (R-A40, R-C43)."""

    OFFERED = "offered"
    CHOSEN = "chosen"
    ASSIGNED = "assigned"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class CareDomain(StrEnum):
    """From whose budget help comes: what a referral leaves and enters (E-18, D-53)."""

    WMO = "wmo"
    YOUTH = "youth"
    HEALTH_INSURANCE = "zvw"
    LONG_TERM_CARE = "wlz"
    EDUCATION = "education"
    WORK_AND_INCOME = "workAndIncome"
    PUBLIC_HEALTH = "publicHealth"
    HOUSING = "housing"
    JUSTICE = "justice"
    OTHER = "other"


class ApprovalState(StrEnum):
    """What the basic team says of an onward referral; acute care is judged afterwards (R-A24, F-33)."""

    NOT_NEEDED = "notNeeded"
    PENDING = "pending"
    AFTERWARDS = "afterwards"
    APPROVED = "approved"
    DENIED = "denied"
    DENIED_AFTERWARDS = "deniedAfterwards"


class RefusalKind(StrEnum):
    """Whether a provider will not, or cannot (R-A36)."""

    REFUSED = "refused"
    CANNOT_DELIVER = "cannotDeliver"


class CareIntensity(StrEnum):
    """How heavy the care is that is asked of a provider (E-19)."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


class EscalationParty(StrEnum):
    """Who takes a step of the escalation route (R-A36)."""

    CONTRACT_MANAGER = "contractManager"
    PROVIDER_BOARD = "providerBoard"
    MUNICIPAL_BOARD = "municipalBoard"
    REGION = "region"
    ARBITER = "arbiter"


class EscalationOutcome(StrEnum):
    """What a step of the escalation route led to (R-A36)."""

    ACCEPTED_AFTER_ALL = "acceptedAfterAll"
    OTHER_PROVIDER = "otherProvider"
    IMPROVEMENT_AGREED = "improvementAgreed"
    SANCTION = "sanction"
    ESCALATED = "escalated"
    UNRESOLVED = "unresolved"


class WaitingCause(StrEnum):
    """Why somebody waits: the budget ceiling, or no place (R-A37)."""

    CEILING = "ceiling"
    CAPACITY = "capacity"


class WaitingState(StrEnum):
    """An entry's life: waiting, then placed or withdrawn (R-A37)."""

    WAITING = "waiting"
    PLACED = "placed"
    WITHDRAWN = "withdrawn"


class BridgingCare(StrEnum):
    """What helps meanwhile (overbruggingszorg, N-136)."""

    NONE = "none"
    LIGHTER_CARE = "lighterCare"
    OTHER_PROVIDER = "otherProvider"
    GENERAL_PROVISION = "generalProvision"
    SOCIAL_TEAM = "socialTeam"
    INFORMAL_CARE = "informalCare"


class WaitingWithdrawal(StrEnum):
    """Why somebody waits no more without a place (N-136)."""

    NO_LONGER_NEEDED = "noLongerNeeded"
    FOUND_ELSEWHERE = "foundElsewhere"
    SERVED_AT_ONCE = "servedAtOnce"
    CLIENT_DECLINED = "clientDeclined"
    MOVED = "moved"
    DECEASED = "deceased"
    ENTRY_ERROR = "entryError"


class ClientDelayReason(StrEnum):
    """Why the client asked for a later day (G-61)."""

    OWN_WISH = "ownWish"
    PREFERRED_PROVIDER = "preferredProvider"
    ABSENT = "absent"
    ILLNESS = "illness"
    OTHER = "other"


__all__ = [
    "ApprovalState",
    "BridgingCare",
    "CareDomain",
    "CareIntensity",
    "ChoiceOrigin",
    "ChoiceState",
    "ClientDelayReason",
    "EscalationOutcome",
    "EscalationParty",
    "RefusalKind",
    "WaitingCause",
    "WaitingState",
    "WaitingWithdrawal",
]
