"""The closed lists of work lists: which lists there are, what stands out on them, and why one was left out."""

from __future__ import annotations

from enum import StrEnum


class WorkListKind(StrEnum):
    """A work list; the first ones are the municipality's, the last ones a provider's."""

    OPEN_REQUESTS = "openRequests"
    ACUTE_UNDECIDED = "acuteUndecided"
    STATUTORY_TERMS = "statutoryTerms"
    DRAFT_DECISIONS = "draftDecisions"
    AWAITING_EFFORT = "awaitingEffort"
    REVIEWS = "reviews"
    WAITING_LIST = "waitingList"
    PROVIDER_CHOICES = "providerChoices"
    ALLOCATION_REQUESTS = "allocationRequests"
    CHANGE_REQUESTS = "changeRequests"
    TRANSFERS = "transfers"
    ACCESS_CEILINGS = "accessCeilings"
    SIGNALS = "signals"
    REMEDIES = "remedies"
    REFERRALS = "referrals"
    CARE_ORDERS = "careOrders"
    CARE_TO_START = "careToStart"
    ANSWERED_REQUESTS = "answeredRequests"


class WorkLabel(StrEnum):
    """What stands out at an item: how it stands against its day, or what its list is ordered by."""

    ACUTE = "acute"
    OVERDUE = "overdue"
    DUE = "due"
    PLANNED = "planned"
    NO_DAY = "noDay"
    WAITS_TOO_LONG = "waitsTooLong"
    WAITS = "waits"
    WAITS_ON_OWN_WISH = "waitsOnOwnWish"
    EXHAUSTED = "exhausted"
    NEARLY_EXHAUSTED = "nearlyExhausted"
    SERIOUS = "serious"
    WARNING = "warning"
    INFORMATION = "information"


class WorkListGap(StrEnum):
    """Why a list was left out: it is not there for this role, or the token lacks the scope that opens it."""

    ROLE = "role"
    SCOPE = "scope"
