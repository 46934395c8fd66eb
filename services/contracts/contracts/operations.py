"""What a person can do with a contract: draft, change, read, sign and activate it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from services.contracts.contracts import rules, store
from services.contracts.contracts.rules import Contract, ResultAgreement, Terms, YearlyFunding
from services.contracts.contracts.store import Filter
from services.contracts.organisations import store as organisations
from services.contracts.populations import store as populations
from services.contracts.power_transfers import store as power_transfers
from services.contracts.power_transfers.rules import check_transferred, needs_transfer
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.schemas.facts import restored
from shared.values.terms import ActorKind, Scope


@operation
async def get_contract(ctx: Context, contract_id: UUID) -> Contract:
    """One contract in its newest version. Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_contract(connection, contract_id)


@operation
async def list_contracts(ctx: Context, page: PageRequest, asked: Filter) -> Slice[Contract]:
    """A page of contracts."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_contracts(connection, page, asked)


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
async def get_funding(ctx: Context, contract_id: UUID) -> YearlyFunding:
    """A contract's reward with advance and retention of a full year (R-S01).

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


@operation
async def draft_contract(ctx: Context, new: schemas.NewContract) -> Contract:
    """Draft a contract of the acting purchaser; consortium and auditor see it from now on.

    The same client, reference and terms give what is there (Replayed). Raises PurchaserOnly, ConsortiumNotFound,
    PopulationNotFound, PowerNotTransferred (R-C51), SubsidyConsequence (R-C09), FundingContradictory, NumberUsed,
    ReferenceUsed.
    """
    terms = _terms_of(ctx, new)
    async with ctx.begin() as connection:
        known = await _known(ctx, connection, new.external_reference)
        if known is not None:
            if rules.terms_of(known) != terms:
                raise ReferenceUsed(reference=new.external_reference)
            raise Replayed(Answer(200, encode(schemas.Contract, known), known.version, known.id))
        return await _draft(ctx, connection, terms, new.external_reference)


@operation
async def put_contract(ctx: Context, reference: str, new: schemas.NewContract) -> tuple[Contract, bool]:
    """Draft a contract under the client's own reference, or bring that draft to these terms; True when it is new.

    The same terms change nothing. Raises what drafting raises, and NotDraft when the contract is signed already.
    """
    terms = _terms_of(ctx, new)
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    async with ctx.begin() as connection:
        known = await _known(ctx, connection, reference)
        if known is None:
            return await _draft(ctx, connection, terms, reference), True
        if rules.terms_of(known) == terms:
            connection.recorded = True
            return known, False
        before = await store.lock_contract(connection, known.id, ctx.expected_version)
        consortium = await store.get_consortium(connection, terms.consortium_id, before.owner)
        changes = {name: getattr(terms, name) for name in Terms.__slots__}
        contract, why = rules.redraft(before, changes, consortium)
        await _check_powers(ctx, connection, contract)
        await store.save_redrafted(connection, contract, before)
        await logbook.record(ctx, connection, "contract-redrafted", schemas.Contract, contract, why)
        return contract, False


def _terms_of(ctx: Context, new: schemas.NewContract) -> Terms:
    """The terms of a drafting purchaser; ScopeMissing, EndUserMissing, PurchaserOnly."""
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    return msgspec.convert(new, Terms, from_attributes=True)


async def _known(ctx: Context, connection: Connection, reference: str | None) -> Contract | None:
    if reference is None:
        return None
    return await store.find_contract_by_reference(
        connection, ctx.actor.organisation, ctx.actor.client_id, reference
    )


async def _draft(ctx: Context, connection: Connection, terms: Terms, reference: str | None) -> Contract:
    consortium = await store.get_consortium(connection, terms.consortium_id, ctx.actor.organisation)
    contract, why = rules.draft(terms, consortium, ctx.actor.organisation, reference)
    await _check_powers(ctx, connection, contract)
    await store.add_contract(connection, contract, ctx.actor.client_id)
    await logbook.record(ctx, connection, "contract-drafted", schemas.Contract, contract, why)
    return contract


