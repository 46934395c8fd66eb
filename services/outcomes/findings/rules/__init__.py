"""What is found about a contract's indicators, decided without I/O: a module per group of detectors, and the engine."""

from services.outcomes.findings.rules.core import (
    KINDS,
    Asked,
    Case,
    FindingStep,
    IndicatorFinding,
    Kind,
    Limits,
    NotAssessed,
    Observed,
    ResultCounts,
)
from services.outcomes.findings.rules.engine import IndicatorFindings, look
from services.outcomes.findings.rules.policy import (
    IndicatorPolicy,
    IndicatorPolicyNotFound,
    default_policy,
    set_limits,
)

__all__ = [
    "KINDS",
    "Asked",
    "Case",
    "FindingStep",
    "IndicatorFinding",
    "IndicatorFindings",
    "IndicatorPolicy",
    "IndicatorPolicyNotFound",
    "Kind",
    "Limits",
    "NotAssessed",
    "Observed",
    "ResultCounts",
    "default_policy",
    "look",
    "set_limits",
]
