"""Which reports on a contract are due, and which of them came (D-03, D-04, D-05, D-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator
from services.outcomes.reports.rules.kinds import KINDS, Kind
from services.outcomes.reports.rules.life import Report
from services.outcomes.reports.rules.periods import ended
from shared.values.agreements import LegalForm
from shared.values.reporting import ReportFrequency, ReportKind, ReportStatus
from shared.values.terms import MeasurementSource


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report that a contract asks for: due on a day, submitted or not."""

    contract_id: UUID
    kind: ReportKind
    frequency: ReportFrequency
    period: str
    due_on: date
    report_id: UUID | None
    submitted_on: date | None
    overdue: bool


def asked_of(contract: ContractCopy, indicators: Iterable[Indicator]) -> list[Kind]:
    """The kinds that a contract asks for: by quarter on its teams under a subsidy (Utrecht), else on its agreements (Alphen);
    by half-year what is measured independently (Emmen); by year the annual report."""
    quarterly = (
        ReportKind.QUARTERLY_RESULTS
        if contract.legal_form is LegalForm.SUBSIDY
        else ReportKind.QUARTERLY_INDICATORS
    )
    asked = [quarterly, ReportKind.ANNUAL_REPORT]
    if any(one.source is MeasurementSource.INDEPENDENT_RESEARCHER for one in indicators):
        asked.insert(1, ReportKind.INDEPENDENT_MEASUREMENT)
    return [KINDS[kind] for kind in asked]


def due(
    contract: ContractCopy, indicators: Iterable[Indicator], reports: Iterable[Report], today: date
) -> list[DueReport]:
    """Every report on a period of the contract that is over, oldest first; the newest submitted one answers it."""
    submitted = {
        (one.kind, one.period): one
        for one in sorted(reports, key=lambda one: one.id)
        if one.status is ReportStatus.SUBMITTED and one.contract_id == contract.id
    }
    found = []
    for kind in asked_of(contract, indicators):
        for period in ended(kind.frequency, contract.start_date, today):
            if contract.end_date is not None and period.days.start > contract.end_date:
                continue
            due_on = period.last_day + timedelta(days=kind.term_days)
            known = submitted.get((kind.kind, period.code))
            found.append(
                DueReport(
                    contract.id, kind.kind, kind.frequency, period.code, due_on,
                    known.id if known else None, known.submitted_on if known else None,
                    overdue=known is None and today > due_on,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.due_on, one.kind.value))
