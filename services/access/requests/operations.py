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

    The same client, reference and contents give the request that is there (Replayed). Raises PurchaserOnly, ContractNotFound, ContactInFuture, ContractNotInForce, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner, client_id = ctx.actor.organisation, ctx.actor.client_id
    rules.check_purchaser(ctx.actor.organisations, owner, purchaser=ctx.actor.purchaser)
    async with ctx.begin() as connection:
        citizen_id = await citizens.add_citizen(connection, owner, new.citizen_reference, client_id)
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
        "citizenReference": (known.citizen_id, citizen_id),
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
        ctx.expect(request.version)
        norm = None
        if request.contract_id is not None:
            norm = (await contract_terms.get_terms(connection, request.contract_id)).waiting_norm_days
        request, why = rules.hold_first_talk(request, talk.held_on, ctx.today, norm)
        await store.save_request(connection, request)
        await logbook.record(ctx, connection, "first-talk-held", schemas.Request, request, why)
    return request
