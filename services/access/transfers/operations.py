"""Moving house: the former municipality records a departure and may take it back, the next one accepts the citizen."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import Citizen, Personal
from services.access.transfers import rules, store
from services.access.transfers.rules import Person, Transfer
from shared.kit import logbook, processing
from shared.kit.clock import machine_now
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.rights import READ
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.terms import PersonalField, Scope, TransferState

_LISTED = "list_transfers"


@operation
async def get_transfer(ctx: Context, transfer_id: UUID) -> Transfer:
    """One transfer, for the two municipalities that it is between. Raises TransferNotFound."""
    ctx.require(Scope.PERSONS_READ)
    ctx.require_end_user()
    async with ctx.read() as connection:
        transfer = await store.get_transfer(connection, transfer_id)
    _note(ctx, [transfer], "get_transfer")
    return transfer


@operation
async def list_transfers(
    ctx: Context, page: PageRequest, state: TransferState | None = None
) -> Slice[Transfer]:
    """A page of the transfers that the municipality offered or was offered."""
    ctx.require(Scope.PERSONS_READ)
    ctx.require_end_user()
    async with ctx.read() as connection:
        found = await store.list_transfers(connection, page, state)
    _note(ctx, found.items, _LISTED)
    return found


def _note(ctx: Context, transfers: Iterable[Transfer], name: str) -> None:
    """The reader's own citizens that it saw, under the reader and not under the other municipality."""
    seen = [one.own_citizen_id for one in transfers if one.own_citizen_id is not None]
    if seen:
        right = ctx.service.rights.of("citizens", READ)
        ctx.seen.note(right, name, {ctx.actor.organisation: seen}, machine_now())


@operation
async def record_departure(ctx: Context, citizen_id: UUID, departure: schemas.NewDeparture) -> Transfer:
    """Record that a citizen moves to another municipality, and offer that one the transfer (R-A56).

    The day's work ends the decisions that run and marks the requests that are open. Raises CitizenNotFound,
    CitizenErased, DepartureRefused, DepartedAlready.
    """
    ctx.require(Scope.PERSONS_WRITE)
    ctx.require_end_user()
    keys = citizens.keys_of(ctx)
    async with ctx.begin() as connection:
        citizen = await citizens.lock_citizen(connection, keys, citizen_id)
        ctx.expect(citizen.version)
        before = None
        if citizen.departure_id is not None:
            before = await store.get_transfer(connection, citizen.departure_id)
        moving, transfer, why = rules.depart(citizen, before, departure.moved_on, departure.to, ctx.today)
        await citizens.save_move(connection, moving)
        await store.add_transfer(
            connection, keys, transfer, rules.carried(citizen.personal), ctx.actor.client_id
        )
        await _log(ctx, connection, "record_departure", moving)
        await logbook.record(ctx, connection, "transfer-offered", schemas.Transfer, transfer, why)
    return transfer


@operation
async def accept_transfer(ctx: Context, transfer_id: UUID, given: schemas.TransferAcceptance) -> Transfer:
    """Take the citizen on at the municipality of arrival, once, under a surrogate of its own (R-A56).

    Raises TransferNotFound, PreconditionFailed, RecipientOnly, TransferClosed, CitizenKnown.
    """
    ctx.require(Scope.PERSONS_WRITE)
    ctx.require_end_user()
    keys = citizens.keys_of(ctx)
    async with ctx.begin() as connection:
        transfer = await store.lock_transfer(connection, transfer_id)
        ctx.expect(transfer.version)
        if transfer.recipient != ctx.actor.organisation:
            raise rules.RecipientOnly()
        accepted, why = rules.accept(transfer, ctx.today)
        former, personal = await store.open_parcel(connection, keys, transfer)
        arrived = await _arrive(ctx, connection, given.citizen_reference, personal, transfer_id)
        accepted = rules.as_seen_by(accepted, arrived)
        await store.save_answer(connection, accepted)
        await _log(ctx, connection, "accept_transfer", arrived, Person(transfer.owner, former))
        await logbook.record(ctx, connection, "transfer-accepted", schemas.Transfer, accepted, why)
    return accepted


async def _arrive(
    ctx: Context, connection: Connection, reference: str, personal: Personal, transfer_id: UUID
) -> Citizen:
    owner, keys = ctx.actor.organisation, citizens.keys_of(ctx)
    stated = personal.get(PersonalField.BSN)
    bsn = None if stated is None else str(stated.value)
    if bsn is not None:
        await citizens.lock_person(connection, keys, owner, bsn)
    known = await citizens.list_known(connection, keys, owner, reference, bsn)
    arrived, new = rules.arrive(owner, reference, personal, transfer_id, known)
    if new:
        await citizens.add_person(connection, keys, arrived, ctx.actor.client_id)
    else:
        await citizens.save_person(connection, keys, arrived)
    return arrived


@operation
async def withdraw_transfer(ctx: Context, transfer_id: UUID) -> Transfer:
    """Take an open transfer back: the citizen does not move, or not there (R-A56).

    Raises TransferNotFound, PreconditionFailed, SenderOnly, TransferClosed.
    """
    ctx.require(Scope.PERSONS_WRITE)
    ctx.require_end_user()
    keys = citizens.keys_of(ctx)
    async with ctx.begin() as connection:
        transfer = await store.lock_transfer(connection, transfer_id)
        ctx.expect(transfer.version)
        # The one that acts, as everything after this does: the citizen is looked for under it too.
        if transfer.owner != ctx.actor.organisation:
            raise rules.SenderOnly()
        withdrawn, why = rules.withdraw(transfer, ctx.today)
        if transfer.own_citizen_id is not None:
            citizen = await citizens.lock_citizen(connection, keys, transfer.own_citizen_id)
            await citizens.save_move(connection, rules.stay(citizen))
            await _log(ctx, connection, "withdraw_transfer", citizen)
        await store.save_answer(connection, withdrawn)
        await logbook.record(ctx, connection, "transfer-withdrawn", schemas.Transfer, withdrawn, why)
    return withdrawn


@operation
async def due_expired(ctx: Context) -> list[UUID]:
    """The open transfers of this owner whose last day is past."""
    async with ctx.read() as connection:
        return await store.list_expired(connection, await ctx.read_clock(connection))


@operation
async def expire_transfer(ctx: Context, transfer_id: UUID) -> None:
    """Close a transfer that nobody accepted in time: what was sealed in it is gone. Done twice it changes nothing."""
    async with ctx.begin() as connection:
        transfer = await store.lock_transfer(connection, transfer_id)
        if transfer.state is not TransferState.OFFERED or ctx.today <= transfer.expires_on:
            connection.recorded = True
            return
        expired, why = rules.expire(transfer, ctx.today)
        await store.save_answer(connection, expired)
        if transfer.own_citizen_id is not None:
            await _log(ctx, connection, "expire_transfer", Person(transfer.owner, transfer.own_citizen_id))
        await logbook.record(ctx, connection, "transfer-expired", schemas.Transfer, expired, why)


async def _log(ctx: Context, connection: Connection, name: str, *persons: Citizen | Person) -> None:
    """A line in the processing log of every municipality whose citizen this is: the fact itself names no surrogate."""
    right = ctx.service.rights.of("transfers", name)
    for person in persons:
        await processing.write(ctx, connection, right, name, person)
