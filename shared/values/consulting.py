"""The closed lists of plans of action, meetings and traffic lights (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class PlanState(StrEnum):
    """A plan of action's life: one side proposes, both agree, it is carried out; or it is withdrawn (R-O20, D-09)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class PlanResult(StrEnum):
    """What a plan of action came to."""

    RECOVERED = "recovered"
    PARTLY = "partly"
    NOT_RECOVERED = "notRecovered"


class MeetingKind(StrEnum):
    """The consultations of the sources (N-154): A-1.14, A-3.14, A-11.10, D-01, D-02, D-58."""

    PROGRESS_TALK = "progressTalk"
    STEERING_GROUP = "steeringGroup"
    QUARTERLY_TALK = "quarterlyTalk"
    DEVELOPMENT_GROUP = "developmentGroup"
    WORK_VISIT = "workVisit"
    CASE_DISCUSSION = "caseDiscussion"
    STAKEHOLDER_ROUND = "stakeholderRound"
    AUDIT_DIALOGUE = "auditDialogue"
    YEARLY_REVIEW = "yearlyReview"


class Rhythm(StrEnum):
    """In what a meeting's frequency is counted (G-07)."""

    WEEKS = "weeks"
    MONTHS = "months"


class AgendaOrigin(StrEnum):
    """Why something stands on a proposed agenda: always, because it lags, is open, or runs late."""

    STANDING = "standing"
    LAGGING_INDICATOR = "laggingIndicator"
    OPEN_AGREEMENT = "openAgreement"
    OVERDUE_ACTION = "overdueAction"


class Light(StrEnum):
    """The colour that a person gives (stoplicht); the sources' own colours are lost and are no default (0-6)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
