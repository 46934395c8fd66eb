"""What can be done with the waiting list: enter, read in the right order, change, delay, place and withdraw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.provider_choices.rules import place as place_choice
from services.access.provider_choices.store import REGISTER as CHOICES
from services.access.requests import store as requests
from services.access.requests.rules import check_purchaser
from services.access.signals import store as signals
from services.access.signals.rules import Found
from services.access.waiting_list import rules, store
from services.access.waiting_list.rules import (
    Standing,
    WaitingEntry,
    WaitingEntryNotFound,
    WaitingListOverview,
)
from services.access.waiting_list.store import REGISTER, Filter
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.choosing import WaitingCause, WaitingState
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from shared.values.terms import Law, Scope

_GIVEN = ("request_id", "product_category", "product_code", "provider", "note")

PLAIN = Plain(
    one="waiting_entry",
    many="waiting_entries",
    dutch="plaats op de wachtlijst",
    dutch_many="plaatsen op de wachtlijst",
    model=schemas.WaitingEntry,
    new=schemas.NewWaitingEntry,
    change=schemas.WaitingEntryChange,
    missing=WaitingEntryNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_waiting_entry(ctx: Context, entry_id: UUID) -> WaitingEntry:
    """One entry. Raises WaitingEntryNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, entry_id)


