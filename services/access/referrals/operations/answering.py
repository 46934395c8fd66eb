"""What the provider answers to a referral, and what the municipality does after it."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens import store as citizens
from services.access.contract_terms import store as contract_terms
from services.access.referrals import rules, store
from services.access.referrals.rules import Escalation, Referral
from services.access.requests import store as requests
from services.access.requests.rules import check_purchaser
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.terms import ReferralState, Scope


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
        referral, why = rules.refuse(referral, terms, answer.reason, ctx.today, answer.kind)
        await store.save_answer(connection, referral)
        await logbook.record(ctx, connection, "referral-refused", schemas.Referral, referral, why)
    return referral


async def _locked(ctx: Context, connection: Connection, referral_id: UUID) -> tuple[Referral, Derivation]:
    """A referral of the municipality that acts, locked in the version that was seen, with what explains it so far."""
    referral = await store.lock_referral(connection, referral_id)
    ctx.expect(referral.version)
    check_purchaser(ctx.actor.organisations, referral.owner, purchaser=ctx.actor.purchaser)
    await citizens.check_alive(connection, referral.owner, referral.citizen_id)
    told = await logbook.get_derivation(connection, referral_id)
    return referral, told[1] if told else Derivation()


@operation
async def approve_referral(ctx: Context, referral_id: UUID, given: schemas.ReferralApproval) -> Referral:
    """The basic team approves of an onward referral, or denies it (R-A24).

    Raises ReferralNotFound, PurchaserOnly, CitizenErased, ApprovalNotPending.
    """
    ctx.require(Scope.ACCESS_WRITE)
    by = ctx.require_end_user()
    async with ctx.begin() as connection:
        seen = await store.get_referral(connection, referral_id)
        request = await requests.lock_request(connection, seen.request_id)
        known, told = await _locked(ctx, connection, referral_id)
        referral, why = rules.approve(known, given.approved, by, ctx.today, told)
        if referral.provider not in known.parties and referral.provider in referral.parties:
            await requests.save_request(connection, rules.also_seen(request, referral.provider))
        await store.save_answer(connection, referral)
        if given.approved:
            await logbook.record(ctx, connection, "referral-approved", schemas.Referral, referral, why)
        else:
            await logbook.record(ctx, connection, "referral-denied", schemas.Referral, referral, why)
    return referral


@operation
async def escalate_referral(ctx: Context, referral_id: UUID, step: schemas.ReferralEscalation) -> Referral:
    """Take the next step of the escalation route after a refusal (R-A36).

    Raises ReferralNotFound, PurchaserOnly, CitizenErased, EscalationRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, referral_id)
        taken = Escalation(step.level, step.taken_on, step.party, step.outcome)
        referral, why = rules.escalate(known, taken, ctx.today, told)
        await store.save_answer(connection, referral)
        await logbook.record(ctx, connection, "referral-escalated", schemas.Referral, referral, why)
    return referral


@operation
async def settle_referral_cost(ctx: Context, referral_id: UUID, cost: schemas.ReferralCost) -> Referral:
    """Record what a referral really cost (N-130). Raises ReferralNotFound, PurchaserOnly, CitizenErased."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, referral_id)
        referral, why = rules.settle_cost(known, cost.real_cents, told)
        await store.save_answer(connection, referral)
        await logbook.record(ctx, connection, "referral-costed", schemas.Referral, referral, why)
    return referral


@operation
async def due_closings(ctx: Context) -> list[UUID]:
    """The referrals of this owner, unanswered or accepted, whose citizen moved to another municipality (R-A56)."""
    async with ctx.read() as connection:
        return await store.list_left(connection, await ctx.read_clock(connection))


@operation
async def close_referral(ctx: Context, referral_id: UUID) -> None:
    """Close a referral whose citizen moved, or end it where it was accepted (R-A56). Done twice it changes nothing."""
    async with ctx.begin() as connection:
        found = await store.lock_left(connection, referral_id, ctx.today)
        if found is None:
            connection.recorded = True
            return
        referral, moved_on, taken_on = found
        told = await logbook.get_derivation(connection, referral_id)
        referral, why = rules.close(referral, moved_on, told[1] if told else Derivation(), taken_on=taken_on)
        await store.save_answer(connection, referral)
        if referral.state is ReferralState.ACCEPTED:
            await logbook.record(ctx, connection, "referral-ended", schemas.Referral, referral, why)
        else:
            await logbook.record(ctx, connection, "referral-closed", schemas.Referral, referral, why)
