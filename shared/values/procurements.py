"""The closed lists of procurement: how a procedure and a bid stand, how bids are weighed, who may bid (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class ProcurementState(StrEnum):
    """Where a procedure stands: criteria are free in a draft and fixed from publication on (F-30)."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    RANKED = "ranked"
    AWARDED = "awarded"
    WITHDRAWN = "withdrawn"


class BidState(StrEnum):
    """Where a bid stands: sealed until the procedure is opened after its closing moment."""

    SEALED = "sealed"
    WITHDRAWN = "withdrawn"
    OPENED = "opened"
    EXCLUDED = "excluded"
    RANKED = "ranked"
    AWARDED = "awarded"
    NOT_AWARDED = "notAwarded"


class Openness(StrEnum):
    """Who may bid: every provider in the purchaser's register, who is invited, or who is inside the framework (R-C44)."""

    OPEN = "open"
    INVITED = "invited"
    FRAMEWORK = "framework"


class AwardMeasure(StrEnum):
    """On what an award criterion looks (N-118, R-C41)."""

    PRICE = "price"
    WAITING_TIME = "waitingTime"
    SATISFACTION = "satisfaction"
    CLIENT_PREFERENCE = "clientPreference"
    INDICATOR = "indicator"
    QUALITY = "quality"


class ScoringMethod(StrEnum):
    """How a criterion gives 0 to 100 points: along a line from worst to best, by yes or no, or by assessors."""

    LINEAR = "linear"
    YES_NO = "yesNo"
    ASSESSED = "assessed"


class TieRule(StrEnum):
    """What decides between equal totals; what is still equal then is drawn by lot."""

    LOWEST_PRICE = "lowestPrice"
    HEAVIEST_CRITERION = "heaviestCriterion"
    DRAW = "draw"


class PhaseKind(StrEnum):
    """A phase of the dialogue model (A-13.4)."""

    DIALOGUE = "dialogue"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"


class SingleSourceGround(StrEnum):
    """Why no others were invited (A-13.6)."""

    NO_BIDS = "noBids"
    NO_COMPETITION = "noCompetition"
    EXCLUSIVE_RIGHTS = "exclusiveRights"
    URGENCY = "urgency"
    BELOW_THRESHOLD = "belowThreshold"
    IN_HOUSE = "inHouse"


class BidRemark(StrEnum):
    """What the purchaser is told of a bid beside its score."""

    BELOW_REAL_PRICE = "belowRealPrice"


class AssignmentOrigin(StrEnum):
    """How a client came to a provider of a catalogue (R-C43)."""

    CLIENT_CHOICE = "clientChoice"
    BY_INDICATORS = "byIndicators"
