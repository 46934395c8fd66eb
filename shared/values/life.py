"""The closed lists of a contract's life: what made a version, why it is suspended, what is evaluated and due (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class VersionReason(StrEnum):
    """What made a version of a contract."""

    DRAFTED = "drafted"
    REDRAFTED = "redrafted"
    TAKEN_OVER = "takenOver"
    OFFERED = "offered"
    SIGNED = "signed"
    ACTIVATED = "activated"
    AMENDED = "amended"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    TERMINATED = "terminated"
    ENDED = "ended"


class SuspensionReason(StrEnum):
    """Why a contract rests for a time."""

    INVESTIGATION = "investigation"
    SAFETY = "safety"
    CAPACITY = "capacity"
    MUTUAL_CONSENT = "mutualConsent"
    FORCE_MAJEURE = "forceMajeure"


class EvaluationKind(StrEnum):
    """What is looked at: the evaluation (R-C05), the scope after a year (R-C06), the year and its budget (R-C07, D-55)."""

    EVALUATION = "evaluation"
    SCOPE_CHECK = "scopeCheck"
    YEARLY_CHECK = "yearlyCheck"


class CalendarKind(StrEnum):
    """What stands in the contract calendar (D-39)."""

    START = "start"
    END = "end"
    EXTENSION_OPTION = "extensionOption"
    EVALUATION = "evaluation"
    SCOPE_CHECK = "scopeCheck"
    YEARLY_CHECK = "yearlyCheck"
    AMENDMENT = "amendment"
    SUSPENSION = "suspension"


class DocumentKind(StrEnum):
    """What a signed document of a contract is."""

    CONTRACT = "contract"
    AMENDMENT = "amendment"
    GRANT_DECISION = "grantDecision"
    ANNEX = "annex"
    CORRESPONDENCE = "correspondence"
