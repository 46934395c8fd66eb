"""Bringing a request further: the first talk, the application, what becomes known of it, its end without an answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.contract_terms import store as contract_terms
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.requests import rules, store
from services.access.requests.operations.reading import residence_of
from services.access.requests.operations.releasing import release
from services.access.requests.rules import Request
from services.access.statutory_terms import store as statutory_terms
from services.access.statutory_terms.rules import applied_early
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.access_policies import TermKind
from shared.values.terms import Scope

_PRODUCT = frozenset({"product_category", "product_code"})


async def _locked(ctx: Context, connection: Connection, request_id: UUID) -> tuple[Request, Derivation]:
    """A request of one's own with what explains it so far, locked, in the version that was seen, of a citizen who is there."""
    request = await store.lock_request(connection, request_id)
    rules.check_purchaser(ctx.actor.organisations, request.owner, purchaser=ctx.actor.purchaser)
    await citizens.check_alive(connection, request.owner, request.citizen_id)
    ctx.expect(request.version)
    told = await logbook.get_derivation(connection, request_id)
    return request, told[1] if told else Derivation()


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
        delay = rules.Delay(talk.client_delay_days, talk.client_delay_reason)
        request, why = rules.hold_first_talk(request, talk.held_on, ctx.today, norm, delay)
        told = await logbook.get_derivation(connection, request_id)
        why = told[1].merge(why) if told else why
        await store.save_request(connection, request)
        await logbook.record(ctx, connection, "first-talk-held", schemas.Request, request, why)
    return request


@operation
async def apply_for_request(
    ctx: Context, request_id: UUID, application: schemas.RequestApplication
) -> Request:
    """Record the application (aanvraag), once: the term of the decision runs from its day, or from the inquiry that it precedes (R-A55).

    Raises RequestNotFound, PurchaserOnly, CitizenErased, RequestEnded, RequestRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request, told = await _locked(ctx, connection, request_id)
        request, why = rules.apply(request, application.application_on, ctx.today, told)
        await store.save_request(connection, request)
        if request.decidable:
            day = application.application_on
            term = await statutory_terms.open_term(connection, request, TermKind.DECISION, day, ctx.today)
            if term is not None and term.started_on > day:
                why = why.merge(applied_early(day, term.started_on))
        await logbook.record(ctx, connection, "request-applied", schemas.Request, request, why)
    return request


@operation
async def change_request(ctx: Context, request_id: UUID, change: schemas.RequestChange) -> Request:
    """Complete a request: its team, area, urgency, the product that is asked, the question itself (N-126).

    A crisis product lets go what waits, as the question itself that is acute does (F-33).

    Raises RequestNotFound, PurchaserOnly, CitizenErased, PreconditionFailed, RequestEnded.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    given = {name: getattr(change, name) for name in change.model_fields_set}
    async with ctx.begin() as connection:
        request, told = await _locked(ctx, connection, request_id)
        changed = rules.complete(request, given, ctx.today, told)
        if changed is None:
            connection.recorded = True
            return request
        request, why = changed
        if _PRODUCT & given.keys() and await _is_crisis(connection, request, ctx.today):
            request = await release(ctx, connection, request)
        await store.save_request(connection, request)
        await logbook.record(ctx, connection, "request-changed", schemas.Request, request, why)
    return request


async def _is_crisis(connection: Connection, request: Request, today: date) -> bool:
    """Whether the product that is asked is for a crisis, as far as the catalogue knows it."""
    if request.product_category is None:
        return False
    product = await products.find_product(
        connection, request.owner, request.law, request.product_category, request.product_code, today
    )
    return product is not None and product.acute


@operation
async def flag_acute(ctx: Context, request_id: UUID, given: schemas.AcuteFlag) -> Request:
    """Say that a question is acute or is not, with who decided that and why (G-40, R-A48); in every state.

    What waits for an acute one is let go: it leaves the waiting list, and is referred on without approval (F-33).

    Raises RequestNotFound, PurchaserOnly, CitizenErased.
    """
    ctx.require(Scope.ACCESS_WRITE)
    decider = ctx.require_end_user()
    async with ctx.begin() as connection:
        request, told = await _locked(ctx, connection, request_id)
        request, why = rules.flag(request, given.acute, given.motive, decider, told)
        if request.acute:
            request = await release(ctx, connection, request)
        await store.save_request(connection, request)
        await logbook.record(ctx, connection, "request-changed", schemas.Request, request, why)
    return request


@operation
async def determine_responsible_municipality(
    ctx: Context, request_id: UUID, given: schemas.Residence
) -> Request:
    """Determine which municipality is responsible, with reason and first day (R-A56); nothing is refused meanwhile.

    The addresses and stays themselves are not kept. Raises RequestNotFound, PurchaserOnly, CitizenErased.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request, told = await _locked(ctx, connection, request_id)
        policy = await policies.policy_on(connection, request.owner, ctx.today)
        found, because = rules.responsible(residence_of(given), request.law, given.on or ctx.today)
        request, why = rules.determine(
            request, found, because, ctx.today, term_days=policy.transfer_term_days, told=told
        )
        await store.save_request(connection, request)
        await logbook.record(
            ctx, connection, "responsible-municipality-determined", schemas.Request, request, why
        )
    return request


@operation
async def withdraw_request(ctx: Context, request_id: UUID, given: schemas.RequestEnding) -> Request:
    """The citizen wants it no longer: the request ends, and the terms of the law lapse.

    Raises RequestNotFound, PurchaserOnly, CitizenErased, RequestEnded.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request, told = await _locked(ctx, connection, request_id)
        referred = await store.is_taken(connection, request)
        request, why = rules.withdraw(request, given.reason, given.note, ctx.today, told, referred=referred)
        await store.save_request(connection, request)
        await statutory_terms.lapse_terms(connection, request.owner, request.id, ctx.today)
        await logbook.record(ctx, connection, "request-withdrawn", schemas.Request, request, why)
    return request


@operation
async def close_request(ctx: Context, request_id: UUID, given: schemas.RequestEnding) -> Request:
    """Close a request without a decision: advice was enough, another law is first, nobody answers.

    Raises RequestNotFound, PurchaserOnly, CitizenErased, RequestEnded, CourtOrderBinds (R-A04).
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        request, told = await _locked(ctx, connection, request_id)
        referred = await store.is_taken(connection, request)
        request, why = rules.close(request, given.reason, given.note, ctx.today, told, referred=referred)
        await store.save_request(connection, request)
        await statutory_terms.lapse_terms(connection, request.owner, request.id, ctx.today)
        await logbook.record(ctx, connection, "request-closed", schemas.Request, request, why)
    return request
