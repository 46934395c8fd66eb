"""The engine: every detector looks at the case; what it finds and what it could not judge come out in one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.contracts.contracts.rules import Terms
from services.contracts.findings.rules import (
    ceilings,
    choice,
    combined,
    delivered,
    duties,
    exclusive,
    legal,
    period,
    population,
    prices,
    risk,
    scenarios,
)
from services.contracts.findings.rules.core import Case, Finding, Unassessed
from services.contracts.findings.rules.definition import DefinitionTest
from services.contracts.findings.rules.facts import Circumstances
from shared.values.findings import FindingSeverity

GROUPS = (
    population,
    legal,
    scenarios,
    duties,
    choice,
    risk,
    ceilings,
    period,
    prices,
    combined,
    delivered,
    exclusive,
)
_ORDER = {FindingSeverity.ERROR: 0, FindingSeverity.WARNING: 1, FindingSeverity.INFORMATION: 2}


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was found, gravest first, and which kinds could not be judged for want of a fact."""

    findings: list[Finding]
    unassessed: list[Unassessed]


def look(case: Case) -> Assessed:
    """Let every detector look at a case."""
    said = [one for group in GROUPS for detect in group.DETECTORS for one in detect(case)]
    findings = [one for one in said if isinstance(one, Finding)]
    unassessed = [one for one in said if isinstance(one, Unassessed)]
    return Assessed(sorted(findings, key=lambda one: _ORDER[one.severity]), unassessed)


def assess(
    terms: Terms, context: Circumstances, today: date, definition: DefinitionTest | None = None
) -> list[Finding]:
    """What the sources, the rules and the law say of these terms under these circumstances, gravest first."""
    return look(Case(terms, context, today, definition)).findings
