"""The closed lists of a subsidy's own life: granted, accounted for, determined (Awb title 4.2; docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class SubsidyState(StrEnum):
    """Where a subsidy stands: granted (verleend), accounted for (verantwoord), determined (vastgesteld)."""

    GRANTED = "granted"
    ACCOUNTED = "accounted"
    DETERMINED = "determined"


class DeterminationGround(StrEnum):
    """Why a subsidy is determined lower (Awb 4:46 lid 2 a … d); the last is never a ground and is refused (R-C09)."""

    ACTIVITIES_NOT_DONE = "activitiesNotDone"
    DUTIES_NOT_MET = "dutiesNotMet"
    INCORRECT_INFORMATION = "incorrectInformation"
    GRANT_KNOWN_WRONG = "grantKnownWrong"
    RESULT_SCORE = "resultScore"
