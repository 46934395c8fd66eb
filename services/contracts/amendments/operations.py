"""What the parties can do with an amendment: decide it, read it, sign it into force."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import msgspec

from services.contracts.amendments import rules, store
from services.contracts.amendments.rules import Amendable, Amendment, Proposal
from services.contracts.categories.store import SQUARES
from services.contracts.contract_results import store as results
from services.contracts.contracts import rules as contract_rules
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values.life import VersionReason
from shared.values.terms import AmendmentState, Scope


@operation
async def get_amendment(ctx: Context, amendment_id: UUID) -> Amendment:
    """One amendment. Raises AmendmentNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_amendment(connection, amendment_id)


@operation
async def list_amendments(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID,
    state: AmendmentState | None = None,
    reference: str | None = None,
) -> Slice[Amendment]:
    """A page of one contract's amendments. Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        await contracts.get_contract(connection, contract_id)
        return await store.list_amendments(connection, page, contract_id, state, reference)


@operation
async def list_amendments_by_contract(ctx: Context, ids: list[UUID]) -> dict[UUID, list[Amendment]]:
    """The amendments of many contracts at once, for a loader."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_amendments_by_contract(connection, ids)
    grouped: dict[UUID, list[Amendment]] = {}
    for amendment in found:
        grouped.setdefault(amendment.contract_id, []).append(amendment)
    return grouped


async def _amendable(connection: Connection, contract: Contract) -> Amendable:
    """The contract as far as an amendment asks it, with what outcomes told of its years and which squares are open."""
    told = await results.list_results_by_contract(connection, [contract.id])
    squares = await SQUARES.list_by(connection, "contract_id", [contract.id])
    asked = msgspec.convert(contract, Amendable, from_attributes=True)
    return replace(asked, results=told, opened_years=[one.year for one in squares])


@operation
async def decide_amendment(ctx: Context, contract_id: UUID, new: schemas.NewAmendment) -> Amendment:
    """Decide a change of the budget or of norms; it is in force once both sides have signed (R-C07, R-C08).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, PurchaserOnly,
    ContractNotActive, ReasonMissing, BudgetIsFixed, AmendmentRefused, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    proposal = msgspec.convert(new, Proposal, from_attributes=True)
    async with ctx.begin() as connection:
        contract = await contracts.lock_contract(connection, contract_id, ctx.expected_version)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        await _answer_known(ctx, connection, contract, proposal, new.external_reference)
        number = await store.next_number(connection, contract_id)
        amendment, why = rules.decide(
            await _amendable(connection, contract), proposal, number, new.external_reference, ctx.today
        )
        await store.add_amendment(connection, amendment, ctx.actor.client_id)
        await logbook.record(ctx, connection, "amendment-decided", schemas.Amendment, amendment, why)
    return amendment


async def _answer_known(
    ctx: Context, connection: Connection, contract: Contract, proposal: Proposal, reference: str | None
) -> None:
    """Leave with what was decided before under this reference, when it is the same."""
    if reference is None:
        return
    known = await store.find_amendment_by_reference(
        connection, contract.owner, ctx.actor.client_id, reference
    )
    if known is None:
        return
    if (known.contract_id, rules.proposal_of(known)) != (contract.id, proposal):
        raise ReferenceUsed(reference=reference, id=known.id)
    raise Replayed(Answer(200, encode(schemas.Amendment, known), known.version, known.id))


@operation
async def sign_amendment(ctx: Context, amendment_id: UUID, signed_by: str | None) -> Amendment:
    """Sign for the side of the token's organisation; the second signature brings the amendment into force.

    Raises AmendmentNotFound, NotASigningSide, AmendmentInForce, AmendmentSignedBySide, ContractNotActive,
    AmendmentRefused when another amendment has overtaken it, OneContractPerMunicipality (R-C11).
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    end_user = ctx.require_end_user()
    try:
        async with ctx.begin() as connection:
            known = await store.get_amendment(connection, amendment_id)
            # The contract first, as when deciding: locks are taken in one order.
            contract = await contracts.lock_contract(connection, known.contract_id)
            amendment = await store.lock_amendment(connection, amendment_id, ctx.expected_version)
            signature = (ctx.actor.organisation, signed_by, end_user)
            asked = await _amendable(connection, contract)
            amendment, why = rules.sign(amendment, asked, contract.payee, signature, ctx.today)
            await store.save_signed(connection, amendment)
            if amendment.state is AmendmentState.DECIDED:
                await logbook.record(ctx, connection, "amendment-signed", schemas.Amendment, amendment, why)
                return amendment
            change = rules.change_of(amendment)
            contract, made = contract_rules.amended(contract, change)
            if change.extension_months is not None:
                await contracts.check_alone(connection, contract)
            await contracts.save_carried(
                connection,
                contract,
                amendment.effective_on,
                lambda one: contract_rules.amended(one, change)[0],
                VersionReason.AMENDED,
                contracts.Stamp(ctx.today, ctx.actor.client_id),
            )
            why = made.merge(rules.explain_signatures(amendment))
            await logbook.record(ctx, connection, "contract-amended", schemas.Contract, contract, why)
    except Replayed as replayed:
        raise await _as_amendment(ctx, amendment_id, replayed) from replayed
    return amendment


async def _as_amendment(ctx: Context, amendment_id: UUID, replayed: Replayed) -> Replayed:
    """The second signature's fact is about the contract; who repeats it reads the amendment, which changes no more."""
    if replayed.answer.subject == amendment_id:
        return replayed
    async with ctx.read() as connection:
        amendment = await store.get_amendment(connection, amendment_id)
    body = encode(schemas.Amendment, amendment)
    return Replayed(replace(replayed.answer, body=body, version=amendment.version, subject=amendment.id))
