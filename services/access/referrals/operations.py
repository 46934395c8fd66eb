"""What can be done with a referral: the municipality makes it, the provider answers it, both read it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.contract_terms import store as contract_terms
from services.access.referrals import rules, store
from services.access.referrals.rules import Referral
from services.access.referrals.store import Filter
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser, check_same, hand_to
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.terms import RequestState, Scope


@operation
async def get_referral(ctx: Context, referral_id: UUID) -> Referral:
    """One referral. Raises ReferralNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.get_referral(connection, referral_id)


@operation
async def list_referrals(ctx: Context, page: PageRequest, filter_: Filter) -> Slice[Referral]:
    """A page of referrals. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(filter_.external_reference)
    async with ctx.read() as connection:
        return await store.list_referrals(connection, page, filter_)


@operation
async def list_referrals_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Referral]:
    """Many referrals at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return {referral.id: referral for referral in await store.list_referrals_by_id(connection, ids)}


@operation
async def list_referrals_by_request(ctx: Context, request_ids: list[UUID]) -> Mapping[UUID, list[Referral]]:
    """The referrals of many requests at once, for a loader."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        found = await store.list_referrals_by_request(connection, request_ids)
    grouped: dict[UUID, list[Referral]] = {}
    for referral in found:
        grouped.setdefault(referral.request_id, []).append(referral)
    return grouped


@operation
async def make_referral(ctx: Context, request_id: UUID, new: schemas.NewReferral) -> Referral:
    """Refer the citizen to a member of the contract's consortium, for a general provision (R-A27).

    The same client, reference and contents give the referral that is there (Replayed). Raises RequestNotFound,
    PurchaserOnly, RequestDecided, RequestWithoutContract, ContractNotInForce, NotAMember, ReferralOpen,
    ReferralClosed, RefusedBefore, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    actor = ctx.actor
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        if new.external_reference is not None:
            await _answer_known(ctx, connection, request, new, new.external_reference)
        contract_id = rules.check_referable(request)
        terms = await contract_terms.get_terms(connection, contract_id)
        before = await store.list_referrals_by_request(connection, [request.id])
        referral, why = rules.refer(
            request, terms, before, new.provider, external_reference=new.external_reference, today=ctx.today
        )
        await requests.save_request(connection, hand_to(request, RequestState.REFERRED, referral.provider))
        await store.add_referral(connection, referral, actor.client_id)
        await logbook.record(ctx, connection, "referral-made", schemas.Referral, referral, why)
    return referral


async def _answer_known(
    ctx: Context, connection: Connection, request: Request, new: schemas.NewReferral, reference: str
) -> None:
    """Leave with what was referred before under this reference, when it is the same."""
    known = await store.find_referral_by_reference(connection, request.owner, ctx.actor.client_id, reference)
    if known is None:
        return
    fields = {"requestId": (known.request_id, request.id), "provider": (known.provider, new.provider)}
    check_same(known.id, reference, fields)
    raise Replayed(Answer(200, encode(schemas.Referral, known), known.version, known.id))


@operation
async def accept_referral(ctx: Context, referral_id: UUID) -> Referral:
    """The provider accepts the referral. Raises ReferralNotFound, ProviderOnly, AlreadyAnswered, ReferralClosed."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        referral = await store.lock_referral(connection, referral_id)
        ctx.expect(referral.version)
        rules.check_provider(referral, ctx.actor.organisation)
        referral, why = rules.accept(referral, ctx.today)
        await store.save_answer(connection, referral)
        await logbook.record(ctx, connection, "referral-accepted", schemas.Referral, referral, why)
    return referral


@operation
async def refuse_referral(ctx: Context, referral_id: UUID, answer: schemas.RefuseReferral) -> Referral:
    """The provider refuses the referral: a breach where the contract has an acceptance duty (R-A36).

    Raises ReferralNotFound, ProviderOnly, AlreadyAnswered, ReferralClosed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        referral = await store.lock_referral(connection, referral_id)
        ctx.expect(referral.version)
        rules.check_provider(referral, ctx.actor.organisation)
        terms = await contract_terms.get_terms(connection, referral.contract_id)
        referral, why = rules.refuse(referral, terms, answer.reason, ctx.today)
        await store.save_answer(connection, referral)
        await logbook.record(ctx, connection, "referral-refused", schemas.Referral, referral, why)
    return referral


@operation
async def due_closings(ctx: Context) -> list[UUID]:
    """The unanswered referrals of this owner whose citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_left(connection, await ctx.read_clock(connection))


@operation
async def close_referral(ctx: Context, referral_id: UUID) -> None:
    """Close a referral that nobody answered before the citizen moved (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_left(connection, referral_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        referral, moved_on = found
        told = await logbook.get_derivation(connection, referral_id)
        referral, why = rules.close(referral, moved_on, told[1] if told else Derivation())
        await store.save_answer(connection, referral)
        await logbook.record(ctx, connection, "referral-closed", schemas.Referral, referral, why)
