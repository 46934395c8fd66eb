"""Which trends a risk asks for, decided without I/O: a module per group of detectors, the engine, the days of a watch."""

from services.access.findings.rules.core import (
    KINDS,
    Case,
    Cut,
    Kind,
    Measured,
    PracticeCount,
    SubjectCount,
    TrendFinding,
)
from services.access.findings.rules.engine import TrendFindings, look, signals
from services.access.findings.rules.figures import Count, TrendFigure, deviation
from services.access.findings.rules.periods import (
    FindingDaysRefused,
    check_days,
    cut_days,
    last_month,
    last_quarter,
    period_before,
    watched,
)
from services.access.findings.rules.watch import PATTERNS, PatternWatch, PatternWatchNotFound

__all__ = [
    "KINDS",
    "PATTERNS",
    "Case",
    "Count",
    "Cut",
    "FindingDaysRefused",
    "Kind",
    "Measured",
    "PatternWatch",
    "PatternWatchNotFound",
    "PracticeCount",
    "SubjectCount",
    "TrendFigure",
    "TrendFinding",
    "TrendFindings",
    "check_days",
    "cut_days",
    "deviation",
    "last_month",
    "last_quarter",
    "look",
    "period_before",
    "signals",
    "watched",
]
