"""The closed lists of care that is given: how it stands, why it stopped, the results it is for, and a switch to a PGB."""

from __future__ import annotations

from enum import StrEnum


class CareState(StrEnum):
    """How care stands that a provider reported: given, interrupted for a time, stopped, or never given (withdrawn)."""

    IN_CARE = "inCare"
    PAUSED = "paused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class StopState(StrEnum):
    """A report that care stopped holds, or was withdrawn (StatusAanlevering 3)."""

    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


class StopReason(StrEnum):
    """Why care stopped; finer than RedenBeeindiging, which follows from it and the law."""

    GOALS_REACHED = "goalsReached"
    AS_PLANNED = "asPlanned"
    INTERRUPTED = "interrupted"
    TRANSFERRED_TO_PROVIDER = "transferredToProvider"
    TRANSFERRED_TO_TEAM = "transferredToTeam"
    TRANSFERRED_TO_DOMAIN = "transferredToDomain"
    CITIZEN_LEFT = "citizenLeft"
    OWN_REQUEST = "ownRequest"
    BY_AGREEMENT = "byAgreement"
    BY_PROVIDER = "byProvider"
    BY_MUNICIPALITY = "byMunicipality"
    CHANGE_REQUESTED = "changeRequested"
    CIRCUMSTANCES = "circumstances"
    RECIDIVISM = "recidivism"
    MOVED = "moved"
    DECEASED = "deceased"


class CorrectionReason(StrEnum):
    """Why a report of care is corrected or withdrawn; a list and no text, for it concerns one person."""

    ENTRY_ERROR = "entryError"
    KNOWN_LATER = "knownLater"
    DUPLICATE = "duplicate"
    NEVER_GIVEN = "neverGiven"


class ResultSetter(StrEnum):
    """Who set a desired result (N-128, R-A33)."""

    MUNICIPALITY = "municipality"
    CITIZEN = "citizen"
    PROVIDER = "provider"


class DesiredResultState(StrEnum):
    """A desired result's life: set, then evaluated or withdrawn."""

    SET = "set"
    EVALUATED = "evaluated"
    WITHDRAWN = "withdrawn"


class ClientVerdict(StrEnum):
    """What became of a desired result: achieved, partly, not, or not judgeable (R-O24)."""

    ACHIEVED = "achieved"
    PARTLY_ACHIEVED = "partlyAchieved"
    NOT_ACHIEVED = "notAchieved"
    NOT_JUDGEABLE = "notJudgeable"


class ResultChangeReason(StrEnum):
    """Why the term, the target or the linked share of a desired result changed."""

    LATER_START = "laterStart"
    MORE_TIME_NEEDED = "moreTimeNeeded"
    REACHED_SOONER = "reachedSooner"
    CHANGED_CIRCUMSTANCES = "changedCircumstances"
    ADJUSTED_AT_REVIEW = "adjustedAtReview"
    ENTRY_ERROR = "entryError"


class ResultWithdrawalReason(StrEnum):
    """Why a desired result holds no longer."""

    REPLACED = "replaced"
    NO_LONGER_WANTED = "noLongerWanted"
    CARE_STOPPED = "careStopped"
    MOVED = "moved"
    DECEASED = "deceased"
    ENTRY_ERROR = "entryError"


class DecisionSignal(StrEnum):
    """What a decision whose results were all judged asks of the municipality (R-A11, R-A34): to decide, never done by itself."""

    END_TO_DECIDE = "endToDecide"
    EXTENSION_TO_TEST = "extensionToTest"


class PgbReason(StrEnum):
    """Why a citizen wants a personal budget (PGB) instead of the contracted supply (R-A41)."""

    OTHER_SUPPLY = "otherSupply"
    CARER_OF_CHOICE = "carerOfChoice"
    NO_FITTING_PROVIDER = "noFittingProvider"
    WAITING_TIME = "waitingTime"
    DISSATISFIED = "dissatisfied"
    CULTURE_OR_BELIEF = "cultureOrBelief"
    OWN_DIRECTION = "ownDirection"
    OTHER = "other"


class PgbState(StrEnum):
    """A switch to a PGB: requested, then granted (the citizen switched), refused, or withdrawn."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