@operation
async def list_waiting_entries(
    ctx: Context,
    page: PageRequest,
    *,
    state: WaitingState | None = None,
    cause: WaitingCause | None = None,
    law: Law | None = None,
    product_category: str | None = None,
    product_code: str | None = None,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
    contract_id: UUID | None = None,
    out_of_order: bool | None = None,
    reference: str | None = None,
) -> Slice[WaitingEntry]:
    """A page of entries, also of who waits no more. Raises BsnRefused for a code or reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (product_category, product_code, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, state=state, cause=cause, law=law, product_category=product_category,
            product_code=product_code, request_id=request_id, citizen_id=citizen_id, contract_id=contract_id,
            out_of_order=out_of_order, external_reference=reference,
        )  # fmt: skip


@operation
async def list_waiting_list(ctx: Context, page: PageRequest, filter_: Filter) -> Slice[Standing]:
    """A page of who wait, per product and who is next first, each with its position (R-A37). Raises PurchaserOnly."""
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        policy = await policies.policy_on(connection, owner, today)
        return await store.list_in_order(connection, page, filter_, policy.maximum_wait_days, today)


@operation
async def get_waiting_list_overview(ctx: Context, on: date | None = None) -> WaitingListOverview:
    """Who waits on a day: urgency, age, cause, bridging, carried over the year's end (D-29, E-25).

    For the municipality alone, which sees its figures as they are. Raises PurchaserOnly.
    """
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        day = on or await ctx.read_clock(connection)
        policy = await policies.policy_on(connection, owner, day)
        cells = await store.count_cells(connection, day, policy.maximum_wait_days)
    return rules.overview(day, policy.version, policy.maximum_wait_days, cells)


@operation
async def register_waiting_entry(ctx: Context, new: schemas.NewWaitingEntry) -> WaitingEntry:
    """Put a citizen on the waiting list, where one may wait at all (R-A37, G-76).

    The same client, reference and contents give the entry that is there (Replayed). Raises RequestNotFound, PurchaserOnly,
    CitizenErased, AlreadyWaiting, WaitingRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor, reference = ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, new.request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        known = await REGISTER.find_by_reference(connection, request.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            since = {} if new.since is None else {"since": new.since}
            give_known(
                schemas.WaitingEntry, known, reference, {name: getattr(new, name) for name in _GIVEN} | since
            )
        terms = None
        if request.contract_id is not None:
            terms = await contract_terms.get_terms(connection, request.contract_id)
        asked = rules.Asked(
            product_category=new.product_category, product_code=new.product_code, urgency=new.urgency,
            cause=new.cause, bridging=new.bridging, provider=new.provider, since=new.since, note=new.note,
            external_reference=reference,
        )  # fmt: skip
        made, why = rules.enter(
            request, asked, terms=terms,
            policy=await policies.policy_on(connection, request.owner, ctx.today),
            before=await store.list_waiting_of(connection, request.owner, request.id), today=ctx.today,
            product=await products.find_product(
                connection, request.owner, request.law, new.product_category, new.product_code, ctx.today
            ),
        )  # fmt: skip
        await REGISTER.add(connection, made, actor.client_id)
        await logbook.record(ctx, connection, "waiting-list-entered", schemas.WaitingEntry, made, why)
    return made


async def _locked(
    ctx: Context, connection: Connection, entry_id: UUID
) -> tuple[WaitingEntry, list[WaitingEntry], Derivation]:
    """An entry with all who wait for its product, locked, in the version that was seen, and what explains it so far."""
    seen = await REGISTER.get(connection, entry_id)
    check_purchaser(ctx.actor.organisations, seen.owner, purchaser=ctx.actor.purchaser)
    together = await store.lock_product(connection, seen)
    known = await REGISTER.get(connection, entry_id, lock=True)
    ctx.expect(known.version)
    await citizens.check_alive(connection, known.owner, known.citizen_id)
    told = await logbook.get_derivation(connection, entry_id)
    return known, together, told[1] if told else Derivation()


@operation
async def change_waiting_entry(
    ctx: Context, entry_id: UUID, change: schemas.WaitingEntryChange
) -> WaitingEntry:
    """Change the urgency, the cause or what helps meanwhile; since when one waits stays (R-A37).

    Raises WaitingEntryNotFound, PreconditionFailed, PurchaserOnly, CitizenErased, WaitingEnded, WaitingRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, _, told = await _locked(ctx, connection, entry_id)
        terms = None
        if known.contract_id is not None:
            terms = await contract_terms.get_terms(connection, known.contract_id)
        changes = {name: getattr(change, name) for name in change.model_fields_set}
        rules.check_change(known, replace(known, **changes), terms, ctx.today)
        return await REGISTER.revise(ctx, connection, known, "waiting-list-changed", told, **changes)


@operation
async def delay_waiting_entry(ctx: Context, entry_id: UUID, asked: schemas.ClientDelay) -> WaitingEntry:
    """The client asks for a later day: its place stays, and those days count apart (G-61).

    Raises WaitingEntryNotFound, PurchaserOnly, CitizenErased, WaitingEnded, WaitingRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, _, told = await _locked(ctx, connection, entry_id)
        delayed, why = rules.delay(known, asked.available_from, asked.reason, ctx.today, told)
        await REGISTER.save(connection, delayed)
        await logbook.record(ctx, connection, "waiting-list-delayed", schemas.WaitingEntry, delayed, why)
    return delayed


@operation
async def place_waiting_entry(ctx: Context, entry_id: UUID, given: schemas.WaitingPlacement) -> WaitingEntry:
    """Give a place to who waits; past others only with a motive, which is a signal (R-A37, E-75).

    Raises WaitingEntryNotFound, PurchaserOnly, CitizenErased, WaitingEnded, WaitingRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, together, told = await _locked(ctx, connection, entry_id)
        policy = await policies.policy_on(connection, known.owner, ctx.today)
        placed, why = rules.place(
            known, together, provider=given.provider, placed_on=given.placed_on, motive=given.motive,
            maxima=policy.maximum_wait_days, today=ctx.today, before=told,
        )  # fmt: skip
        await REGISTER.save(connection, placed)
        if placed.out_of_order:
            await signals.raise_signals(connection, placed.owner, [_passed_over(placed)], ctx.today)
        if placed.choice_id is not None:
            choice = await CHOICES.get(connection, placed.choice_id, lock=True)
            settled = place_choice(choice, given.provider, placed.ended_on or ctx.today)
            if settled is not choice:
                await CHOICES.save(connection, settled)
        await logbook.record(ctx, connection, "waiting-list-placed", schemas.WaitingEntry, placed, why)
    return placed


def _passed_over(entry: WaitingEntry) -> Found:
    return Found(
        kind=SignalKind.SERVED_OUT_OF_ORDER,
        rule="E-75",
        subject_kind=SignalSubject.WAITING_LIST_ENTRY,
        subject=str(entry.id),
        severity=SignalSeverity.WARNING,
        citizen_id=entry.citizen_id,
        provider=entry.placed_with,
        facts={"urgency": entry.urgency, "passedOver": entry.passed_over or 0},
    )


@operation
async def withdraw_waiting_entry(
    ctx: Context, entry_id: UUID, given: schemas.WaitingWithdrawn
) -> WaitingEntry:
    """Take somebody from the list without a place. Raises WaitingEntryNotFound, PurchaserOnly, CitizenErased, WaitingEnded."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, _, told = await _locked(ctx, connection, entry_id)
        gone, why = rules.withdraw(known, given.reason, ctx.today, told)
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "waiting-list-withdrawn", schemas.WaitingEntry, gone, why)
    return gone


@operation
async def due_departed(ctx: Context) -> list[UUID]:
    """The entries of this owner whose citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_departed(connection, await ctx.read_clock(connection))


@operation
async def close_departed(ctx: Context, entry_id: UUID) -> None:
    """Take who moved from the list (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_departed(connection, entry_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        known, moved_on = found
        told = await logbook.get_derivation(connection, entry_id)
        gone, why = rules.leave(known, moved_on, told[1] if told else Derivation())
        await REGISTER.save(connection, gone)
        await logbook.record(ctx, connection, "waiting-list-withdrawn", schemas.WaitingEntry, gone, why)
