"""The closed lists of what was done of what a contract asks: social return and quality (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class SocialReturnKind(StrEnum):
    """By what kind of effort social return is realised; the sources name none, so the list is that of practice."""

    JOB = "job"
    WORK_EXPERIENCE = "workExperience"
    APPRENTICESHIP = "apprenticeship"
    INTERNSHIP = "internship"
    SOCIAL_PURCHASE = "socialPurchase"
    TRAINING = "training"
    COMMUNITY_ACTIVITY = "communityActivity"
    OTHER = "other"


class SocialReturnState(StrEnum):
    """How an effort stands: told, counted, not counted, or taken back by who told it (R-C31)."""

    ENTERED = "entered"
    RECOGNISED = "recognised"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class QualityStanding(StrEnum):
    """How a demand stands: nothing told yet, still under way, met in every trajectory, or short in some (R-C32)."""

    UNREPORTED = "unreported"
    UNDER_WAY = "underWay"
    MET = "met"
    SHORT = "short"
