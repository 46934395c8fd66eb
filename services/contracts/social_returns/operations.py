"""What parties can do with social return: tell an effort, recognise it, state a sum, and see how a contract stands."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.contracts.budget_allocations.rules import shared_with
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract
from services.contracts.social_returns import rules, store
from services.contracts.social_returns.rules import Entry, StatedSum, Statement
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.schemas.common import DerivationAnswer, DerivationStep
from shared.values import Derivation, new_id
from shared.values.demands import SocialReturnKind, SocialReturnState
from shared.values.derivation import render
from shared.values.terms import Scope

_GIVEN = ("contract_id", "kind", "realised_from", "realised_until", "value_cents", "evidence")


@operation
async def get_entry(ctx: Context, entry_id: UUID) -> Entry:
    """One effort, for the parties of its contract. Raises SocialReturnNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.ENTRIES.get(connection, entry_id)


@operation
async def list_entries(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    state: SocialReturnState | None = None,
    kind: SocialReturnKind | None = None,
    year: int | None = None,
    entered_by: str | None = None,
    reference: str | None = None,
) -> Slice[Entry]:
    """A page of efforts, filtered when asked; those in state entered await the purchaser's word."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.ENTRIES.page(
            connection,
            page,
            contract_id=contract_id,
            state=state,
            kind=kind,
            year=year,
            entered_by=entered_by,
            external_reference=reference,
        )


@operation
async def get_statement(ctx: Context, contract_id: UUID) -> Statement:
    """How social return of a contract stands (R-C31). Raises ContractNotFound."""
    return (await _stated(ctx, contract_id))[0]


@operation
async def explain_statement(ctx: Context, contract_id: UUID) -> DerivationAnswer:
    """Why it stands so, step by step. Raises ContractNotFound."""
    return _told(ctx, *await _stated(ctx, contract_id))


@operation
async def explain_statements(ctx: Context, ids: list[UUID]) -> dict[UUID, DerivationAnswer]:
    """Why many stand so, for a loader; contracts that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await contracts.list_contracts_by_id(connection, ids)
        around = await store.read_around(connection, [one.id for one in found])
    return {one.id: _told(ctx, *_statement(one, around[one.id])) for one in found}


def _told(ctx: Context, made: Statement, why: Derivation) -> DerivationAnswer:
    steps = [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in why.steps
    ]
    return DerivationAnswer(subject=made.contract_id, version=made.contract_version, steps=steps)


async def _stated(ctx: Context, contract_id: UUID) -> tuple[Statement, Derivation]:
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await contracts.get_contract(connection, contract_id)
        around = (await store.read_around(connection, [contract.id]))[contract.id]
    return _statement(contract, around)


def _statement(contract: Contract, around: store.Around) -> tuple[Statement, Derivation]:
    return rules.statement(contract, around.slices, around.stated, around.realised)


@operation
async def list_statements(ctx: Context, page: PageRequest) -> Slice[Statement]:
    """A page of the contracts that ask social return, each with how it stands (D-49), in four statements."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_asking(connection, page)
        around = await store.read_around(connection, [one.id for one in found.items])
    return Slice([_statement(one, around[one.id])[0] for one in found.items], found.last)


@operation
async def enter_social_return(ctx: Context, new: schemas.NewSocialReturnEntry) -> Entry:
    """Tell an effort, by the purchaser or a provider of the contract (R-C31).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, NotAPartyToTheContract,
    SocialReturnRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        made = Entry(
            id=new_id(),
            owner=contract.owner,
            external_reference=new.external_reference,
            parties=shared_with(contract.parties, contract.state),
            contract_id=contract.id,
            entered_by=rules.party_of(contract, ctx.actor.organisations),
            kind=new.kind,
            year=new.realised_from.year,
            realised_from=new.realised_from,
            realised_until=new.realised_until or new.realised_from,
            value_cents=new.value_cents,
            evidence=new.evidence,
        )
        why = rules.enter(contract, made, ctx.today)
        return await store.ENTRIES.enter(ctx, connection, made, "social-return-entered", why, given=_GIVEN)


