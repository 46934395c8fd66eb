"""What can be done with requests for allocation: a provider asks and withdraws, the municipality answers."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.access.allocation_requests import rules, store
from services.access.allocation_requests.rules import (
    AllocationRequest,
    AllocationRequestNotFound,
)
from services.access.allocation_requests.store import REGISTER
from services.access.allocations import store as allocations
from services.access.allocations.rules import AllocationRefused
from services.access.care_stacking import store as care_stacking
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.contract_terms.rules import ContractNotFound
from services.access.equated_days.store import calendar_of
from services.access.requests import store as requests
from services.access.requests.rules import Request, RequestNotFound
from services.access.reviews import store as reviews
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import new_id
from shared.values.allocating import AskingState
from shared.values.terms import Law, Scope

_GIVEN = (
    "owner", "provider", "citizen_id", "law", "provider_reference", "start_date", "end_date", "product_category",
    "product_code", "volume", "unit", "frequency", "budget_cents", "referrer_type",
)  # fmt: skip

PLAIN = Plain(
    one="allocation_request",
    many="allocation_requests",
    dutch="verzoek om toewijzing",
    dutch_many="verzoeken om toewijzing",
    model=schemas.AllocationRequest,
    new=schemas.NewAllocationRequest,
    missing=AllocationRequestNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_allocation_request(ctx: Context, asked_id: UUID) -> AllocationRequest:
    """One request. Raises AllocationRequestNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, asked_id)


@operation
async def list_allocation_requests(
    ctx: Context,
    page: PageRequest,
    *,
    citizen_id: UUID | None = None,
    request_id: UUID | None = None,
    contract_id: UUID | None = None,
    provider: str | None = None,
    law: Law | None = None,
    state: AskingState | None = None,
    provider_reference: str | None = None,
    reference: str | None = None,
) -> Slice[AllocationRequest]:
    """A page of requests; a provider sees its own. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (provider_reference, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, citizen_id=citizen_id, request_id=request_id, contract_id=contract_id, provider=provider,
            law=law, state=state, provider_reference=provider_reference, external_reference=reference,
        )  # fmt: skip


@operation
async def register_allocation_request(ctx: Context, new: schemas.NewAllocationRequest) -> AllocationRequest:
    """A provider asks to be allocated a product for a citizen (315).

    The same client, reference and contents give the request that is there (Replayed). Raises AskerOnly, CitizenNotFound,
    CitizenErased, ContractNotFound, RequestNotFound, AskingRefused, AllocationRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    speaking = store.speaking_for(ctx, new.owner, new.provider)
    async with speaking.begin() as connection:
        await store.new_asked(ctx, connection, REGISTER, new, _GIVEN)
        question = await _check_named(connection, new)
        pending, used = await store.what_stands(
            connection, new.owner, provider=new.provider, citizen_id=new.citizen_id, law=new.law,
            reference=new.provider_reference, message=new.message_reference,
        )  # fmt: skip
        held = await allocations.list_granted(connection, new.owner, new.citizen_id)
        values = new.model_dump()
        values["requested_on"] = new.requested_on or ctx.today
        made = AllocationRequest(id=new_id(), version=1, parties=[new.provider], **values)
        calendar = await calendar_of(connection, new.owner)
        acute = await store.called_acute(connection, made, question)
        asked, why = rules.ask(made, rules.Before(pending, used, held, acute), ctx.today, calendar)
        await REGISTER.add(connection, asked, ctx.actor.client_id)
        await logbook.record(ctx, connection, "allocation-requested", schemas.AllocationRequest, asked, why)
    return asked


async def _check_named(connection: Connection, new: schemas.NewAllocationRequest) -> Request | None:
    if new.contract_id is not None:
        terms = await contract_terms.get_terms(connection, new.contract_id)
        if terms.owner != new.owner:
            raise ContractNotFound(id=new.contract_id)
    if new.request_id is None:
        return None
    request = await requests.get_request(connection, new.request_id)
    if request.owner != new.owner or request.citizen_id != new.citizen_id:
        raise RequestNotFound(id=new.request_id)
    return request


