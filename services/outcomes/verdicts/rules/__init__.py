"""The whole of a contract year: all its indicators and the accountant's statement, as one verdict (R-S03, R-X02, G-01, G-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, NormVersion, norm_in, quarters_due
from services.outcomes.verdicts.rules import sentences
from services.outcomes.verdicts.rules.compensating import compensate
from services.outcomes.verdicts.rules.figures import Observation
from services.outcomes.verdicts.rules.judging import IndicatorVerdict, judge_quarter, judge_year
from services.outcomes.verdicts.rules.members import Parts, judge_members
from services.outcomes.verdicts.rules.publishing import without_figures, without_small
from services.outcomes.verdicts.rules.results import Judged
from shared.errors import NotFound, Text
from shared.values import Derivation, new_id
from shared.values.terms import IndicatorScope, Verdict


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
    parts: list[IndicatorVerdict] = field(default_factory=list)


def published(verdict: ContractVerdict, limit: int) -> ContractVerdict:
    """The verdict as others than the parties to the contract see it (F-08); 0 leaves nothing out."""
    if not limit:
        return verdict
    quarters, years = without_small(verdict.quarters, verdict.years, limit)
    parts, of_years = without_small(
        [one for one in verdict.parts if one.quarter is not None],
        [one for one in verdict.parts if one.quarter is None],
        limit,
    )
    return replace(verdict, quarters=quarters, years=years, parts=[*parts, *of_years])


def published_reasons(why: Derivation, limit: int) -> Derivation:
    """Why it is so, for the same readers: the whole and the statement, without the steps that quote figures."""
    return without_figures(why) if limit else why


Observed = Mapping[tuple[UUID, str], Observation]
_NO_PARTS: Parts = {}


def judge(
    contract: ContractCopy,
    year: int,
    indicators: Sequence[Indicator],
    observed: Observed,
    audit: AuditFinding | None,
    known: ContractVerdict | None,
    parts: Parts = _NO_PARTS,
) -> tuple[ContractVerdict, Derivation]:
    """The verdict on a contract year as it stands now; the known one itself when nothing changed.

    `observed` holds the newest measurement of the whole contract by indicator id and quarter, `parts` the newest of each
    provider and of each area. Indicators without a due quarter in the year do not count, nor do soft norms (G-77).
    """
    judged: dict[int, Judged] = {}
    soft: list[str] = []
    for indicator in indicators:
        if not quarters_due(indicator, contract, year):
            continue
        if indicator.hard:
            judged[indicator.number] = _judge_indicator(contract, year, indicator, observed, parts)
        else:
            soft.append(indicator.name)

    def again(indicator: Indicator, raised: NormVersion) -> Judged:
        return _judge_indicator(contract, year, indicator, observed, parts, raised)

    found = list(compensate(contract, year, judged, again).values())
    years = [one.year for one in found]
    verdict = whole(years)
    why = reduce(Derivation.merge, (one.why for one in found), Derivation())
    if soft:
        why = why.because("G-77", sentences.SOFT, soft=soft)
    why = why.merge(_explained(verdict, year, years, audit))
    current = known or ContractVerdict(
        id=new_id(), version=0, owner=contract.owner, external_reference=None, parties=contract.parties,
        contract_id=contract.id, year=year, verdict=verdict, quarters=[], years=[], audit_statement_id=None,
        audit_complete=False, audit_gaps=[],
    )  # fmt: skip
    renewed = replace(
        current, verdict=verdict, quarters=[row for one in found for row in one.quarters], years=years,
        parts=[row for one in found for row in one.parts],
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


def _judge_indicator(
    contract: ContractCopy,
    year: int,
    indicator: Indicator,
    observed: Observed,
    parts: Parts,
    last_norm: NormVersion | None = None,
) -> Judged:
    """One indicator over the year; `last_norm` stands in for the norm of the last due quarter."""
    held = [(name, norm_in(indicator, contract, name)) for name in quarters_due(indicator, contract, year)]
    due = [(name, norm) for name, norm in held if norm is not None]
    if last_norm is not None:
        due[-1] = (due[-1][0], last_norm)
    if indicator.scope is IndicatorScope.PROVIDER:
        return judge_members(contract, indicator, year, due, observed, parts)
    quarters = [
        judge_quarter(indicator, name, norm, observed.get((indicator.id, name))) for name, norm in due
    ]
    judged, step = judge_year(indicator, year, [quarter for quarter, _ in quarters])
    why = reduce(Derivation.merge, (reason for _, reason in quarters), Derivation()).merge(step)
    return Judged(indicator, [quarter.verdict for quarter, _ in quarters], judged, why)


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
    "Parts",
    "VerdictNotFound",
    "VersionNotFound",
    "judge",
    "published",
    "published_reasons",
    "whole",
]
