"""The closed lists of remedies: objection, appeal, complaint, ombuds file, arbitration (N-137, F-11, F-12, F-26)."""

from __future__ import annotations

from enum import StrEnum


class RemedyKind(StrEnum):
    """What a citizen can do who disagrees: bezwaar, beroep, klacht, naar de ombudsfunctionaris, naar de arbiter."""

    OBJECTION = "objection"
    APPEAL = "appeal"
    COMPLAINT = "complaint"
    OMBUDS_FILE = "ombudsFile"
    ARBITRATION = "arbitration"


class RemedyState(StrEnum):
    """A remedy's life: filed, in handling, suspended for an omission, then decided or withdrawn."""

    FILED = "filed"
    IN_HANDLING = "inHandling"
    SUSPENDED = "suspended"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class RemedyOutcome(StrEnum):
    """How it ended: gegrond, deels gegrond, ongegrond, niet-ontvankelijk, or settled between the parties."""

    FOUNDED = "founded"
    PARTLY_FOUNDED = "partlyFounded"
    UNFOUNDED = "unfounded"
    INADMISSIBLE = "inadmissible"
    SETTLED = "settled"


class RemedySubject(StrEnum):
    """What it is about."""

    DECISION = "decision"
    REFUSAL_OF_CARE = "refusalOfCare"
    CARE = "care"
    CONDUCT = "conduct"
    WAITING = "waiting"
    LATE_DECISION = "lateDecision"
    OTHER = "other"


class RemedyHandler(StrEnum):
    """Who handles it; a committee has longer terms (Awb 7:10, 9:11)."""

    LEGAL_AFFAIRS = "legalAffairs"
    OBJECTIONS_COMMITTEE = "objectionsCommittee"
    COURT = "court"
    COMPLAINTS_DESK = "complaintsDesk"
    COMPLAINTS_COMMITTEE = "complaintsCommittee"
    OMBUDS_OFFICER = "ombudsOfficer"
    ARBITER = "arbiter"
