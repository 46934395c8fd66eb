"""What a party can do until a contract is in force: draft it, change it, offer it, sign it, activate it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import msgspec

from services.contracts.contracts import rules, store
from services.contracts.contracts.rules import Around, Contract, Terms
from services.contracts.contracts.rules.term import term
from services.contracts.contracts.store import Stamp
from services.contracts.findings import store as findings
from services.contracts.findings.rules import require_no_errors
from services.contracts.organisations import store as organisations
from services.contracts.populations import store as populations
from services.contracts.populations.rules import PopulationNotFound
from services.contracts.power_transfers import store as power_transfers
from services.contracts.power_transfers.rules import check_transferred, needs_transfer
from services.contracts.products import store as products
from services.contracts.tariffs import store as tariffs
from services.contracts.tariffs.rules import codes_of, require_tariffs
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values.life import VersionReason
from shared.values.terms import ActorKind, Scope


def stamp(ctx: Context) -> Stamp:
    """When this request writes, and by which client."""
    return Stamp(ctx.today, ctx.actor.client_id)


@operation
async def draft_contract(ctx: Context, new: schemas.NewContract) -> Contract:
    """Draft a contract of the acting purchaser; consortium and auditor see it from now on.

    The same client, reference and terms give what is there (Replayed). Raises PurchaserOnly, ConsortiumNotFound,
    PopulationNotFound, PowerNotTransferred (R-C51), SubsidyConsequence (R-C09), FundingContradictory, HistoryContradictory,
    NumberUsed, ReferenceUsed.
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
        changes = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
        around = await _around(connection, terms, before.owner)
        contract, why = rules.redraft(before, changes, around)
        await _check_powers(ctx, connection, contract)
        await store.save_redrafted(connection, contract, before, stamp(ctx), around.inhabitants)
        await logbook.record(ctx, connection, "contract-redrafted", schemas.Contract, contract, why)
        return contract, False


def _terms_of(ctx: Context, new: schemas.NewContract) -> Terms:
    """The terms of a drafting purchaser; ScopeMissing, EndUserMissing, PurchaserOnly."""
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    terms = msgspec.convert(new, Terms, from_attributes=True)
    rules.check_past(terms, ctx.today)
    return terms


async def _known(ctx: Context, connection: Connection, reference: str | None) -> Contract | None:
    if reference is None:
        return None
    return await store.find_contract_by_reference(
        connection, ctx.actor.organisation, ctx.actor.client_id, reference
    )


async def _draft(ctx: Context, connection: Connection, terms: Terms, reference: str | None) -> Contract:
    around = await _around(connection, terms, ctx.actor.organisation)
    contract, why = rules.draft(terms, around, ctx.actor.organisation, reference)
    await _check_powers(ctx, connection, contract)
    await store.add_contract(
        connection, contract, ctx.actor.client_id, today=ctx.today, inhabitants=around.inhabitants
    )
    await logbook.record(ctx, connection, "contract-drafted", schemas.Contract, contract, why)
    return contract


async def _around(connection: Connection, terms: Terms, owner: str) -> Around:
    """What the terms name, of the same purchaser. Raises ConsortiumNotFound, PopulationNotFound."""
    consortium = await store.get_consortium(connection, terms.consortium_id, owner)
    if terms.population_id is None:
        return Around(consortium)
    population = await populations.get_population(connection, terms.population_id)
    if population.owner != owner:
        raise PopulationNotFound(id=terms.population_id)
    counted = ((one.counted_on, one.inhabitants) for one in population.sizes)
    return Around(consortium, rules.heads(counted, terms))


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
    if others and not laws:
        codes = sorted(
            {
                *contract.product_codes,
                *(code for one in contract.funding_agreements for code in one.product_codes),
            }
        )
        known = await products.list_products_by_code(connection, contract.owner, codes)
        laws = sorted({law for one in known for law in one.laws})
    if others:
        received = await power_transfers.list_received(connection, sorted(others))
        days = {max(ctx.today, contract.start_date or ctx.today), *more}
        check_transferred(contract.owner, received, others, laws, days)


async def _check_sound(connection: Connection, contract: Contract, today: date) -> None:
    """Refuse a contract with an error among its findings. Raises ErrorsFound (R-C35, R-C38, R-C64)."""
    assessed = await findings.assess(connection, [contract], today)
    require_no_errors(contract.number, assessed[contract.id])


