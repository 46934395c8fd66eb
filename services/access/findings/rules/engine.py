"""The engine: every detector looks at the case; what it found comes first, and what a watch found becomes signals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.access.findings.rules import care, checks, demand
from services.access.findings.rules.core import (
    KINDS,
    Case,
    TrendFinding,
    TrendNotAssessed,
)
from services.access.findings.rules.figures import TrendFigure
from services.access.signals.rules import Found
from shared.values.findings import FindingSeverity
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from shared.values.trends import TrendKind

GROUPS = (demand, care, checks)
_SEVERITIES = {
    FindingSeverity.INFORMATION: SignalSeverity.INFORMATION,
    FindingSeverity.WARNING: SignalSeverity.WARNING,
    FindingSeverity.ERROR: SignalSeverity.SERIOUS,
}
_ORDER = {FindingSeverity.ERROR: 0, FindingSeverity.WARNING: 1, FindingSeverity.INFORMATION: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendFindings:
    """The trends of a period beside the one before it, both first and last day included, under a policy."""

    first_day: date
    last_day: date
    first_day_before: date
    last_day_before: date
    policy_id: UUID | None
    policy_version: int
    findings: list[TrendFinding]
    not_assessed: list[TrendNotAssessed]


def look(
    case: Case,
    period: tuple[date, date],
    before: tuple[date, date],
    *,
    complaints: bool,
    kind: TrendKind | None = None,
    severity: FindingSeverity | None = None,
) -> TrendFindings:
    """Let every detector look at a case: what is found first, then by weight; of one kind or weight when asked.

    Without `complaints` the kinds are left out that count them.
    """
    said = [one for group in GROUPS for detect in group.DETECTORS for one in detect(case)]
    shown = [
        one
        for one in said
        if (complaints or not KINDS[one.code].complaints)
        and kind in (None, one.code)
        and severity in (None, KINDS[one.code].severity)
    ]
    findings = [one for one in shown if isinstance(one, TrendFinding)]
    return TrendFindings(
        first_day=period[0], last_day=period[1], first_day_before=before[0], last_day_before=before[1],
        policy_id=case.policy.id, policy_version=case.policy.version,
        findings=sorted(findings, key=lambda one: (not one.found, _ORDER[one.severity])),
        not_assessed=[one for one in shown if isinstance(one, TrendNotAssessed)],
    )  # fmt: skip


def signals(owner: str, looked: Iterable[TrendFindings]) -> list[Found]:
    """What is to be told of what was found, once for each kind and subject: the first period that shows it.

    Whoever reads signals need not be allowed to see complaints: their counts are no part of it.
    """
    told: dict[tuple[TrendKind, str], Found] = {}
    for findings in looked:
        for one in findings.findings:
            subject = one.subject or owner
            if one.found and (one.code, subject) not in told:
                told[one.code, subject] = Found(
                    kind=SignalKind(one.code.value),
                    rule=one.rule,
                    subject_kind=one.subject_kind,
                    subject=subject,
                    severity=_SEVERITIES[one.severity],
                    provider=subject if one.subject_kind is SignalSubject.PROVIDER else None,
                    facts=_facts(findings, one),
                )
    return list(told.values())


def _facts(findings: TrendFindings, one: TrendFinding) -> dict[str, str | int]:
    facts: dict[str, str | int] = {
        "firstDay": findings.first_day.isoformat(),
        "lastDay": findings.last_day.isoformat(),
        "policyVersion": findings.policy_version,
        one.limit.name: one.limit.value,
    }
    for figure in one.figures:
        if not figure.withheld:
            facts |= _told(figure)
    return facts


def _told(figure: TrendFigure) -> dict[str, str | int]:
    first, *rest = figure.name.split("_")
    name = first + "".join(part.capitalize() for part in rest)
    values: dict[str, str | int] = {}
    for end, value in (("", figure.now), ("Before", figure.before)):
        if value.basis_points is not None:
            values[f"{name}{end}BasisPoints"] = value.basis_points
        elif value.count is not None:
            values[f"{name}{end}"] = value.count
        elif value.decimal is not None:
            values[f"{name}{end}"] = value.decimal
    return values
