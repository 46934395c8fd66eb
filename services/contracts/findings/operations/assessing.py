"""Finding where a contract goes wrong: saved, or as a draft that nobody saved yet."""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Terms, terms_of
from services.contracts.findings import rules, store
from services.contracts.findings.rules import (
    Assessment,
    Circumstances,
    ContractFindings,
    IncentiveProfile,
    SubsidyCheck,
)
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.findings import FindingSeverity
from shared.values.terms import Scope


@operation
async def get_findings(
    ctx: Context, contract_id: UUID, severity: FindingSeverity | None = None
) -> ContractFindings:
    """What is found about a contract in its newest version, or only what weighs so much. Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await contracts.get_contract(connection, contract_id)
        today = await ctx.read_clock(connection)
        return (await store.assess(connection, [contract], today, severity))[contract.id]


@operation
async def list_findings_by_contract(ctx: Context, ids: list[UUID]) -> dict[UUID, ContractFindings]:
    """What is found about many contracts, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await contracts.list_contracts_by_id(connection, ids)
        return await store.assess(connection, found, await ctx.read_clock(connection))


@operation
async def get_incentive_profile(ctx: Context, contract_id: UUID) -> IncentiveProfile:
    """What the sources argue of the forms of a contract, per dimension (N-44, R-C61). Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await contracts.get_contract(connection, contract_id)
        today = await ctx.read_clock(connection)
    return rules.profile(rules.Case(terms_of(contract), Circumstances(), today))


@operation
async def assess_contract(ctx: Context, new: schemas.Assess) -> Assessment:
    """What is found about a draft that is not saved, on the domain's day; nothing is written and nothing looked up."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
    terms = msgspec.convert(new, Terms, from_attributes=True)
    facts = msgspec.convert(new.context, Circumstances, from_attributes=True)
    return rules.of_draft(terms, facts, today)


@operation
async def list_subsidy_checks(ctx: Context, page: PageRequest) -> Slice[SubsidyCheck]:
    """A page of the subsidies that reach for results, with the clauses that do (F-19, R-C09)."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_subsidies(connection, page)
    return Slice([rules.check(one) for one in found.items], found.last)
