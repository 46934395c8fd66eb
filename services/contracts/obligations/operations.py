"""What parties can do with reciprocal obligations: agree one, carry it out, and see how it stands against guarantees."""

from __future__ import annotations

from uuid import UUID

from services.contracts.budget_allocations.rules import shared_with
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.obligations import rules, store
from services.contracts.obligations.rules import Obligation, ReciprocityLine
from services.contracts.obligations.store import Filter
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.budgets import ObligationState
from shared.values.terms import Scope

_GIVEN = ("contract_id", "kind", "party", "description", "due_on")


@operation
async def get_obligation(ctx: Context, obligation_id: UUID) -> Obligation:
    """One obligation. Raises ObligationNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.OBLIGATIONS.get(connection, obligation_id)


@operation
async def list_obligations(ctx: Context, page: PageRequest, asked: Filter) -> Slice[Obligation]:
    """A page of obligations."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_obligations(connection, page, asked)


@operation
async def list_obligations_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Obligation]:
    """Many obligations at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.OBLIGATIONS.list_by(connection, "id", ids)}


@operation
async def read_reciprocity(
    ctx: Context, page: PageRequest, contract_id: UUID | None = None
) -> Slice[ReciprocityLine]:
    """A page of contracts with what they guarantee and what is done in return (D-56), in two statements."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        found = await store.list_guaranteeing(connection, page, contract_id)
        owed = await store.OBLIGATIONS.list_by(connection, "contract_id", [one.id for one in found.items])
    by_contract: dict[UUID, list[Obligation]] = {}
    for one in owed:
        by_contract.setdefault(one.contract_id, []).append(one)
    lines = [rules.line_of(one, by_contract.get(one.id, []), today) for one in found.items]
    return Slice(lines, found.last)


@operation
async def agree_obligation(ctx: Context, new: schemas.NewReciprocalObligation) -> Obligation:
    """Agree what a provider does in return, under a contract that is no draft (R-C50).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    ObligationRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        if contract.owner != owner:
            raise ContractNotFound(id=new.contract_id)
        made = Obligation(
            id=new_id(),
            owner=owner,
            external_reference=new.external_reference,
            parties=shared_with(contract.parties, contract.state),
            contract_id=contract.id,
            kind=new.kind,
            party=rules.party_of(contract, new.party),
            description=new.description,
            due_on=new.due_on,
            state_on=ctx.today,
        )
        return await store.OBLIGATIONS.enter(ctx, connection, made, "obligation-agreed", given=_GIVEN)


@operation
async def advance_obligation(
    ctx: Context, obligation_id: UUID, state: ObligationState, evidence: str | None
) -> Obligation:
    """A next state: the party says underWay, the purchaser fulfilled or waived (R-C50).

    Raises ObligationNotFound, PreconditionFailed, StepOfOther, ObligationStepRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await store.OBLIGATIONS.get(connection, obligation_id, lock=True)
        ctx.expect(known.version)
        after, why = rules.advance(known, state, evidence, ctx.actor.organisations, ctx.today)
        await store.OBLIGATIONS.save(connection, after)
        await logbook.record(ctx, connection, "obligation-advanced", schemas.ReciprocalObligation, after, why)
    return after
