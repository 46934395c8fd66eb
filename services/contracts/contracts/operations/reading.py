"""What a party can read of contracts: as they are, as they were valid on a day, and as that was known on another."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from services.contracts.contracts import rules, store
from services.contracts.contracts.rules import Contract, ResultAgreement, Version, YearlyFunding
from services.contracts.contracts.store import Filter, SortedPage, SortedSlice
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.schemas.facts import restored
from shared.values.terms import Scope


@operation
async def get_contract(
    ctx: Context, contract_id: UUID, valid_on: date | None = None, known_on: date | None = None
) -> Contract:
    """One contract in its newest version, or as it was valid on a day, as known at the end of another (R-C08).

    A day on which it was known and no other is also the day on which it was valid. Raises ContractNotFound, ContractNotValid.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await store.get_contract(connection, contract_id)
        day = valid_on or known_on
        if day is None:
            return contract
        found = await store.find_valid(connection, contract, day, known_on)
    if found is None:
        raise rules.ContractNotValid(id=contract_id, valid_on=day, known_on=known_on or ctx.today)
    return found


@operation
async def list_contracts(
    ctx: Context,
    page: PageRequest,
    asked: Filter,
    valid_on: date | None = None,
    known_on: date | None = None,
) -> Slice[Contract]:
    """A page of contracts in order of creation: as they are, or as they were valid on a day, as known on another."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        day = valid_on or known_on
        if day is None:
            return await store.list_contracts(connection, page, asked)
        found = await store.list_valid(connection, store.created(page), asked, day, known_on)
    return Slice(found.items, found.last[-1] if found.last is not None else None)


@operation
async def list_contracts_sorted(
    ctx: Context,
    page: SortedPage,
    asked: Filter,
    valid_on: date | None = None,
    known_on: date | None = None,
) -> SortedSlice:
    """A page of contracts in the order of a work list: as they are, or as they were valid on a day, as known on another."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        day = valid_on or known_on
        if day is None:
            return await store.list_sorted(connection, page, asked)
        return await store.list_valid(connection, page, asked, day, known_on)


@operation
async def list_versions(ctx: Context, page: PageRequest, contract_id: UUID) -> Slice[Version]:
    """A page of a contract's versions in two times, in the order in which they were written. Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        await store.get_contract(connection, contract_id)
        return await store.list_versions(connection, page, contract_id)


@operation
async def list_versions_by_contract(ctx: Context, ids: list[UUID]) -> dict[UUID, list[Version]]:
    """The versions of many contracts at once, for a loader."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_versions_by_contract(connection, ids)
    grouped: dict[UUID, list[Version]] = {}
    for version in found:
        grouped.setdefault(version.contract_id, []).append(version)
    return grouped


@operation
async def list_contracts_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Contract]:
    """Many contracts at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.list_contracts_by_id(connection, ids)}


@operation
async def get_version(ctx: Context, contract_id: UUID, version: int) -> schemas.Contract:
    """A contract as it was in one version (R-C08). Raises ContractNotFound, ContractVersionNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await store.get_contract_since(connection, contract_id, version)
        data = await store.find_version(connection, contract, version)
    if data is None:
        raise rules.ContractVersionNotFound(id=contract_id, version=version)
    # The logbook keeps a version without who signed it; a signature that still stands says so.
    whole = msgspec.json.decode(encode(schemas.Contract, contract))
    return schemas.Contract.model_validate(restored(schemas.Contract, data, whole))


@operation
async def get_funding(ctx: Context, contract_id: UUID) -> list[YearlyFunding]:
    """What each agreement that is paid in instalments comes to in a full year: advance and retention (R-S01).

    Raises ContractNotFound, FundingNotAgreed.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return rules.yearly_funding(await store.get_contract(connection, contract_id))


@operation
async def list_agreements(
    ctx: Context, contract_id: UUID, valid_on: date | None = None
) -> list[ResultAgreement]:
    """A contract's agreements with every norm over time, or those valid on a day (R-C08).

    Raises ContractNotFound.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await store.get_contract(connection, contract_id)
    if valid_on is None:
        return contract.agreements
    return rules.agreements_on(contract.agreements, valid_on)
