"""Entering what findings rest on: the definition test of a contract, and what is known around it."""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract
from services.contracts.findings import rules, store
from services.contracts.findings.rules import (
    Circumstances,
    CircumstancesNotFound,
    ContractCircumstances,
    CriterionEvidence,
    DefinitionTest,
    DefinitionTestNotFound,
    DefinitionVersion,
)
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.terms import Scope


async def _own(ctx: Context, connection: Connection, contract_id: UUID) -> Contract:
    """The contract of the acting purchaser, locked: two who enter at once come one after the other.

    Raises ContractNotFound, PurchaserOnly.
    """
    contract = await contracts.lock_contract(connection, contract_id)
    if contract.owner not in ctx.actor.organisations:
        raise PurchaserOnly()
    return contract


@operation
async def set_definition_test(
    ctx: Context, contract_id: UUID, new: schemas.NewDefinitionTest
) -> tuple[DefinitionTest, bool]:
    """Hold a contract against the five criteria (R-C02); True when it is the first time. Every version is kept.

    The same evidence changes nothing. Raises ContractNotFound, PurchaserOnly, PreconditionFailed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    criteria = [msgspec.convert(one, CriterionEvidence, from_attributes=True) for one in new.criteria]
    async with ctx.begin() as connection:
        contract = await _own(ctx, connection, contract_id)
        known = (await store.find_tests(connection, [contract_id])).get(contract_id)
        if known is None:
            made, why = rules.first_test(contract.owner, contract.parties, contract_id, criteria, ctx.today)
            await store.DEFINITION_TESTS.add(connection, made, ctx.actor.client_id)
        else:
            ctx.expect(known.version)
            changed = rules.retest(known, contract.parties, criteria, ctx.today)
            if changed is None:
                connection.recorded = True
                return known, False
            made, why = changed
            await store.DEFINITION_TESTS.save(connection, made)
        await logbook.record(ctx, connection, "definition-tested", schemas.DefinitionTest, made, why)
    return made, known is None


@operation
async def get_definition_test(ctx: Context, test_id: UUID) -> DefinitionTest:
    """One definition test. Raises DefinitionTestNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.DEFINITION_TESTS.get(connection, test_id)


@operation
async def list_definition_tests(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None, score: int | None = None
) -> Slice[DefinitionTest]:
    """A page of definition tests, of one contract or with one score when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.DEFINITION_TESTS.page(connection, page, contract_id=contract_id, score=score)


@operation
async def list_definition_tests_by_contract(ctx: Context, ids: list[UUID]) -> dict[UUID, DefinitionTest]:
    """The definition test of many contracts, for a loader; a contract without one is left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.find_tests(connection, ids)


@operation
async def find_definition_test(ctx: Context, contract_id: UUID) -> DefinitionTest:
    """The definition test of a contract. Raises ContractNotFound, DefinitionTestNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await _test_of(connection, contract_id)


@operation
async def list_definition_versions(ctx: Context, contract_id: UUID) -> list[DefinitionVersion]:
    """Every version of a contract's definition test, oldest first. Raises ContractNotFound, DefinitionTestNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return (await _test_of(connection, contract_id)).versions


async def _test_of(connection: Connection, contract_id: UUID) -> DefinitionTest:
    await contracts.get_contract(connection, contract_id)
    found = (await store.find_tests(connection, [contract_id])).get(contract_id)
    if found is None:
        raise DefinitionTestNotFound(id=contract_id)
    return found


@operation
async def set_circumstances(
    ctx: Context, contract_id: UUID, new: schemas.Circumstances
) -> tuple[ContractCircumstances, bool]:
    """Enter what is known around a contract; True when it is the first time. Only its purchaser sees it.

    The same facts change nothing. Raises ContractNotFound, PurchaserOnly, PreconditionFailed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    facts = msgspec.convert(new, Circumstances, from_attributes=True)
    async with ctx.begin() as connection:
        contract = await _own(ctx, connection, contract_id)
        known = (await store.find_circumstances(connection, [contract_id])).get(contract_id)
        if known is None:
            made = rules.first_known(contract.owner, contract_id, facts, ctx.today)
            await store.CIRCUMSTANCES.add(connection, made, ctx.actor.client_id)
        else:
            ctx.expect(known.version)
            changed = rules.known_anew(known, facts, ctx.today)
            if changed is None:
                connection.recorded = True
                return known, False
            made = changed
            await store.CIRCUMSTANCES.save(connection, made)
        await logbook.record(ctx, connection, "circumstances-entered", schemas.ContractCircumstances, made)
    return made, known is None


@operation
async def get_circumstances(ctx: Context, circumstances_id: UUID) -> ContractCircumstances:
    """The circumstances with this id. Raises CircumstancesNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.CIRCUMSTANCES.get(connection, circumstances_id)


@operation
async def list_circumstances(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None
) -> Slice[ContractCircumstances]:
    """A page of circumstances, of one contract when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.CIRCUMSTANCES.page(connection, page, contract_id=contract_id)


@operation
async def find_circumstances(ctx: Context, contract_id: UUID) -> ContractCircumstances:
    """The circumstances of a contract. Raises ContractNotFound, CircumstancesNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        await contracts.get_contract(connection, contract_id)
        found = (await store.find_circumstances(connection, [contract_id])).get(contract_id)
    if found is None:
        raise CircumstancesNotFound(id=contract_id)
    return found
