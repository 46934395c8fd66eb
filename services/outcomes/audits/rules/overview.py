"""What accountants covered of a contract year, on one page: results by indicator, and production by provider (D-05, R-S63)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.outcomes.audits.rules import AuditStatement, finding
from services.outcomes.indicators.rules import ContractCopy, Indicator, quarters_due
from shared.values.measuring import AuditKind
from shared.values.terms import AuditOpinion


@dataclass(frozen=True, slots=True)
class AuditedIndicator:
    """Whether the statement covers an indicator."""

    number: int
    indicator: str
    name: str
    hard: bool
    due: bool
    covered: bool


@dataclass(frozen=True, slots=True)
class AuditedProduction:
    """A provider's production as the accountant found it; without a statement only the provider."""

    provider: str
    statement_id: UUID | None
    opinion: AuditOpinion | None
    amount_stated_cents: int | None
    amount_audited_cents: int | None
    difference_cents: int | None
    gaps: list[str]


@dataclass(frozen=True, slots=True)
class AuditOverview:
    """What accountants covered of a contract year, and what is left open."""

    contract_id: UUID
    year: int
    kinds: list[AuditKind]
    statement_id: UUID | None
    opinion: AuditOpinion | None
    processes_covered: bool
    complete: bool
    indicators: list[AuditedIndicator]
    gaps: list[str]
    production: list[AuditedProduction]


def overview(
    contract: ContractCopy,
    indicators: Sequence[Indicator],
    year: int,
    statements: Sequence[AuditStatement],
    since: Sequence[str] = (),
) -> AuditOverview:
    """The overview of a contract year; `statements` are the newest of each kind and provider, `since` what was measured after."""
    results = next((one for one in statements if one.kind is AuditKind.RESULT_AGREEMENTS), None)
    covered = results.covered_indicators if results else []
    gaps = finding(results, since).gaps if results else []
    return AuditOverview(
        contract_id=contract.id, year=year, kinds=[kind for kind in AuditKind if any(one.kind is kind for one in statements)],
        statement_id=results.id if results else None, opinion=results.opinion if results else None,
        processes_covered=results is not None and results.covers_processes,
        complete=results is not None and not gaps,
        indicators=[
            AuditedIndicator(
                one.number, one.code, one.name, one.hard, bool(quarters_due(one, contract, year)), one.code in covered
            )
            for one in indicators
        ],
        gaps=gaps,
        production=[_production(provider, statements) for provider in contract.members],
    )  # fmt: skip


def _production(provider: str, statements: Sequence[AuditStatement]) -> AuditedProduction:
    stated = next(
        (one for one in statements if one.kind is AuditKind.PRODUCTION and one.provider == provider), None
    )
    if stated is None:
        return AuditedProduction(provider, None, None, None, None, None, [])
    return AuditedProduction(
        provider,
        stated.id,
        stated.opinion,
        stated.amount_stated_cents,
        stated.amount_audited_cents,
        stated.difference_cents,
        stated.gaps,
    )
