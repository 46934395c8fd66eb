"""The closed lists of what keeps decisions right: reviews, samples of them, advice and ratification by experts."""

from __future__ import annotations

from enum import StrEnum


class ReviewKind(StrEnum):
    """What a review looks at: a costly application, a doubt, a sample, what is conspicuous, an extension, care that runs, acute care."""

    SWITCH_TEAM = "switchTeam"
    VOLUNTARY = "voluntary"
    VOT = "vot"
    CONSPICUOUS = "conspicuous"
    EXTENSION = "extension"
    HALF_YEAR = "halfYear"
    AFTER_ACUTE = "afterAcute"


class ReviewTrigger(StrEnum):
    """What opened a review."""

    VALUE_ABOVE_THRESHOLD = "valueAboveThreshold"
    CONSULTANT_ASKED = "consultantAsked"
    SAMPLED = "sampled"
    EVERY_REQUEST = "everyRequest"
    MUCH_USED = "muchUsed"
    COSTLY = "costly"
    EXTENSION_ASKED = "extensionAsked"
    END_NEAR = "endNear"
    HALF_YEAR_PASSES = "halfYearPasses"
    ACUTE_CARE = "acuteCare"
    STARTED_BEFORE = "startedBefore"
    STACKED_CARE = "stackedCare"
    STACKED_HOUSEHOLD = "stackedHousehold"


class ReviewState(StrEnum):
    """A review is open until it is completed, or cancelled with a reason; it is never deleted."""

    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class ReviewOutcome(StrEnum):
    """What a review found of what was asked or decided."""

    APPROVED = "approved"
    APPROVED_WITH_CHANGE = "approvedWithChange"
    NOT_APPROVED = "notApproved"


class ReviewCancellation(StrEnum):
    """Why a review need not be done: its subject fell away, or it was opened in error."""

    NOT_DECIDED = "notDecided"
    CARE_ENDED = "careEnded"
    CITIZEN_GONE = "citizenGone"
    OPENED_IN_ERROR = "openedInError"


class ReviewerRole(StrEnum):
    """As whom a reviewer looks."""

    SWITCH_TEAM = "switchTeam"
    QUALITY_OFFICER = "qualityOfficer"
    BASIC_TEAM = "basicTeam"


class Due(StrEnum):
    """How an open review stands against its day."""

    OVERDUE = "overdue"
    DUE = "due"
    PLANNED = "planned"


class SampleState(StrEnum):
    """A sample is promised (committed) before its period is over, and drawn once when the period is closed."""

    COMMITTED = "committed"
    DRAWN = "drawn"


class SampledKind(StrEnum):
    """What is sampled: decisions of the municipality, and requests for allocation by providers (VOT; iWmo and iJw 315)."""

    DECISION = "decision"
    ALLOCATION_REQUEST = "allocationRequest"


class AdviceKind(StrEnum):
    """What an expert does: advise, advise together with experts of other providers, or ratify (bekrachtigen)."""

    ADVICE = "advice"
    JOINT_ADVICE = "jointAdvice"
    RATIFICATION = "ratification"


class AdviceOpinion(StrEnum):
    """What the expert thinks of the draft decision."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    CONDITIONAL = "conditional"


class Ratifier(StrEnum):
    """Who ratifies as a third: a desk of the municipality, or an expert who depends on no party."""

    MUNICIPAL_DESK = "municipalDesk"
    INDEPENDENT_EXPERT = "independentExpert"
