"""The closed lists of what citizens ask: how a question comes in, what comes of it, how it is made clear (N-125 … N-127)."""

from __future__ import annotations

from enum import StrEnum


class RequestChannel(StrEnum):
    """How a question comes in (kanaal, N-126)."""

    DESK = "desk"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    PORTAL = "portal"
    HOME_VISIT = "homeVisit"
    REFERRER = "referrer"
    COURT = "court"
    MESSAGE = "message"
    TAKEN_OVER = "takenOver"
    OTHER = "other"


class ReferrerType(StrEnum):
    """Who sends the citizen (Verwijzer, COD327; R-A04)."""

    MUNICIPALITY = "01"
    GENERAL_PRACTITIONER = "02"
    YOUTH_DOCTOR = "03"
    CERTIFIED_INSTITUTION = "04"
    MEDICAL_SPECIALIST = "05"
    SELF = "06"
    COURT = "08"


class RequestEnd(StrEnum):
    """Why a question ended without a decision or a referral."""

    NOT_NEEDED = "notNeeded"
    OWN_SOLUTION = "ownSolution"
    ADVICE = "advice"
    GENERAL_PROVISION = "generalProvision"
    OTHER_LAW = "otherLaw"
    PILOT_FLAME = "pilotFlame"
    DUPLICATE = "duplicate"
    NO_CONTACT = "noContact"
    DECEASED = "deceased"
    OTHER = "other"


class ResidenceReason(StrEnum):
    """Why a municipality is responsible for youth help (woonplaatsbeginsel, Jeugdwet art. 1.1; R-A56)."""

    REGISTERED = "registered"
    BEFORE_STAY = "beforeStay"
    MOTHER = "mother"
    ACTUAL_STAY = "actualStay"
    NOT_ASSESSED = "notAssessed"
    NOT_KNOWN = "notKnown"


class FirstProvision(StrEnum):
    """What comes before a tailor-made provision (voorliggend, R-A31, R-A44)."""

    OWN_STRENGTH = "ownStrength"
    NETWORK = "network"
    INFORMAL_CARE = "informalCare"
    VOLUNTEERS = "volunteers"
    GENERAL_PROVISION = "generalProvision"
    HEALTH_INSURANCE = "healthInsurance"
    LONG_TERM_CARE = "longTermCare"
    EDUCATION = "education"
    INCOME = "income"
    OTHER_LAW = "otherLaw"


class FirstProvisionOutcome(StrEnum):
    """What the weighing of such a provision came to."""

    SUFFICIENT = "sufficient"
    PARTLY = "partly"
    INSUFFICIENT = "insufficient"
    NOT_AVAILABLE = "notAvailable"
    NOT_APPLICABLE = "notApplicable"


class ClarificationLevel(StrEnum):
    """How much a finding of a clarification weighs; `missing` keeps a tailor-made decision waiting, `review` is for afterwards."""

    PASSED = "passed"
    ADVICE = "advice"
    WARNING = "warning"
    MISSING = "missing"
    REVIEW = "review"


class PlanState(StrEnum):
    """A household's plan: it runs, or it ended."""

    OPEN = "open"
    ENDED = "ended"


class PilotFlameState(StrEnum):
    """A pilot flame (waakvlam): contact is kept, the citizen came back, or it went out (R-A51)."""

    BURNING = "burning"
    REENTERED = "reentered"
    ENDED = "ended"


__all__ = [
    "ClarificationLevel",
    "FirstProvision",
    "FirstProvisionOutcome",
    "PilotFlameState",
    "PlanState",
    "ReferrerType",
    "RequestChannel",
    "RequestEnd",
    "ResidenceReason",
]
