"""How is measured: moments, sources and audiences of surveys, kinds of audit statements, and what a numerator comes to."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class MeasurementMoment(StrEnum):
    """At which moment was measured (N-32)."""

    BASELINE = "baseline"
    INTAKE = "intake"
    PROGRESS = "progress"
    CLOSING = "closing"
    INTERIM_EVALUATION = "interimEvaluation"
    HALF_YEAR_CHECK = "halfYearCheck"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "halfYearly"
    YEARLY = "yearly"


# How somebody began, or is on the way: shown, and never held against a norm of the contract (R-O11, R-O03).
NO_RESULT = (MeasurementMoment.BASELINE, MeasurementMoment.INTAKE, MeasurementMoment.PROGRESS)


class SurveySource(StrEnum):
    """Who asked: the team itself at closing, or one that is independent of the provider (N-153, R-O13)."""

    TEAM = "team"
    INDEPENDENT = "independent"


class SurveyAudience(StrEnum):
    """Who was asked: clients about what they experienced, or partners about working together (N-153, D-50)."""

    CLIENTS = "clients"
    PARTNERS = "partners"


class AuditKind(StrEnum):
    """What a statement is about: the result agreements of a contract year, or a provider's production (R-O28, R-S63)."""

    RESULT_AGREEMENTS = "resultAgreements"
    PRODUCTION = "production"


PLACES = Decimal("0.000001")
_PERCENT = re.compile(r"%|\bprocent\b|\bpercent(age)?\b", re.IGNORECASE)
_RATES = (
    (re.compile(r"‰|\bpromille\b|\bper (1[.,]?000|duizend|thousand)\b", re.IGNORECASE), 1_000),
    (re.compile(r"\bper 10[.,]?000\b", re.IGNORECASE), 10_000),
    (re.compile(r"\bper 100[.,]?000\b", re.IGNORECASE), 100_000),
)


def factor_of(unit: str) -> int:
    """How many times a share an indicator's unit is: 100 for a percentage, 1,000 for a rate per thousand, else 1."""
    if _PERCENT.search(unit):
        return 100
    return next((factor for pattern, factor in _RATES if pattern.search(unit)), 1)


def ratio(numerator: int, denominator: int, factor: int) -> Decimal:
    """What so many of so many come to in the indicator's unit, unrounded to 28 digits; ZeroDivisionError without any."""
    if denominator == 0:
        raise ZeroDivisionError("a share of nobody is not available")
    return Decimal(factor * numerator) / denominator


def score(number: Decimal) -> str:
    """A computed score as text: at most six decimals, no zeros at the end."""
    text = format(number.quantize(PLACES, ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def agrees(value: Decimal, exact: Decimal) -> bool:
    """Whether a value that is given is the exact one, rounded half up to the decimals that it was given with."""
    return exact.quantize(Decimal(1).scaleb(int(value.as_tuple().exponent)), ROUND_HALF_UP) == value
