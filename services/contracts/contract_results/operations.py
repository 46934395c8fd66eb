"""What happens to contract results: they follow the verdicts and statements of outcomes, and the parties read them."""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.contracts.contract_results import rules, store
from services.contracts.contract_results.rules import ContractResult, ToldStatement, ToldVerdict
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import ContractNotFound
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values.measuring import AuditKind
from shared.values.terms import Scope


@operation
async def list_results(
    ctx: Context, page: PageRequest, contract_id: UUID, year: int | None = None
) -> Slice[ContractResult]:
    """A page of one contract's results, of one year when asked. Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        await contracts.get_contract(connection, contract_id)
        return await store.list_results(connection, page, contract_id, year)


@operation
async def get_result(ctx: Context, result_id: UUID) -> ContractResult:
    """One result. Raises ResultNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_result(connection, result_id)


@operation
async def list_results_by_contract(ctx: Context, ids: list[UUID]) -> dict[UUID, list[ContractResult]]:
    """The results of many contracts at once, for a loader."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_results_by_contract(connection, ids)
    grouped: dict[UUID, list[ContractResult]] = {}
    for result in found:
        grouped.setdefault(result.contract_id, []).append(result)
    return grouped


@operation
async def apply_verdict(ctx: Context, fact: Fact) -> None:
    """Outcomes gave a verdict on a contract year: keep it when it is newer than what is known (R-X05). Raises NotYetKnown."""
    told = msgspec.convert(fact.told(schemas.ContractVerdict), ToldVerdict, from_attributes=True)
    async with ctx.begin() as connection:
        known = await _known(connection, told.contract_id, told.year)
        newer = rules.judged(known, told, fact.day, str(fact.sequence))
        if newer is not known:
            await store.save_result(connection, newer, ctx.actor.client_id)


@operation
async def apply_statement(ctx: Context, fact: Fact) -> None:
    """The accountant stated on a contract year's results: keep it when it is the newest (R-O28, R-X05). Raises NotYetKnown.

    A statement on production is settlement's to hold against what was paid (R-S63).
    """
    statement = fact.told(schemas.AuditStatement)
    if statement.kind is not AuditKind.RESULT_AGREEMENTS:
        return
    told = msgspec.convert(statement, ToldStatement, from_attributes=True)
    async with ctx.begin() as connection:
        known = await _known(connection, told.contract_id, told.year)
        newer = rules.stated(known, told, str(fact.sequence))
        if newer is not known:
            await store.save_result(connection, newer, ctx.actor.client_id)


async def _known(connection: Connection, contract_id: UUID, year: int) -> ContractResult:
    """What is known of the contract year, with who may see its contract."""
    try:
        contract = await contracts.get_contract(connection, contract_id)
    except ContractNotFound as missing:
        raise NotYetKnown(f"contract {contract_id}") from missing
    found = await store.find_result(connection, contract_id, year)
    return found or rules.unknown_yet(contract.owner, contract.parties, contract_id, year)