async def _check_powers(ctx: Context, connection: Connection, contract: Contract, *more: date) -> None:
    """Refuse a contract for another municipality without its powers on the first day, and on `more` (R-C51).

    Raises PopulationNotFound, PowerNotTransferred.
    """
    region = ctx.actor.kind is ActorKind.REGION
    own = None if region else await organisations.find_municipality_code(connection, contract.owner)
    named, laws, municipalities = contract.population_id, [], {contract.municipality_code}
    if named is not None and (region or own is not None):
        population = await populations.get_population(connection, named)
        laws, municipalities = population.laws, {*municipalities, population.municipality_code}
    others = {code for code in municipalities if needs_transfer(own, code, region=region)}
    if others:
        received = await power_transfers.list_received(connection, sorted(others))
        days = {max(ctx.today, contract.start_date or ctx.today), *more}
        check_transferred(contract.owner, received, others, laws, days)


@operation
async def change_draft(ctx: Context, contract_id: UUID, change: schemas.ContractChange) -> Contract:
    """Change a draft; a signature under the old text lapses.

    Raises ContractNotFound, PurchaserOnly, PreconditionFailed, NotDraft, ConsortiumNotFound, PopulationNotFound,
    PowerNotTransferred (R-C51), SubsidyConsequence (R-C09), FundingContradictory, NumberUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    terms = msgspec.convert(change, Terms, from_attributes=True)
    changes = {name: getattr(terms, name) for name in change.model_fields_set}
    async with ctx.begin() as connection:
        before = await store.lock_contract(connection, contract_id, ctx.expected_version)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        named = changes.get("consortium_id", before.consortium_id)
        consortium = await store.get_consortium(connection, named, before.owner)
        contract, why = rules.redraft(before, changes, consortium)
        await _check_powers(ctx, connection, contract)
        await store.save_redrafted(connection, contract, before)
        await logbook.record(ctx, connection, "contract-redrafted", schemas.Contract, contract, why)
    return contract


@operation
async def sign_contract(ctx: Context, contract_id: UUID, signed_by: str | None) -> Contract:
    """Sign for the side of the token's organisation; the second signature makes the contract signed.

    Raises ContractNotFound, NotASigningParty, AlreadySigned, NotDraft, ContractIncomplete (R-C01).
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    end_user = ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await store.lock_contract(connection, contract_id, ctx.expected_version)
        consortium = await store.find_consortium(connection, contract.consortium_id)
        contract, why = rules.sign(
            contract, consortium, ctx.actor.organisation, signed_by, end_user, ctx.today
        )
        await store.save_contract(connection, contract)
        await logbook.record(ctx, connection, "contract-signed", schemas.Contract, contract, why)
    return contract


@operation
async def activate_contract(ctx: Context, contract_id: UUID) -> Contract:
    """Bring a signed contract into force: members, payee, term and evaluation are fixed (R-C01, R-C04, R-C05).

    Raises ContractNotFound, PurchaserOnly, AlreadyActive, ContractIncomplete, SubsidyConsequence (R-C09),
    SignaturesMissing, OneContractPerMunicipality (R-C11), PowerNotTransferred (R-C51).
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await store.lock_contract(connection, contract_id, ctx.expected_version)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        # The consortium is locked, so that two of its contracts cannot pass each other's check (R-C11).
        consortium = await store.find_consortium(connection, contract.consortium_id, lock=True)
        others = await store.list_running(connection, consortium.id) if consortium is not None else []
        contract, why = rules.activate(contract, consortium, others)
        await _check_powers(ctx, connection, contract, ctx.today)
        await store.save_contract(connection, contract)
        await logbook.record(ctx, connection, "contract-activated", schemas.Contract, contract, why)
    return contract