@operation
async def investigate_allocation_request(ctx: Context, asked_id: UUID) -> AllocationRequest:
    """Take up to eight weeks to answer, at most once (319 code 2).

    Worth more than the policy's threshold it opens a review by the switch team (R-A07). Raises AllocationRequestNotFound,
    PurchaserOnly, AskingAnswered.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await store.investigate(ctx, connection, REGISTER, asked_id)
        found = await store.switch_team_of(ctx, connection, after)
        if found is not None:
            await reviews.open_told(ctx, connection, *found)
        await logbook.record(
            ctx, connection, "allocation-request-investigated", schemas.AllocationRequest, after, why
        )
    return after


@operation
async def reject_allocation_request(
    ctx: Context, asked_id: UUID, given: schemas.AskingRejection
) -> AllocationRequest:
    """Reject a request (319 code 1). Raises AllocationRequestNotFound, PurchaserOnly, AskingAnswered, RejectionRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await store.reject(ctx, connection, REGISTER, asked_id, given)
        await logbook.record(
            ctx, connection, "allocation-request-rejected", schemas.AllocationRequest, after, why
        )
    return after


@operation
async def grant_allocation_request(
    ctx: Context, asked_id: UUID, given: schemas.AllocationGrant
) -> AllocationRequest:
    """Grant a request: an allocation with the same reference (301, IV097), by who has a mandate, on a ground within the law.

    Acute care waits for none of it and is looked at afterwards, as is what began before (R-A06, R-A48). Raises
    AllocationRequestNotFound, PurchaserOnly, CitizenErased, AskingAnswered, MandateMissing, AllocationRefused.
    """
    ctx.require(Scope.ACCESS_DECIDE)
    ctx.require_end_user()
    try:
        return await _grant(ctx, asked_id, given)
    except AllocationRefused as refused:
        if any(one.code == "switch-team" for one in refused.errors):
            await _open_missing(ctx, asked_id, given)
        raise


async def _open_missing(ctx: Context, asked_id: UUID, given: schemas.AllocationGrant) -> None:
    """Open the review that a grant waits for, beside the grant that was refused (R-A07). Done twice it changes nothing."""
    async with replace(ctx, retry=None).begin() as connection:
        known, _ = await store.locked(ctx, connection, REGISTER, asked_id)
        found = await store.switch_team_of(ctx, connection, known, rules.Grant(**given.model_dump()))
        if found is None:
            connection.recorded = True
            return
        review, why = found
        await reviews.add_review(connection, review, ctx.actor.client_id)
        await logbook.record(ctx, connection, "review-opened", schemas.Review, review, why)


async def _grant(ctx: Context, asked_id: UUID, given: schemas.AllocationGrant) -> AllocationRequest:
    async with ctx.begin() as connection:
        known, told = await store.locked(ctx, connection, REGISTER, asked_id)
        held = await allocations.list_granted(connection, known.owner, known.citizen_id)
        pgbs = await allocations.list_pgb_products(connection, known.owner, known.citizen_id)
        numbers = await allocations.next_numbers(connection, known.owner, known.law, 1)
        after, made, why = rules.grant(
            known, rules.Grant(**given.model_dump()), number=numbers[0], today=ctx.today, now=ctx.now, told=told,
        )  # fmt: skip
        made, why = await store.ground(ctx, connection, known, made, why, held, pgbs)
        await allocations.add_allocation(connection, made, ctx.actor.client_id)
        await care_stacking.tell_stacking(connection, known.owner, known.citizen_id, ctx.today)
        await REGISTER.save(connection, after)
        await logbook.record(
            ctx, connection, "allocation-request-granted", schemas.AllocationRequest, after, why
        )
    return after


@operation
async def withdraw_allocation_request(ctx: Context, asked_id: UUID) -> AllocationRequest:
    """The provider asks no longer. Raises AllocationRequestNotFound, AskerOnly, AskingAnswered."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        after, why = await store.withdraw(ctx, connection, REGISTER, asked_id)
        await logbook.record(
            ctx, connection, "allocation-request-withdrawn", schemas.AllocationRequest, after, why
        )
    return after
