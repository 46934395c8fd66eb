"""The whole of a contract year: all its indicators and the accountant's statement, as one verdict (R-S03, R-X02, G-01, G-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, norm_in, quarters_due
from services.outcomes.verdicts.rules import sentences
from services.outcomes.verdicts.rules.judging import (
    IndicatorVerdict,
    Observation,
    Quarter,
    judge_quarter,
    judge_year,
)
from services.outcomes.verdicts.rules.publishing import without_figures, without_small
from shared.errors import NotFound, Text
from shared.values import Derivation, new_id
from shared.values.terms import Verdict


class VerdictNotFound(NotFound):
    """There is no such verdict, or it is not yours."""

    code = "verdict-not-found"
    title = Text("Oordeel niet gevonden", "Verdict not found")
    detail = Text("Er is geen oordeel {id}.", "There is no verdict {id}.")
    mend = Text("Zoek het op contract en jaar.", "Search by contract and year.")


class VersionNotFound(NotFound):
    """The verdict has no such version."""

    code = "verdict-version-not-found"
    title = Text("Versie niet gevonden", "Version not found")
    detail = Text("Oordeel {id} heeft geen versie {version}.", "Verdict {id} has no version {version}.")
    mend = Text(
        "Lees eerst het oordeel zelf; dat noemt zijn versie.",
        "First read the verdict itself; it names its version.",
    )


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """What the newest audit statement of a contract year means for its verdict; no gaps is complete (R-O28)."""

    statement_id: UUID
    gaps: list[str]


@dataclass(frozen=True, slots=True)
class ContractVerdict:
    """The verdict on a contract year."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    year: int
    verdict: Verdict
    quarters: list[IndicatorVerdict]
    years: list[IndicatorVerdict]
    audit_statement_id: UUID | None
    audit_complete: bool
    audit_gaps: list[str]


def published(verdict: ContractVerdict, limit: int) -> ContractVerdict:
    """The verdict as others than the parties to the contract see it (F-08); 0 leaves nothing out."""
    if not limit:
        return verdict
    quarters, years = without_small(verdict.quarters, verdict.years, limit)
    return replace(verdict, quarters=quarters, years=years)


def published_reasons(why: Derivation, limit: int) -> Derivation:
    """Why it is so, for the same readers: the whole and the statement, without the steps that quote figures."""
    return without_figures(why) if limit else why


Observed = Mapping[tuple[UUID, str], Observation]


def judge(
    contract: ContractCopy,
    year: int,
    indicators: Sequence[Indicator],
    observed: Observed,
    audit: AuditFinding | None,
    known: ContractVerdict | None,
) -> tuple[ContractVerdict, Derivation]:
    """The verdict on a contract year as it stands now; the known one itself when nothing changed.

    `observed` holds the newest measurement by indicator id and quarter. Indicators without a norm in the year do not count.
    """
    why = Derivation()
    quarters: list[IndicatorVerdict] = []
    years: list[IndicatorVerdict] = []
    for indicator in indicators:
        due = _judge_quarters(contract, year, indicator, observed)
        if not due:
            continue
        judged, step = judge_year(indicator, year, [quarter for quarter, _ in due])
        for quarter, reason in due:
            quarters.append(quarter.verdict)
            why = why.merge(reason)
        years.append(judged)
        why = why.merge(step)
    verdict = whole(years)
    why = why.merge(_explained(verdict, year, years, audit))
    current = known or ContractVerdict(
        id=new_id(), version=0, owner=contract.owner, external_reference=None, parties=contract.parties,
        contract_id=contract.id, year=year, verdict=verdict, quarters=[], years=[], audit_statement_id=None,
        audit_complete=False, audit_gaps=[],
    )  # fmt: skip
    renewed = replace(
        current, verdict=verdict, quarters=quarters, years=years,
        audit_statement_id=audit.statement_id if audit else None,
        audit_complete=audit is not None and not audit.gaps, audit_gaps=audit.gaps if audit else [],
    )  # fmt: skip
    return (known, why) if renewed == known else (replace(renewed, version=current.version + 1), why)


def whole(years: Sequence[IndicatorVerdict]) -> Verdict:
    """Met only when every indicator is; not met when one is not; else, and without indicators, not judgeable (R-S03, G-01)."""
    found = {one.verdict for one in years}
    if Verdict.NOT_MET in found:
        return Verdict.NOT_MET
    return Verdict.MET if found == {Verdict.MET} else Verdict.NOT_JUDGEABLE


def _judge_quarters(
    contract: ContractCopy, year: int, indicator: Indicator, observed: Observed
) -> list[tuple[Quarter, Derivation]]:
    found = []
    for name in quarters_due(indicator, contract, year):
        norm = norm_in(indicator, contract, name)
        if norm is not None:
            found.append(judge_quarter(indicator, name, norm, observed.get((indicator.id, name))))
    return found


def _explained(
    verdict: Verdict, year: int, years: Sequence[IndicatorVerdict], audit: AuditFinding | None
) -> Derivation:
    """The last steps: the whole, and what the accountant's statement covers."""
    by_verdict = {kind: [one.indicator for one in years if one.verdict is kind] for kind in Verdict}
    why = Derivation().because(
        "R-S03", sentences.WHOLE[verdict], verdict, year=year, count=len(years),
        not_met=by_verdict[Verdict.NOT_MET], open=by_verdict[Verdict.NOT_JUDGEABLE],
    )  # fmt: skip
    if audit is None:
        return why
    sentence = sentences.AUDIT_GAPS if audit.gaps else sentences.AUDITED
    return why.because(
        "R-O28", sentence, not audit.gaps, audit_statement_id=audit.statement_id, gaps=audit.gaps
    )


__all__ = [
    "AuditFinding",
    "ContractVerdict",
    "IndicatorVerdict",
    "Observation",
    "Observed",
    "VerdictNotFound",
    "VersionNotFound",
    "judge",
    "published",
    "published_reasons",
    "whole",
]
