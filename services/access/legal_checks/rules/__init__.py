"""Which tests of access can be asked for and answered, and how the legal frame of a grant is judged (R-A14 … R-A19, R-A53)."""

from services.access.legal_checks.rules.asking import Told, age_check, answer, ask
from services.access.legal_checks.rules.checks import (
    LegalCheck,
    LegalCheckAnswered,
    LegalCheckNotFound,
    LegalCheckRefused,
    age_on,
    answered,
    still_valid,
)
from services.access.legal_checks.rules.frame import (
    LegalJudgement,
    judge_frame,
    judgement,
    needs_birth_date,
    outcome_of,
)
from services.access.legal_checks.rules.reporting import (
    OTHER_LAW_ANSWERS,
    OTHER_LAW_GROUNDS,
    Adapted,
    CheckCell,
    FrameOutcomeCount,
    LegalFrameReport,
    ShiftedGround,
    Youth,
    report,
)
from services.access.legal_checks.rules.said import Finding

__all__ = [
    "OTHER_LAW_ANSWERS",
    "OTHER_LAW_GROUNDS",
    "Adapted",
    "CheckCell",
    "Finding",
    "FrameOutcomeCount",
    "LegalCheck",
    "LegalCheckAnswered",
    "LegalCheckNotFound",
    "LegalCheckRefused",
    "LegalFrameReport",
    "LegalJudgement",
    "ShiftedGround",
    "Told",
    "Youth",
    "age_check",
    "age_on",
    "answer",
    "answered",
    "ask",
    "judge_frame",
    "judgement",
    "needs_birth_date",
    "outcome_of",
    "report",
    "still_valid",
]
