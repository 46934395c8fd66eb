"""The engine: every detector looks at the case; what it finds comes out gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.outcomes.findings.rules import agreed, judged, measured, sets
from services.outcomes.findings.rules.core import Case, IndicatorFinding, NotAssessed
from shared.values.findings import FindingSeverity

GROUPS = (sets, agreed, measured, judged)
_ORDER = {FindingSeverity.ERROR: 0, FindingSeverity.WARNING: 1, FindingSeverity.INFORMATION: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFindings:
    """What is found about a contract's indicators, and what could not be judged."""

    contract_id: UUID
    contract_version: int
    contract_number: str
    assessed_on: date
    findings: list[IndicatorFinding]
    not_assessed: list[NotAssessed]

    @property
    def id(self) -> UUID:
        """By which a page goes on: the contract's own."""
        return self.contract_id


def look(case: Case, severity: FindingSeverity | None = None) -> IndicatorFindings:
    """Let every detector look at a case; only what weighs so much when asked."""
    said = [one for group in GROUPS for detect in group.DETECTORS for one in detect(case)]
    findings = [one for one in said if isinstance(one, IndicatorFinding) and severity in (None, one.severity)]
    return IndicatorFindings(
        contract_id=case.contract.id, contract_version=case.contract.version,
        contract_number=case.contract.number, assessed_on=case.today,
        findings=sorted(findings, key=lambda one: _ORDER[one.severity]),
        not_assessed=[one for one in said if isinstance(one, NotAssessed)],
    )  # fmt: skip
