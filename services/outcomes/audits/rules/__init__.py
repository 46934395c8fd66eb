"""Who may state what about a contract year, and what the statement leaves open (R-O28, R-S63, G-02)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.audits.rules.problems import (
    IndicatorUnknown,
    NotTheAuditor,
    ProviderUnknown,
    ReferenceTaken,
    StatedInFuture,
    StatementNotFound,
    YearNotOver,
    YearOutsideContract,
)
from services.outcomes.indicators.rules import ContractCopy, Indicator, quarter_names, quarters_due
from services.outcomes.verdicts.rules import AuditFinding, Observation, Observed, Parts
from shared.errors import FieldError, Text
from shared.values import Derivation, Period, Sentence, new_id
from shared.values.measuring import AuditKind
from shared.values.terms import AuditOpinion

COVERED = Sentence(
    "audit.covered",
    nl="De verklaring over {year} dekt de processen en alle {count} indicatoren.",
    en="The statement on {year} covers the processes and all {count} indicators.",
)
GAPS = Sentence(
    "audit.gaps",
    nl="De verklaring over {year} dekt niet alles; open blijven: {gaps}.",
    en="The statement on {year} does not cover everything; left open: {gaps}.",
)
OPINION = Sentence(
    "audit.opinion",
    nl="Het oordeel van de accountant luidt: {opinion}.",
    en="The accountant's opinion is: {opinion}.",
)
PRODUCTION = Sentence(
    "audit.production",
    nl="Aanbieder {provider} gaf over {year} {stated_cents} aan productie op; de accountant stelde {audited_cents} vast: verschil {difference_cents}.",
    en="Provider {provider} stated {stated_cents} of production for {year}; the accountant found {audited_cents}: difference {difference_cents}.",
)
PROCESSES = "processen (processes)"
# What exactly stands in `unverified`: gaps go into facts and verdicts, which hold no free text (F-06).
UNVERIFIED = "wat de accountant niet kon vaststellen (what the accountant could not verify)"
DIFFERENCE = "vastgestelde productie wijkt af van de opgegeven (audited production differs from the stated)"


class Given(Protocol):
    """A statement as it is sent."""

    @property
    def external_reference(self) -> str | None: ...
    @property
    def contract_id(self) -> UUID: ...
    @property
    def year(self) -> int: ...
    @property
    def opinion(self) -> AuditOpinion: ...
    @property
    def stated_on(self) -> date: ...
    @property
    def covers_processes(self) -> bool | None: ...
    @property
    def covered_indicators(self) -> list[str] | None: ...
    @property
    def document_sha256(self) -> str: ...
    @property
    def stated_by(self) -> str: ...
    @property
    def kind(self) -> AuditKind: ...
    @property
    def provider(self) -> str | None: ...
    @property
    def amount_stated_cents(self) -> int | None: ...
    @property
    def amount_audited_cents(self) -> int | None: ...
    @property
    def unverified(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class AuditStatement:
    """The accountant's statement on a contract year; always version 1, for it never changes."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    year: int
    opinion: AuditOpinion
    stated_on: date
    covers_processes: bool
    covered_indicators: list[str]
    document_sha256: str
    stated_by: str
    auditor: str
    complete: bool
    gaps: list[str]
    kind: AuditKind = AuditKind.RESULT_AGREEMENTS
    provider: str | None = None
    amount_stated_cents: int | None = None
    amount_audited_cents: int | None = None
    unverified: list[str] = field(default_factory=list)

    @property
    def difference_cents(self) -> int | None:
        """What the accountant found less what the provider stated; None where it is not about production (R-S63)."""
        if self.amount_stated_cents is None or self.amount_audited_cents is None:
            return None
        return self.amount_audited_cents - self.amount_stated_cents


def check_auditor(contract: ContractCopy, organisation: str) -> None:
    """Raise NotTheAuditor unless the acting organisation is the one that the contract names."""
    if contract.auditor != organisation:
        raise NotTheAuditor(number=contract.number)


def state(
    contract: ContractCopy, indicators: Sequence[Indicator], given: Given, today: date
) -> tuple[AuditStatement, Derivation]:
    """A statement on the result agreements, or on a provider's production, with what it does not cover (R-O28, R-S63, G-02).

    Raises YearOutsideContract, YearNotOver, StatedInFuture, IndicatorUnknown, ProviderUnknown.
    """
    year = given.year
    if not Period.year(year).overlaps(contract.period):
        raise YearOutsideContract(
            number=contract.number, start_date=contract.start_date, end_date=contract.end_date
        )
    if min(today, given.stated_on) <= date(year, 12, 31):
        raise YearNotOver(year=year, stated_on=given.stated_on, today=today)
    if given.stated_on > today:
        raise StatedInFuture(stated_on=given.stated_on, today=today)
    covered = given.covered_indicators or []
    _check_known(contract, indicators, covered)
    if given.kind is AuditKind.PRODUCTION:
        if given.provider not in contract.members:
            raise ProviderUnknown(number=contract.number, provider=given.provider)
        gaps, why = _production(given)
    else:
        gaps, why = _results(contract, indicators, given, covered)
    statement = AuditStatement(
        id=new_id(), version=1, owner=contract.owner, external_reference=given.external_reference, parties=contract.parties,
        contract_id=contract.id, year=year, opinion=given.opinion, stated_on=given.stated_on,
        covers_processes=given.covers_processes or False, covered_indicators=covered,
        document_sha256=given.document_sha256, stated_by=given.stated_by, auditor=contract.auditor or "",
        complete=not gaps, gaps=gaps, kind=given.kind, provider=given.provider,
        amount_stated_cents=given.amount_stated_cents, amount_audited_cents=given.amount_audited_cents,
        unverified=given.unverified,
    )  # fmt: skip
    return statement, why.because("R-S03", OPINION, opinion=given.opinion)


