"""What providers and purchasers can do with delivered quality: register lines, find them, and see how the demands stand."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract
from services.contracts.imports import store as imports
from services.contracts.imports.rules import Import
from services.contracts.quality_deliveries import rules, store
from services.contracts.quality_deliveries.rules import Delivery, QualityChecks
from services.contracts.quality_deliveries.store import Asked
from shared.errors import ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.merging import made
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.schemas.common import DerivationAnswer, DerivationStep
from shared.values import Derivation, new_id
from shared.values.derivation import render
from shared.values.imports import ImportKind
from shared.values.terms import Scope


@operation
async def get_delivery(ctx: Context, delivery_id: UUID) -> Delivery:
    """One line, for the purchaser and who delivered. Raises QualityDeliveryNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.DELIVERIES.get(connection, delivery_id)


@operation
async def list_deliveries(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    provider: str | None = None,
    demand_number: int | None = None,
    product_code: str | None = None,
    trajectory_reference: str | None = None,
    reference: str | None = None,
) -> Slice[Delivery]:
    """A page of lines, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.DELIVERIES.page(
            connection,
            page,
            contract_id=contract_id,
            provider=provider,
            demand_number=demand_number,
            product_code=product_code,
            trajectory_reference=trajectory_reference,
            external_reference=reference,
        )


@operation
async def get_checks(ctx: Context, contract_id: UUID, asked: Asked | None = None) -> QualityChecks:
    """How the quality demands of a contract stand (R-C32); a provider sees its own trajectories. Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await contracts.get_contract(connection, contract_id)
        today = await ctx.read_clock(connection)
        told = (await store.list_measured(connection, [contract.id], asked))[contract.id]
    return rules.check(contract, told, today)


@operation
async def explain_checks(ctx: Context, contract_id: UUID) -> DerivationAnswer:
    """Why the demands stand so, step by step. Raises ContractNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        contract = await contracts.get_contract(connection, contract_id)
        today = await ctx.read_clock(connection)
        told = (await store.list_measured(connection, [contract.id]))[contract.id]
    return _told(ctx, contract, rules.explain(rules.check(contract, told, today)))


@operation
async def explain_delivery(ctx: Context, delivery_id: UUID) -> DerivationAnswer:
    """Against which demand a line stands. Raises QualityDeliveryNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        delivery = await store.DELIVERIES.get(connection, delivery_id)
        contract = await contracts.get_contract(connection, delivery.contract_id)
    return _told(ctx, delivery, rules.explain_entry(contract, delivery))


@operation
async def explain_deliveries(ctx: Context, ids: list[UUID]) -> dict[UUID, DerivationAnswer]:
    """The same of many lines, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.DELIVERIES.list_by(connection, "id", ids)
        named = sorted({one.contract_id for one in found})
        by_id = {one.id: one for one in await contracts.list_contracts_by_id(connection, named)}
    return {
        one.id: _told(ctx, one, rules.explain_entry(by_id[one.contract_id], one))
        for one in found
        if one.contract_id in by_id
    }


def _told(ctx: Context, subject: Contract | Delivery, why: Derivation) -> DerivationAnswer:
    steps = [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in why.steps
    ]
    return DerivationAnswer(subject=subject.id, version=subject.version, steps=steps)


@operation
async def register_quality_deliveries(ctx: Context, new: schemas.QualityDeliveriesToRegister) -> Import:
    """Register what a provider delivered of the demands of a contract: all or nothing, safe to repeat (R-C32).

    Another value for the same trajectory and days is its next version. Raises ContractNotFound, NotAProviderOfTheContract,
    QualityDeliveriesRefused with every fault of every line.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        lines = [_line(ctx, contract, one) for one in new.deliveries]
        entry = await _enter(ctx, connection, contract, lines, "#/deliveries/{}")
        touched = [*entry.registered, *entry.changed]
        done = Import(
            id=new_id(),
            owner=contract.owner,
            kind=ImportKind.QUALITY_DELIVERIES,
            parties=lines[0].parties,
            registered=len(entry.registered),
            changed=len(entry.changed),
            unchanged=len(entry.unchanged),
            touched=[one.id for one in touched],
        )
        return await imports.IMPORTS.enter(ctx, connection, done, "quality-delivered", given=(), status=200)


@operation
async def put_quality_delivery(
    ctx: Context, reference: str, new: schemas.NewQualityDelivery
) -> tuple[Delivery, bool]:
    """Register one line under the client's own reference, or correct it; True when it is new.

    The same again gives what is there (Replayed). Raises what registering raises, PreconditionFailed, and ReferenceUsed
    where the reference is of another line.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    _may_write(ctx)
    async with ctx.begin() as connection:
        contract = await contracts.get_contract(connection, new.contract_id)
        line = _line(ctx, contract, new.model_copy(update={"external_reference": reference}))
        known = await store.DELIVERIES.find_by_reference(
            connection, contract.owner, ctx.actor.client_id, reference
        )
        if known is not None:
            if (known.contract_id, known.key) != (line.contract_id, line.key):
                raise ReferenceUsed(reference=reference, id=known.id)
            ctx.expect(known.version)
        entry = await _enter(ctx, connection, contract, [line], "#")
        for same in entry.unchanged:
            raise Replayed(Answer(200, encode(schemas.QualityDelivery, same), same.version, same.id))
        (done,) = (*entry.registered, *entry.changed)
        why = rules.explain_entry(contract, done)
        if entry.changed:
            await logbook.record(
                ctx, connection, "quality-delivery-corrected", schemas.QualityDelivery, done, why
            )
        else:
            await logbook.record(
                ctx, connection, "quality-delivery-registered", schemas.QualityDelivery, done, why
            )
    return done, bool(entry.registered)


def _may_write(ctx: Context) -> None:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()


def _line(ctx: Context, contract: Contract, new: schemas.QualityDeliveryLine) -> Delivery:
    provider = rules.provider_of(contract, ctx.actor.organisations)
    own = {"id": new_id(), "version": 1, "owner": contract.owner, "contract_id": contract.id}
    parties = rules.seen_by(contract, provider)
    return made(Delivery, new, provider=provider, parties=parties, **own)


async def _enter(
    ctx: Context, connection: Connection, contract: Contract, lines: Sequence[Delivery], place: str
) -> rules.Entry:
    fitting = rules.admit(contract, lines, ctx.today, place=place)
    known = await store.list_known(connection, fitting)
    named = await store.list_references(connection, fitting, ctx.actor.client_id)
    # A reference of another contract can never be that of a line here.
    references = {
        one: other.key if other.contract_id == contract.id else ("", 0, "", ctx.today, ctx.today)
        for one, other in named.items()
    }
    entry = rules.enter(contract.number, known, references, fitting, place=place)
    await store.save_entry(connection, entry, contract.number, ctx.actor.client_id)
    return entry
