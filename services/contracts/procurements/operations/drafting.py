"""From draft to publication: what the purchaser writes down, and from when on it is fixed (F-30)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from services.contracts.organisations import store as organisations
from services.contracts.populations import store as populations
from services.contracts.power_transfers import store as power_transfers
from services.contracts.power_transfers.rules import check_transferred, needs_transfer
from services.contracts.procurements import rules, store
from services.contracts.procurements.operations.stating import list_stated_faults
from services.contracts.procurements.rules import Procurement, Terms
from services.contracts.procurements.store import PROCUREMENTS, Filter
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values.procurements import Openness
from shared.values.terms import ActorKind, Scope


@operation
async def get_procurement(ctx: Context, procurement_id: UUID) -> Procurement:
    """One procurement, as the reader may see it. Raises ProcurementNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.get_procurement(connection, procurement_id)
    return found.seen_by(ctx.actor.organisations)


@operation
async def list_procurements(ctx: Context, page: PageRequest, asked: Filter) -> Slice[Procurement]:
    """A page of procurements: one's own, those one is invited to, and those that are open to who is registered."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_procurements(connection, page, asked)
    return Slice([one.seen_by(ctx.actor.organisations) for one in found.items], found.last)


@operation
async def list_procurements_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Procurement]:
    """Many procurements at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        found = await store.list_procurements_by_id(connection, ids)
    return {one.id: one.seen_by(ctx.actor.organisations) for one in found}


@operation
async def draft_procurement(ctx: Context, new: schemas.NewProcurement) -> Procurement:
    """Draft a procurement of the acting purchaser; nobody else sees it before its publication.

    The same client, reference and terms give what is there (Replayed). Raises PurchaserOnly, ProcurementNotFound (the one
    that it replaces), ProcurementNumberUsed, ReferenceUsed.
    """
    owner, terms = _asked(ctx, new)
    async with ctx.begin() as connection:
        known = await _known(ctx, connection, owner, new.external_reference)
        if known is not None:
            if not _same(known, terms):
                raise ReferenceUsed(reference=new.external_reference, id=known.id)
            body = encode(schemas.Procurement, known)
            raise Replayed(Answer(200, body, known.version, known.id))
        return await _draft(ctx, connection, terms, owner, new.external_reference)


@operation
async def put_procurement(
    ctx: Context, reference: str, new: schemas.NewProcurement
) -> tuple[Procurement, bool]:
    """Draft a procurement under the client's own reference, or bring that draft to these terms; True when it is new.

    The same terms change nothing. Raises what drafting raises, and CriteriaFixed (F-30) from publication on.
    """
    owner, terms = _asked(ctx, new)
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    async with ctx.begin() as connection:
        known = await _known(ctx, connection, owner, reference)
        if known is None:
            return await _draft(ctx, connection, terms, owner, reference), True
        if _same(known, terms):
            connection.recorded = True
            return known, False
        before = await store.get_procurement(connection, known.id, lock=True)
        ctx.expect(before.version)
        return await _redraft(ctx, connection, before, rules.fields_of(terms)), False


def _asked(ctx: Context, new: schemas.NewProcurement) -> tuple[str, Terms]:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx), msgspec.convert(new, Terms, from_attributes=True)


def _same(known: Procurement, terms: Terms) -> bool:
    again = rules.draft(terms, known.owner, known.external_reference)
    return rules.fields_of(again) == rules.fields_of(known)


async def _known(
    ctx: Context, connection: Connection, owner: str, reference: str | None
) -> Procurement | None:
    return await PROCUREMENTS.find_by_reference(connection, owner, ctx.actor.client_id, reference)


async def _draft(
    ctx: Context, connection: Connection, terms: Terms, owner: str, reference: str | None
) -> Procurement:
    made = rules.draft(terms, owner, reference)
    await _check_named(connection, made)
    await store.add_procurement(connection, made, ctx.actor.client_id)
    await logbook.record(ctx, connection, "procurement-drafted", schemas.Procurement, made)
    return made


async def _redraft(
    ctx: Context, connection: Connection, before: Procurement, changes: dict[str, object]
) -> Procurement:
    made = rules.redraft(before, changes)
    await _check_named(connection, made)
    await store.save_procurement(connection, made)
    await logbook.record(ctx, connection, "procurement-redrafted", schemas.Procurement, made)
    return made


