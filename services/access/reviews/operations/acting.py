"""What people do with reviews: ask for one, assign it, tell of contacts, complete it, cancel it, tell the consultant."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens import store as citizens
from services.access.policies.store import policy_on
from services.access.reviews import rules, store
from services.access.reviews.rules import Review
from services.access.reviews.store import REGISTER
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.terms import Scope

_GIVEN = ("kind", "extension_months")


@operation
async def register_review(ctx: Context, new: schemas.NewReview) -> Review:
    """Ask for a review: in doubt (R-A08), of what is conspicuous (R-A10), or for an extension (R-A11, R-A13).

    The same client, reference and contents give the review that is there (Replayed). Raises RequestNotFound,
    DecisionNotFound, PurchaserOnly, CitizenErased, ReviewRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    asker = ctx.require_end_user()
    require_purchaser(ctx)
    client_id, reference = ctx.actor.client_id, new.external_reference
    async with ctx.begin() as connection:
        subject = await store.lock_subject(connection, new.request_id, new.decision_id)
        await citizens.check_alive(connection, subject.owner, subject.citizen_id)
        known = await REGISTER.find_by_reference(connection, subject.owner, client_id, reference)
        if known is not None and reference is not None:
            given = {name: getattr(new, name) for name in _GIVEN} | {"decision_id": subject.decision_id}
            give_known(schemas.Review, known, reference, given | {"request_id": subject.request_id})
        before = await store.list_reviews_of(connection, subject.owner, subject.request_id)
        policy = await policy_on(connection, subject.owner, ctx.today)
        made, why = rules.ask(
            subject, new.kind, before, policy, due_on=new.due_on, value_cents=new.value_cents,
            extension_months=new.extension_months, external_reference=reference, asker=asker, today=ctx.today,
        )  # fmt: skip
        await REGISTER.add(connection, made, client_id)
        await logbook.record(ctx, connection, "review-opened", schemas.Review, made, why)
    return made


async def _locked(ctx: Context, connection: Connection, review_id: UUID) -> tuple[Review, Derivation]:
    """A review with what explains it so far, locked, in the version that was seen, of a citizen who is there."""
    known = await REGISTER.get(connection, review_id, lock=True)
    ctx.expect(known.version)
    await citizens.check_alive(connection, known.owner, known.citizen_id)
    told = await logbook.get_derivation(connection, review_id)
    return known, told[1] if told else rules.opened(known)


@operation
async def assign_review(ctx: Context, review_id: UUID, given: schemas.ReviewAssignment) -> Review:
    """Assign a reviewer, who neither took nor prepared the decision (R-A07, F-28).

    Raises ReviewNotFound, PurchaserOnly, CitizenErased, ReviewClosed, ReviewerDecided.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, review_id)
        deciders = await store.list_deciders(connection, known.owner, known.request_id)
        after, why = rules.assign(known, given.reviewer, deciders, ctx.today, told)
        await REGISTER.save(connection, after)
        await logbook.record(ctx, connection, "review-assigned", schemas.Review, after, why)
    return after


@operation
async def contact_review(ctx: Context, review_id: UUID, given: schemas.ReviewContact) -> Review:
    """Record contact with the provider, the citizen or both (R-A12).

    Raises ReviewNotFound, PurchaserOnly, CitizenErased, ReviewClosed, ReviewRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, review_id)
        after, why = rules.contact(
            known, given.provider_contact_on, given.citizen_contact_on, ctx.today, told
        )
        await REGISTER.save(connection, after)
        await logbook.record(ctx, connection, "review-contacted", schemas.Review, after, why)
    return after


@operation
async def complete_review(ctx: Context, review_id: UUID, given: schemas.ReviewCompletion) -> Review:
    """Complete a review with what it found; who completes it is its reviewer (R-A07 … R-A13).

    Raises ReviewNotFound, PurchaserOnly, CitizenErased, ReviewClosed, ReviewerDecided, ReviewIncomplete.
    """
    ctx.require(Scope.ACCESS_WRITE)
    reviewer = ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, review_id)
        deciders = await store.list_deciders(connection, known.owner, known.request_id)
        after, why = rules.complete(
            known, given.outcome, fit=given.fit, advice=given.advice, alternative_product=given.alternative_product,
            granted_cents=given.granted_cents, deviation_reason=given.deviation_reason, reviewer=reviewer,
            deciders=deciders, today=ctx.today, told=told,
        )  # fmt: skip
        await REGISTER.save(connection, after)
        await logbook.record(ctx, connection, "review-completed", schemas.Review, after, why)
    return after


@operation
async def cancel_review(ctx: Context, review_id: UUID, given: schemas.ReviewCancel) -> Review:
    """Cancel a review: at will what was asked for, else only when its subject fell away (R-A09, R-A12, F-34).

    Raises ReviewNotFound, PurchaserOnly, CitizenErased, ReviewClosed, ReviewRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, review_id)
        reason = await store.find_fallen_away(connection, known, ctx.today)
        after, why = rules.cancel(
            known, given.reason, fallen_away=reason == given.reason, today=ctx.today, told=told
        )
        await REGISTER.save(connection, after)
        await logbook.record(ctx, connection, "review-cancelled", schemas.Review, after, why)
    return after


@operation
async def send_review_feedback(ctx: Context, review_id: UUID) -> Review:
    """Record that the consultant heard of the outcome (R-A49, E-49).

    Raises ReviewNotFound, PurchaserOnly, CitizenErased, ReviewRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    require_purchaser(ctx)
    async with ctx.begin() as connection:
        known, told = await _locked(ctx, connection, review_id)
        after, why = rules.send_feedback(known, ctx.today, told)
        await REGISTER.save(connection, after)
        await logbook.record(ctx, connection, "review-feedback-sent", schemas.Review, after, why)
    return after
