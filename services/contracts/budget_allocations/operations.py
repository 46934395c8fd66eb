"""What a purchaser can do with budgets: find or divide one, keep it with its derivation, and test it against cost."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import msgspec

from services.contracts.budget_allocations import rules, store
from services.contracts.budget_allocations.rules import BudgetAllocation, Sufficiency
from services.contracts.clients_in_care import store as clients_in_care
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import ContractNotFound
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.budgets import AllocationMethod
from shared.values.terms import Scope

_GIVEN = ("name", "year", "contract_id", "basis", "current_costs", "motivation")


@operation
async def get_budget_allocation(ctx: Context, allocation_id: UUID) -> BudgetAllocation:
    """One allocation. Raises AllocationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.ALLOCATIONS.get(connection, allocation_id)


@operation
async def list_budget_allocations(
    ctx: Context,
    page: PageRequest,
    method: AllocationMethod | None = None,
    year: int | None = None,
    contract_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[BudgetAllocation]:
    """A page of allocations, by method, year, contract or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.ALLOCATIONS.page(
            connection, page, method=method, year=year, contract_id=contract_id, external_reference=reference
        )


@operation
async def list_budget_allocations_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, BudgetAllocation]:
    """Many allocations at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.ALLOCATIONS.list_by(connection, "id", ids)}


@operation
async def read_sufficiency(ctx: Context, allocation_id: UUID) -> Sufficiency:
    """Whether each part covers its current cost (D-54, R-C19). Raises AllocationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return rules.sufficiency(await store.ALLOCATIONS.get(connection, allocation_id))


@operation
async def allocate_budget(ctx: Context, new: schemas.NewBudgetAllocation) -> BudgetAllocation:
    """Find or divide a budget and keep it with inputs, parts, derivation and remarks (N-114).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    AllocationRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    basis = msgspec.convert(new.basis, rules.Basis, from_attributes=True)
    costs = [rules.CurrentBudget(**one.model_dump()) for one in new.current_costs]
    async with ctx.begin() as connection:
        counted = await _counted(ctx, connection, owner, basis)
        outcome = rules.explained(rules.allocate(counted.basis, costs, new.motivation), counted)
        method = AllocationMethod(basis.method)
        parties = await _parties(connection, owner, new.contract_id, method)
        made = BudgetAllocation(
            id=new_id(),
            owner=owner,
            external_reference=new.external_reference,
            # Few clients are told to nobody but the purchaser, who knows them (F-08).
            parties=[] if counted.small else parties,
            name=new.name,
            year=new.year,
            contract_id=new.contract_id,
            method=method,
            basis=basis,
            total_cents=rules.total_of(outcome),
            parts=outcome.parts,
            remarks=outcome.remarks,
            unavailable=outcome.unavailable,
            current_costs=costs,
            motivation=new.motivation,
        )
        return await store.ALLOCATIONS.enter(
            ctx, connection, made, "budget-allocated", outcome.why, given=_GIVEN
        )


async def _counted(ctx: Context, connection: Connection, owner: str, basis: rules.Basis) -> rules.Counted:
    """The basis with the clients of its history, of the purchaser's own contracts; two statements, and none without history."""
    named, period = rules.contracts_of(basis), basis.history
    numbers: dict[UUID, str] = {}
    clients: Counter[UUID] = Counter()
    if period is not None:
        known = await contracts.list_contracts_by_id(connection, named)
        numbers = {one.id: one.number for one in known if one.owner == owner}
        found = await clients_in_care.count_care(
            connection, named, period.start_date, period.end_date, period.provision_type
        )
        for one in found:
            clients[one.contract_id] += one.clients
    return rules.with_history(basis, numbers, clients, ctx.service.settings.small_number)


async def _parties(
    connection: Connection, owner: str, contract_id: UUID | None, method: AllocationMethod
) -> list[str]:
    """Who sees an allocation beside its owner: the parties of its contract, unless it shows what others turn over."""
    if contract_id is None:
        return []
    contract = await contracts.get_contract(connection, contract_id)
    if contract.owner != owner:
        raise ContractNotFound(id=contract_id)
    return [] if method in rules.OWN_ONLY else rules.shared_with(contract.parties, contract.state)