def _results(
    contract: ContractCopy, indicators: Sequence[Indicator], given: Given, covered: Sequence[str]
) -> tuple[list[str], Derivation]:
    """The processes, and each indicator with a hard norm that counts in that year: a soft one gives no verdict (G-77)."""
    counting = [one for one in indicators if one.hard and quarters_due(one, contract, given.year)]
    gaps = [] if given.covers_processes else [PROCESSES]
    gaps += [named(one) for one in counting if one.code not in covered]
    gaps += [UNVERIFIED] if given.unverified else []
    sentence = GAPS if gaps else COVERED
    return gaps, Derivation().because(
        "R-O28", sentence, not gaps, year=given.year, count=len(counting), gaps=gaps
    )


def _production(given: Given) -> tuple[list[str], Derivation]:
    """What differs, and what could not be verified: each leads to a correction (R-S63)."""
    stated, audited = given.amount_stated_cents or 0, given.amount_audited_cents or 0
    why = Derivation().because(
        "R-S63", PRODUCTION, provider=given.provider, year=given.year, stated_cents=stated, audited_cents=audited,
        difference_cents=audited - stated,
    )  # fmt: skip
    different = [] if audited == stated else [DIFFERENCE]
    return different + ([UNVERIFIED] if given.unverified else []), why


def named(indicator: Indicator) -> str:
    """An indicator as a gap names it."""
    return f"KPI {indicator.number} {indicator.name} ({indicator.code})"


_NO_PARTS: Parts = {}


def measured_since(
    statement: AuditStatement, indicators: Sequence[Indicator], observed: Observed, parts: Parts = _NO_PARTS
) -> list[str]:
    """What counts in the statement's year and was registered after it: the accountant has not seen that (R-S03, R-O28).

    `observed` holds the newest measurement by indicator id and quarter, `parts` those of each provider and area; ids rise
    with the moment of registration.
    """
    late = [
        (indicator, quarter)
        for indicator in indicators
        for quarter in quarter_names(statement.year)
        if any(one.id > statement.id for one in _measured(indicator, quarter, observed, parts))
    ]
    return [
        f"{named(one)}, {quarter}: gemeten na de verklaring (measured after the statement)"
        for one, quarter in late
    ]


def _measured(indicator: Indicator, quarter: str, observed: Observed, parts: Parts) -> Iterator[Observation]:
    """What counts of an indicator in a quarter: of the whole contract, or of its providers."""
    whole = observed.get((indicator.id, quarter))
    if whole is not None:
        yield whole
    yield from (one for one in parts.get((indicator.id, quarter), ()) if one.provider is not None)


def finding(statement: AuditStatement, since: Sequence[str] = ()) -> AuditFinding:
    """What the statement means for the verdict: only an unqualified opinion without gaps is complete (R-S03).

    `since` is what was measured after it.
    """
    qualified = statement.opinion is not AuditOpinion.UNQUALIFIED
    opinion = [f"oordeel van de accountant (opinion): {statement.opinion.value}"] if qualified else []
    return AuditFinding(statement.id, [*opinion, *statement.gaps, *since])


_CONTENT = [
    "contract_id",
    "year",
    "opinion",
    "stated_on",
    "document_sha256",
    "stated_by",
    "kind",
    "provider",
    "amount_stated_cents",
    "amount_audited_cents",
    "unverified",
]


def check_same(known: AuditStatement, given: Given) -> None:
    """Raise ReferenceTaken unless the reference stands for exactly this statement."""
    covers = (given.covers_processes or False, given.covered_indicators or [])
    other = covers != (known.covers_processes, known.covered_indicators)
    if other or any(getattr(known, name) != getattr(given, name) for name in _CONTENT):
        raise ReferenceTaken(external_reference=known.external_reference, id=known.id)


_UNKNOWN = Text("Deze indicator heeft het contract niet.", "The contract has no such indicator.")


def _check_known(contract: ContractCopy, indicators: Sequence[Indicator], covered: Sequence[str]) -> None:
    known = [indicator.code for indicator in indicators]
    wrong = [place for place, code in enumerate(covered) if code not in known]
    if wrong:
        errors = tuple(
            FieldError(f"#/coveredIndicators/{place}", "indicator-unknown", _UNKNOWN) for place in wrong
        )
        raise IndicatorUnknown(errors=errors, number=contract.number, known=known)


__all__ = [
    "AuditStatement",
    "Given",
    "IndicatorUnknown",
    "NotTheAuditor",
    "ProviderUnknown",
    "ReferenceTaken",
    "StatedInFuture",
    "StatementNotFound",
    "YearNotOver",
    "YearOutsideContract",
    "check_auditor",
    "check_same",
    "finding",
    "measured_since",
    "named",
    "state",
]
