"""What a person can do with a request: report it, read it, record the first talk."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.requests import rules, store
from services.access.requests.rules import Request
from services.access.requests.store import Filter
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.terms import Scope


@operation
async def get_request(ctx: Context, request_id: UUID) -> Request:
    """One request. Raises RequestNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.get_request(connection, request_id)


@operation
async def list_requests(ctx: Context, page: PageRequest, filter_: Filter) -> Slice[Request]:
    """A page of requests. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(filter_.external_reference)
    async with ctx.read() as connection:
        return await store.list_requests(connection, page, filter_)


@operation
async def list_requests_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Request]:
    """Many requests at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return {request.id: request for request in await store.list_requests_by_id(connection, ids)}


@operation
async def report_request(ctx: Context, new: schemas.NewRequest) -> Request:
    """Report a citizen's question, under a contract that is in force on the day of the first contact (R-X06).

    The same client, reference and contents give the request that is there (Replayed). Raises PurchaserOnly,
    CitizenNotFound, CitizenErased, ContractNotFound, ContactInFuture, ContractNotInForce, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner, client_id = ctx.actor.organisation, ctx.actor.client_id
    rules.check_purchaser(ctx.actor.organisations, owner, purchaser=ctx.actor.purchaser)
    async with ctx.begin() as connection:
        citizen_id = await _citizen(ctx, connection, new)
        if new.external_reference is not None:
            await _answer_known(ctx, connection, new, citizen_id, new.external_reference)
        terms = None
        if new.contract_id is not None:
            terms = await contract_terms.get_terms(connection, new.contract_id)
        request, why = rules.receive(
            owner, citizen_id, terms, law=new.law, contact_on=new.contact_on, acute=new.acute,
            external_reference=new.external_reference, today=ctx.today,
        )  # fmt: skip
        await store.add_request(connection, request, client_id)
        await logbook.record(ctx, connection, "request-received", schemas.Request, request, why)
    return request


async def _citizen(ctx: Context, connection: Connection, new: schemas.NewRequest) -> UUID:
    """Whose question it is: a citizen who was registered, or the one of a reference, made if need be."""
    owner = ctx.actor.organisation
    if new.citizen_id is not None:
        await citizens.check_alive(connection, owner, new.citizen_id)
        return new.citizen_id
    assert new.citizen_reference is not None
    return await citizens.add_citizen(connection, owner, new.citizen_reference, ctx.actor.client_id)


async def _answer_known(
    ctx: Context, connection: Connection, new: schemas.NewRequest, citizen_id: UUID, reference: str
) -> None:
    """Leave with what was reported before under this reference, when it is the same."""
    known = await store.find_request_by_reference(
        connection, ctx.actor.organisation, ctx.actor.client_id, reference
    )
    if known is None:
        return
    fields = {
        "citizenReference" if new.citizen_id is None else "citizenId": (known.citizen_id, citizen_id),
        "contractId": (known.contract_id, new.contract_id),
        "law": (known.law, new.law),
        "contactOn": (known.contact_on, new.contact_on),
        "acute": (known.acute, new.acute),
    }
    rules.check_same(known.id, reference, fields)
    raise Replayed(Answer(200, encode(schemas.Request, known), known.version, known.id))


@operation
async def hold_first_talk(ctx: Context, request_id: UUID, talk: schemas.FirstTalk) -> Request:
    """Record the first talk (eerste gesprek), once; it ends the waiting time (R-O06).

    The municipality does this, or the provider to whom the request was handed. Raises RequestNotFound,
    FirstTalkRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request = await store.lock_request(connection, request_id)
        if ctx.actor.purchaser:
            await citizens.check_alive(connection, request.owner, request.citizen_id)
        ctx.expect(request.version)
        norm = None
        if request.contract_id is not None:
            norm = (await contract_terms.get_terms(connection, request.contract_id)).waiting_norm_days
        request, why = rules.hold_first_talk(request, talk.held_on, ctx.today, norm)
        await store.save_request(connection, request)
        await logbook.record(ctx, connection, "first-talk-held", schemas.Request, request, why)
    return request


@operation
async def due_moves(ctx: Context) -> list[UUID]:
    """The open requests of this owner whose citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_moved(connection, await ctx.read_clock(connection))


@operation
async def move_request(ctx: Context, request_id: UUID) -> None:
    """Close an open request whose citizen moved: it goes on elsewhere (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_moved(connection, request_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        request, moved_on = found
        told = await logbook.get_derivation(connection, request_id)
        request, why = rules.move(request, moved_on, told[1] if told else Derivation())
        await store.save_request(connection, request)
        await logbook.record(ctx, connection, "request-moved", schemas.Request, request, why)
