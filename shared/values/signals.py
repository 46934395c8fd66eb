"""The closed lists of signals: what access finds that a person should look at (N-139, section E of the risks)."""

from __future__ import annotations

from enum import StrEnum


class SignalKind(StrEnum):
    """What was found; each kind belongs to one rule or risk, which its rows name."""

    AGE_LIMIT_NEAR = "ageLimitNear"
    YOUTH_CARE_PAST_AGE = "youthCarePastAge"
    STACKED_CARE = "stackedCare"
    STACKED_VALUE = "stackedValue"
    CARER_OVERLOADED = "carerOverloaded"
    EFFORT_MISSING = "effortMissing"
    ACUTE_UNDECIDED = "acuteUndecided"
    REVIEW_OVERDUE = "reviewOverdue"
    TERM_EXPIRED = "termExpired"
    TERM_EXPIRING = "termExpiring"
    WAIT_TOO_LONG = "waitTooLong"
    SERVED_OUT_OF_ORDER = "servedOutOfOrder"
    ACCEPTANCE_BREACH = "acceptanceBreach"
    HEAVY_CARE_REFUSED = "heavyCareRefused"
    REFERRAL_RATE = "referralRate"
    REFERRED_FAST_AND_AGAIN = "referredFastAndAgain"
    REFERRED_ACROSS_EDGES = "referredAcrossEdges"
    ACCESS_CEILING_NEAR = "accessCeilingNear"
    EXPERT_NOT_INDEPENDENT = "expertNotIndependent"
    GRADED_HIGHER_BY_PROVIDER = "gradedHigherByProvider"
    PRODUCT_USE_RISING = "productUseRising"
    DEMAND_RISING = "demandRising"
    DURATION_RISING = "durationRising"
    REACH_FALLING = "reachFalling"
    HEAVIER_CARE_RISING = "heavierCareRising"
    TRAJECTORIES_RISING = "trajectoriesRising"
    OWN_ACCESS_VOLUME_RISING = "ownAccessVolumeRising"
    RESULT_WITHOUT_TERM = "resultWithoutTerm"
    NURSE_DRAWS_DEMAND = "nurseDrawsDemand"
    NO_ROUTE_TO_TAILOR_MADE = "noRouteToTailorMade"
    DESK_SLOW = "deskSlow"
    REFUSALS_WITH_COMPLAINTS = "refusalsWithComplaints"
    LEGAL_DISPUTE_OPEN = "legalDisputeOpen"
    ALLOCATION_WITHOUT_END = "allocationWithoutEnd"
    COORDINATOR_MISSING = "coordinatorMissing"
    SUBSTITUTION_BEHIND = "substitutionBehind"
    COSTLY_CLIENT = "costlyClient"
    TRANSITION_COMPLAINTS = "transitionComplaints"
    TRANSFER_OVERDUE = "transferOverdue"
    VOLUME_FALLING = "volumeFalling"
    REVIEW_YIELD_LOW = "reviewYieldLow"
    DEMAND_RISING_AFTER_CUT = "demandRisingAfterCut"
    COMPLAINTS_WITHOUT_INFLUENCE = "complaintsWithoutInfluence"
    INTEREST_UNDECLARED = "interestUndeclared"
    PGB_SWITCHES_RISING = "pgbSwitchesRising"
    DECIDED_AFTER_DEPARTURE = "decidedAfterDeparture"


class SignalSeverity(StrEnum):
    """How much it asks for: to know, to look at, to act on."""

    INFORMATION = "information"
    WARNING = "warning"
    SERIOUS = "serious"


class SignalState(StrEnum):
    """A signal's life: open, acknowledged by a person, closed with what was done; never deleted."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class SignalSubject(StrEnum):
    """What a signal is about."""

    CITIZEN = "citizen"
    HOUSEHOLD_PLAN = "householdPlan"
    REQUEST = "request"
    DECISION = "decision"
    ALLOCATION = "allocation"
    REFERRAL = "referral"
    REVIEW = "review"
    WAITING_LIST_ENTRY = "waitingListEntry"
    DESIRED_RESULT = "desiredResult"
    PROVIDER = "provider"
    TEAM = "team"
    PRODUCT = "product"
    CONTRACT = "contract"
    PRACTICE = "practice"
    MUNICIPALITY = "municipality"
