"""What a contract year came to, made of what outcomes tells: only what is newer replaces what is known (R-X05)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values import new_id
from shared.values.results import ResultOutcome
from shared.values.terms import AuditOpinion, Verdict


class ResultNotFound(NotFound):
    """There is no such result, or it is not yours."""

    code = "contract-result-not-found"
    title = Text("Jaarresultaat niet gevonden", "Contract result not found")
    detail = Text("Er is geen jaarresultaat {id}.", "There is no contract result {id}.")
    mend = Text(
        "Zoek het bij het contract; een oordeel van outcomes is hier na enkele seconden bekend.",
        "Look for it at the contract; a verdict of outcomes is known here after a few seconds.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterResult:
    """How a result agreement stood in a quarter, such as "2026-Q3"."""

    quarter: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementResult:
    """How a result agreement stood over the year, and in each quarter that was judged."""

    indicator: str
    verdict: Verdict | None
    quarters: list[QuarterResult] = field(default_factory=list)

    @property
    def is_below(self) -> bool:
        """Whether it stayed below its norm: over the year, or in a quarter of it."""
        return Verdict.NOT_MET in (self.verdict, *(one.verdict for one in self.quarters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How one indicator stands as outcomes tells it: in a quarter, or over the year where that is None."""

    indicator: str
    quarter: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldVerdict:
    """A verdict on a contract year as outcomes tells it."""

    id: UUID
    version: int
    contract_id: UUID
    year: int
    verdict: Verdict
    quarters: list[Judged]
    years: list[Judged]
    audit_statement_id: UUID | None
    audit_complete: bool
    audit_gaps: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStatement:
    """An accountant's statement on a contract year as outcomes tells it."""

    id: UUID
    contract_id: UUID
    year: int
    opinion: AuditOpinion
    stated_on: date
    complete: bool
    gaps: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractResult:
    """What a contract year came to; without a verdict as long as only the accountant's statement is known."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str]
    contract_id: UUID
    year: int
    outcome: ResultOutcome = ResultOutcome.NOT_JUDGEABLE
    verdict: Verdict | None = None
    given_on: date | None = None
    verdict_id: UUID | None = None
    verdict_version: int | None = None
    verdict_event_id: str | None = None
    agreements: list[AgreementResult] = field(default_factory=list)
    audit_statement_id: UUID | None = None
    audit_opinion: AuditOpinion | None = None
    audit_stated_on: date | None = None
    audit_complete: bool = False
    audit_gaps: list[str] = field(default_factory=list)
    audit_event_id: str | None = None


def unknown_yet(owner: str, parties: list[str], contract_id: UUID, year: int) -> ContractResult:
    """A contract year of which nothing was told so far: version 0, which is never kept."""
    return ContractResult(
        id=new_id(), version=0, owner=owner, parties=parties, contract_id=contract_id, year=year
    )


def judged(known: ContractResult, told: ToldVerdict, given_on: date, event_id: str) -> ContractResult:
    """The year with a newer version of its verdict; what is known itself when that is as new.

    The verdict counts the newest statement that it knew; one that was registered after it stays beside it.
    """
    if known.verdict_version is not None and told.version <= known.verdict_version:
        return known
    newer = replace(
        known,
        verdict=told.verdict,
        given_on=given_on,
        verdict_id=told.id,
        verdict_version=told.version,
        verdict_event_id=event_id,
        agreements=by_agreement(told.quarters, told.years),
    )
    if told.audit_statement_id is not None and told.audit_statement_id == known.audit_statement_id:
        newer = replace(newer, audit_complete=told.audit_complete, audit_gaps=told.audit_gaps)
    return _next(known, newer)


def stated(known: ContractResult, told: ToldStatement, event_id: str) -> ContractResult:
    """The year with a newer statement of its accountant; what is known itself when that is as new.

    A statement never changes: a later one has a higher id, and is the one that counts (R-O28).
    """
    if known.audit_statement_id is not None and told.id <= known.audit_statement_id:
        return known
    newer = replace(
        known,
        audit_statement_id=told.id,
        audit_opinion=told.opinion,
        audit_stated_on=told.stated_on,
        audit_complete=told.complete and told.opinion is AuditOpinion.UNQUALIFIED,
        audit_gaps=told.gaps,
        audit_event_id=event_id,
    )
    return _next(known, newer)


def _next(known: ContractResult, newer: ContractResult) -> ContractResult:
    return replace(newer, version=known.version + 1, outcome=_outcome(newer))


def _outcome(result: ContractResult) -> ResultOutcome:
    if result.verdict is Verdict.MET:
        return ResultOutcome.MET_AND_AUDITED if result.audit_complete else ResultOutcome.MET_NOT_AUDITED
    return ResultOutcome.NOT_MET if result.verdict is Verdict.NOT_MET else ResultOutcome.NOT_JUDGEABLE


def by_agreement(quarters: Iterable[Judged], years: Iterable[Judged]) -> list[AgreementResult]:
    """The verdicts of quarters and of the year, agreement by agreement, each in the order in which it was told."""
    of_year = {one.indicator: one.verdict for one in years}
    of_quarters: dict[str, list[QuarterResult]] = {code: [] for code in of_year}
    for one in quarters:
        if one.quarter is not None:
            told = QuarterResult(quarter=one.quarter, verdict=one.verdict)
            of_quarters.setdefault(one.indicator, []).append(told)
    return [
        AgreementResult(indicator=code, verdict=of_year.get(code), quarters=found)
        for code, found in of_quarters.items()
    ]


def find_year(results: Iterable[ContractResult], year: int) -> ContractResult | None:
    """The result of one contract year, where outcomes has given a verdict on it."""
    return next((one for one in results if one.year == year and one.verdict is not None), None)


def quarters_of(results: Sequence[ContractResult], indicator: str) -> dict[str, Verdict]:
    """Every quarter of one agreement that outcomes judged, in order: "2026-Q3" → not met."""
    found = {
        quarter.quarter: quarter.verdict
        for result in results
        for agreement in result.agreements
        if agreement.indicator == indicator
        for quarter in agreement.quarters
    }
    return dict(sorted(found.items()))
