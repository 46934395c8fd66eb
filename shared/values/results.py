"""The closed list of what a contract year came to, as outcomes and the accountant tell it (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class ResultOutcome(StrEnum):
    """The verdict on a contract year with the accountant's statement beside it (R-S03, R-X05)."""

    MET_AND_AUDITED = "metAndAudited"
    MET_NOT_AUDITED = "metNotAudited"
    NOT_MET = "notMet"
    NOT_JUDGEABLE = "notJudgeable"
