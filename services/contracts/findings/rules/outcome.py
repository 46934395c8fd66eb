"""What an assessment comes to: of a contract in one version, and of a draft that is not saved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract, Terms, terms_of
from services.contracts.findings.rules.beside import Beside
from services.contracts.findings.rules.core import Case, Delivered, Finding, Unassessed
from services.contracts.findings.rules.definition import DefinitionTest
from services.contracts.findings.rules.engine import look
from services.contracts.findings.rules.facts import CeilingUse, Circumstances, Duty, EntryGroup, PriceFacts
from services.contracts.findings.rules.profile import IncentiveProfile, profile
from shared.values.findings import FindingSeverity

_ENOUGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFindings:
    """What is found about a contract in one version, and what could not be judged."""

    contract_id: UUID
    contract_version: int
    assessed_on: date
    findings: list[Finding]
    unassessed: list[Unassessed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is found about a draft, with its incentive profile."""

    assessed_on: date
    findings: list[Finding]
    unassessed: list[Unassessed]
    incentive_profile: IncentiveProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the register itself knows around a contract, as far as the reader may see it."""

    inhabitants: int | None = None
    entry_group: EntryGroup | None = None
    has_choice: bool = False
    pool_member: bool | None = None
    duties: list[Duty] = field(default_factory=list)
    ceiling: CeilingUse | None = None
    sheltered_products: list[str] = field(default_factory=list)
    prices: list[PriceFacts] = field(default_factory=list)


def completed(facts: Circumstances, known: Register) -> Circumstances:
    """The circumstances with what the register knows where they are silent: what was entered goes before it.

    Contracts for the same population show that there is a choice, never that there is none: others may be contracted by product.
    """
    several = _ENOUGH if known.has_choice else None
    return replace(
        facts,
        inhabitants=known.inhabitants if facts.inhabitants is None else facts.inhabitants,
        entry_group=known.entry_group if facts.entry_group is None else facts.entry_group,
        providers=several if facts.providers is None else facts.providers,
        pool_member=known.pool_member if facts.pool_member is None else facts.pool_member,
        ceiling=known.ceiling if facts.ceiling is None else facts.ceiling,
        duties=facts.duties or known.duties,
        sheltered_products=facts.sheltered_products or known.sheltered_products,
        prices=facts.prices or known.prices,
    )


def of_contract(
    contract: Contract,
    facts: Circumstances,
    definition: DefinitionTest | None,
    today: date,
    severity: FindingSeverity | None = None,
    delivered: Delivered | None = None,
    beside: Beside | None = None,
) -> ContractFindings:
    """What is found about a contract, or only what weighs so much."""
    case = Case(terms_of(contract), facts, today, definition, delivered or Delivered(), beside or Beside())
    found = look(case)
    return ContractFindings(
        contract_id=contract.id,
        contract_version=contract.version,
        assessed_on=today,
        findings=[one for one in found.findings if severity in (None, one.severity)],
        unassessed=found.unassessed,
    )


def of_draft(terms: Terms, facts: Circumstances, today: date) -> Assessment:
    """What is found about a draft that is not saved."""
    case = Case(terms, facts, today)
    found = look(case)
    return Assessment(
        assessed_on=today,
        findings=found.findings,
        unassessed=found.unassessed,
        incentive_profile=profile(case),
    )