async def _check_named(connection: Connection, made: Procurement) -> None:
    """What a draft names is the purchaser's own. Raises ProcurementNotFound, PopulationNotFound."""
    for named in (made.replaces_id, made.procedure.framework_id):
        if named is not None:
            await store.get_procurement(connection, named)
    if made.contract.population_id is not None:
        await populations.get_population(connection, made.contract.population_id)


@operation
async def change_procurement(
    ctx: Context, procurement_id: UUID, change: schemas.ProcurementChange
) -> Procurement:
    """Change a draft. Raises ProcurementNotFound, PurchaserOnly, PreconditionFailed, CriteriaFixed (F-30)."""
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    terms = msgspec.convert(change, Terms, from_attributes=True)
    changes = {name: getattr(terms, name) for name in change.model_fields_set}
    async with ctx.begin() as connection:
        before = await locked(ctx, connection, procurement_id)
        return await _redraft(ctx, connection, before, changes)


async def locked(ctx: Context, connection: Connection, procurement_id: UUID) -> Procurement:
    """The acting purchaser's procurement, locked for a change. Raises ProcurementNotFound, PurchaserOnly, PreconditionFailed."""
    found = await store.get_procurement(connection, procurement_id, lock=True)
    if found.owner not in ctx.actor.organisations:
        raise PurchaserOnly()
    ctx.expect(found.version)
    return found


@operation
async def publish_procurement(ctx: Context, procurement_id: UUID) -> Procurement:
    """Publish a complete draft: from here on nothing of it changes (F-30).

    Who is invited, or else every registered provider, hears of it. Raises ProcurementNotFound, PurchaserOnly,
    ProcurementStateRefused, FrameworkRefused (R-C44), ProcurementIncomplete, PowerNotTransferred (R-C51).
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await locked(ctx, connection, procurement_id)
        framework = None
        if before.procedure.framework_id is not None:
            framework = await store.get_framework(connection, before.procedure.framework_id)
        audience = await _audience(connection, before)
        now = await store.find_now(connection, before.owner)
        beside = await list_stated_faults(connection, before)
        made, why = rules.publish(before, audience, framework, now, beside)
        await check_powers(ctx, connection, made)
        await store.save_procurement(connection, made)
        await logbook.record(ctx, connection, "procurement-published", schemas.Procurement, made, why)
    return made


async def _audience(connection: Connection, procurement: Procurement) -> list[str]:
    if procurement.openness is Openness.INVITED:
        return procurement.invited
    return await store.list_registered_providers(connection, procurement.owner)


async def check_powers(ctx: Context, connection: Connection, made: Procurement) -> None:
    """Refuse a procurement for another municipality without its powers (R-C51).

    Raises PopulationNotFound, PowerNotTransferred.
    """
    region = ctx.actor.kind is ActorKind.REGION
    own = None if region else await organisations.find_municipality_code(connection, made.owner)
    named, laws, municipalities = made.contract.population_id, [], {made.municipality_code}
    if named is not None and (region or own is not None):
        population = await populations.get_population(connection, named)
        laws, municipalities = population.laws, {*municipalities, population.municipality_code}
    others = {code for code in municipalities if needs_transfer(own, code, region=region)}
    if others:
        received = await power_transfers.list_received(connection, sorted(others))
        first: date = max(ctx.today, made.contract.start_date or ctx.today)
        check_transferred(made.owner, received, others, laws, {first})


@operation
async def conclude_phase(ctx: Context, procurement_id: UUID, asked: schemas.PhaseConclusion) -> Procurement:
    """Conclude a phase of a dialogue, with who drops out (A-13.4).

    Raises ProcurementNotFound, PurchaserOnly, ProcurementStateRefused, PhaseRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await locked(ctx, connection, procurement_id)
        made = rules.conclude(before, asked.number, asked.dropped_out, asked.outcome, ctx.today)
        await store.save_procurement(connection, made)
        await logbook.record(ctx, connection, "procurement-phase-concluded", schemas.Procurement, made)
    return made


@operation
async def withdraw_procurement(ctx: Context, procurement_id: UUID, reason: str) -> Procurement:
    """Withdraw a procurement: what is sealed stays sealed, for good (F-30).

    Raises ProcurementNotFound, PurchaserOnly, ProcurementStateRefused.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await locked(ctx, connection, procurement_id)
        made = rules.withdraw(before, reason)
        await store.save_procurement(connection, made)
        await logbook.record(ctx, connection, "procurement-withdrawn", schemas.Procurement, made)
    return made