async def _check_tariffs(connection: Connection, contract: Contract, around: Around) -> None:
    """Refuse a contract that pays by tariff without allowed tariffs on every day of it. Raises TariffsNotAllowed."""
    codes = codes_of(contract.funding_agreements, contract.product_codes)
    if not codes:
        return
    assert contract.start_date is not None, "a complete contract has a first day"
    providers = [one.oin for one in around.consortium.members] if around.consortium is not None else []
    providers = providers or [one for one in (contract.provider,) if one is not None]
    held = await tariffs.list_for_contract(
        connection, contract.owner, contract.id, providers, contract.municipality_code, codes
    )
    require_tariffs(
        contract.funding_agreements,
        contract.start_date,
        contract.end_date or term(contract)[0].end_date,
        held,
        contract.product_codes,
        providers,
    )


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
        wanted = replace(before, **changes)
        rules.check_past(wanted, ctx.today)
        around = await _around(connection, wanted, before.owner)
        contract, why = rules.redraft(before, changes, around)
        await _check_powers(ctx, connection, contract)
        await store.save_redrafted(connection, contract, before, stamp(ctx), around.inhabitants)
        await logbook.record(ctx, connection, "contract-redrafted", schemas.Contract, contract, why)
    return contract


@operation
async def offer_contract(ctx: Context, contract_id: UUID) -> Contract:
    """Freeze a complete draft and offer it to the other side; a redraft takes it back (R-C01).

    Raises ContractNotFound, PurchaserOnly, NotDraft, ContractIncomplete (R-C01), SubsidyConsequence (R-C09),
    FundingContradictory, ResultNotSteerable, ErrorsFound (R-C35, R-C38), TariffsNotAllowed (R-C29, R-C64).
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await store.lock_contract(connection, contract_id, ctx.expected_version)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        around = await store.find_around(connection, contract)
        contract, why = rules.offer(contract, around)
        await _check_sound(connection, contract, ctx.today)
        await _check_tariffs(connection, contract, around)
        await store.save_begun(connection, contract, VersionReason.OFFERED, stamp(ctx), around.inhabitants)
        await logbook.record(ctx, connection, "contract-offered", schemas.Contract, contract, why)
    return contract


@operation
async def sign_contract(ctx: Context, contract_id: UUID, signed_by: str | None) -> Contract:
    """Sign for the side of the token's organisation; the second signature makes the contract signed.

    Raises ContractNotFound, NotASigningParty, AlreadySigned, NotDraft, ContractIncomplete (R-C01), ErrorsFound (R-C35, R-C38).
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    end_user = ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await store.lock_contract(connection, contract_id, ctx.expected_version)
        around = await store.find_around(connection, contract)
        contract, why = rules.sign(contract, around, ctx.actor.organisation, signed_by, end_user, ctx.today)
        await _check_sound(connection, contract, ctx.today)
        await store.save_begun(connection, contract, VersionReason.SIGNED, stamp(ctx), around.inhabitants)
        await logbook.record(ctx, connection, "contract-signed", schemas.Contract, contract, why)
    return contract


@operation
async def activate_contract(ctx: Context, contract_id: UUID) -> Contract:
    """Bring a signed contract into force: members, payee, term and evaluation are fixed (R-C01, R-C04, R-C05).

    Raises ContractNotFound, PurchaserOnly, AlreadyActive, ContractIncomplete, SubsidyConsequence (R-C09),
    SignaturesMissing, OneContractPerMunicipality (R-C11), PowerNotTransferred (R-C51), ErrorsFound (R-C35, R-C38),
    TariffsNotAllowed (R-C29, R-C64).
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        contract = await store.lock_contract(connection, contract_id, ctx.expected_version)
        if contract.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        # The consortium is locked, so that two of its contracts cannot pass each other's check (R-C11).
        around = await store.find_around(connection, contract, lock=True)
        consortium = around.consortium
        others = await store.list_running(connection, consortium.id) if consortium is not None else []
        contract, why = rules.activate(contract, around, others)
        await _check_powers(ctx, connection, contract, ctx.today)
        await _check_sound(connection, contract, ctx.today)
        await _check_tariffs(connection, contract, around)
        await store.save_begun(connection, contract, VersionReason.ACTIVATED, stamp(ctx), around.inhabitants)
        await logbook.record(ctx, connection, "contract-activated", schemas.Contract, contract, why)
    return contract