@operation
async def decide_social_return(ctx: Context, entry_id: UUID, asked: schemas.SocialReturnDecision) -> Entry:
    """Recognise an effort, in whole or for less, or not; a later word takes the place of an earlier one (R-C31).

    Raises SocialReturnNotFound, PurchaserOnly, PreconditionFailed, SocialReturnDecided, SocialReturnRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.ENTRIES.get(connection, entry_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        counted = asked.recognised_cents if asked.recognised_cents is not None else before.value_cents
        after, why = rules.decide(before, counted if asked.recognised else None, asked.reason, ctx.today)
        return await store.ENTRIES.revise(
            ctx,
            connection,
            before,
            "social-return-decided",
            why,
            state=after.state,
            recognised_cents=after.recognised_cents,
            decided_on=after.decided_on,
            reason=after.reason,
        )


@operation
async def withdraw_social_return(ctx: Context, entry_id: UUID) -> Entry:
    """Take an effort back before the purchaser's word: only who told it.

    Raises SocialReturnNotFound, PreconditionFailed, NotAPartyToTheContract, SocialReturnDecided.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.ENTRIES.get(connection, entry_id, lock=True)
        ctx.expect(before.version)
        after, why = rules.withdraw(before, ctx.actor.organisations)
        return await store.ENTRIES.revise(
            ctx, connection, before, "social-return-withdrawn", why, state=after.state
        )


@operation
async def get_sum(ctx: Context, sum_id: UUID) -> StatedSum:
    """One stated sum. Raises SocialReturnSumNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SUMS.get(connection, sum_id)


@operation
async def list_sums(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    year: int | None = None,
    reference: str | None = None,
) -> Slice[StatedSum]:
    """A page of stated sums, of one contract, year or reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.SUMS.page(
            connection, page, contract_id=contract_id, year=year, external_reference=reference
        )


@operation
async def set_social_return_sum(ctx: Context, new: schemas.NewSocialReturnSum) -> tuple[StatedSum, bool]:
    """State what social return is a share of in a year, where the contract does not say it (G-13); True when it is the first time.

    The same again changes nothing, another amount is the next version. Raises ContractNotFound, PurchaserOnly,
    PreconditionFailed, SocialReturnSumRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        contract = await _own(ctx, connection, new.contract_id)
        around = (await store.read_around(connection, [contract.id]))[contract.id]
        rules.check_sum(contract, around.slices, new.year)
        known = await store.find_sum(connection, contract.id, new.year)
        await _check_reference(ctx, connection, contract.owner, new.external_reference, known)
        if known is not None:
            ctx.expect(known.version)
            if (known.amount_cents, known.evidence) == (new.amount_cents, new.evidence):
                connection.recorded = True
                return known, False
            made = replace(
                known,
                version=known.version + 1,
                amount_cents=new.amount_cents,
                evidence=new.evidence,
                stated_on=ctx.today,
            )
            await store.SUMS.save(connection, made)
        else:
            made = StatedSum(
                id=new_id(),
                owner=contract.owner,
                external_reference=new.external_reference,
                parties=shared_with(contract.parties, contract.state),
                contract_id=contract.id,
                year=new.year,
                amount_cents=new.amount_cents,
                evidence=new.evidence,
                stated_on=ctx.today,
            )
            await store.SUMS.add(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "social-return-sum-stated", schemas.SocialReturnSum, made)
    return made, known is None


async def _check_reference(
    ctx: Context, connection: Connection, owner: str, reference: str | None, known: StatedSum | None
) -> None:
    """A reference names one year of one contract. Raises ReferenceUsed."""
    found = await store.SUMS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
    if found is not None and (known is None or known.id != found.id):
        raise ReferenceUsed(reference=reference, id=found.id)


async def _own(ctx: Context, connection: Connection, contract_id: UUID) -> Contract:
    contract = await contracts.lock_contract(connection, contract_id)
    if contract.owner not in ctx.actor.organisations:
        raise PurchaserOnly()
    return contract
