"""What can be done with review samples: promise one, read and prove it; the service promises and draws them by itself."""

from __future__ import annotations

import secrets
from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.citizens.store import keys_of
from services.access.policies.store import policy_on
from services.access.review_samples import rules, store
from services.access.review_samples.rules import Proof, ReviewSample, ReviewSampleNotFound
from services.access.review_samples.store import REGISTER, Member
from services.access.reviews import store as reviews
from services.access.reviews.rules import Review, open_review
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.reviewing import ReviewKind, ReviewTrigger, SampledKind, SampleState
from shared.values.terms import Scope

PLAIN = Plain(
    one="review_sample",
    many="review_samples",
    dutch="steekproef van toetsen",
    dutch_many="steekproeven van toetsen",
    model=schemas.ReviewSample,
    new=schemas.NewReviewSample,
    missing=ReviewSampleNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)
_ALL = 10_000


@operation
async def get_review_sample(ctx: Context, sample_id: UUID) -> ReviewSample:
    """One sample. Raises ReviewSampleNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, sample_id)


@operation
async def list_review_samples(
    ctx: Context, page: PageRequest, *, state: SampleState | None = None, reference: str | None = None
) -> Slice[ReviewSample]:
    """A page of samples. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        return await REGISTER.page(connection, page, state=state, external_reference=reference)


@operation
async def get_review_sample_proof(ctx: Context, sample_id: UUID) -> Proof:
    """All that is needed to repeat a draw, with whether repeating it here gives the same (R-A09, F-34).

    Raises ReviewSampleNotFound, ReviewSampleNotDrawn.
    """
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        sample = await REGISTER.get(connection, sample_id)
        subjects = await store.list_lines(connection, sample_id)
        secret = await store.open_secret(connection, keys_of(ctx), sample_id)
        return rules.prove(sample, rules.known_secret(sample, secret), subjects)


@operation
async def register_review_sample(ctx: Context, new: schemas.NewReviewSample) -> ReviewSample:
    """Promise a sample of the month that runs or the next one: the service draws a secret and shows its SHA-256.

    The same client, reference and contents give the sample that is there (Replayed). Raises PurchaserOnly,
    ReviewSampleRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    client_id, reference = ctx.actor.client_id, new.external_reference
    async with ctx.begin() as connection:
        known = await REGISTER.find_by_reference(connection, owner, client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.ReviewSample, known, reference, {"period": new.period})
        await store.lock_samples(connection, owner)
        periods = await store.list_periods(connection, owner)
        secret = secrets.token_hex(32)
        made, why = rules.promise(owner, new.period, secret, periods, ctx.today, reference)
        await store.add_sample(connection, keys_of(ctx), made, secret, client_id)
        await logbook.record(ctx, connection, "review-sample-committed", schemas.ReviewSample, made, why)
    return made


@operation
async def due_promises(ctx: Context) -> list[UUID]:
    """A beginning, as often as a month that runs or comes has no sample; nothing where a municipality never began."""
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        beginnings = await store.list_beginnings(connection)
        known = await store.list_periods(connection, ctx.actor.organisation)
        lacking = [one for one in rules.months_to_promise(today) if one not in known]
        return beginnings[:1] * len(lacking)


@operation
async def promise_sample(ctx: Context, beginning: UUID) -> None:
    """Promise the first sample that is lacking of the month that runs and the next. Done twice it changes nothing."""
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        await store.lock_samples(connection, owner)
        known = await store.list_periods(connection, owner)
        period = next((one for one in rules.months_to_promise(ctx.today) if one not in known), None)
        if period is None:
            connection.recorded = True
            return
        secret = secrets.token_hex(32)
        made, why = rules.promise(owner, period, secret, known, ctx.today, None)
        await store.add_sample(connection, keys_of(ctx), made, secret, ctx.actor.client_id)
        await logbook.record(ctx, connection, "review-sample-committed", schemas.ReviewSample, made, why)


@operation
async def due_draws(ctx: Context) -> list[UUID]:
    """The samples whose month is over and that are not drawn yet."""
    async with ctx.read() as connection:
        return await store.list_closed(connection, await ctx.read_clock(connection))


@operation
async def draw_sample(ctx: Context, sample_id: UUID) -> None:
    """Freeze the population of a month, draw its sample and open a VOT review of each that was chosen (R-A09).

    The statements do not depend on how many there are. Done twice it changes nothing.
    """
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, sample_id, lock=True)
        if known.state is SampleState.DRAWN:
            connection.recorded = True
            return
        members = await store.list_population(connection, known.owner, known.ends_on)
        policy = await policy_on(connection, known.owner, known.starts_on)
        secret = rules.known_secret(known, await store.open_secret(connection, keys_of(ctx), sample_id))
        told = await logbook.get_derivation(connection, sample_id)
        drawn, lines, why = rules.draw(
            known, secret, [(one.subject_id, one.subject_kind) for one in members],
            rate_basis_points=_ALL if policy.vot_every else policy.vot_sample_basis_points,
            policy_id=policy.id, policy_version=policy.version, today=ctx.today,
            told=told[1] if told else Derivation(),
        )  # fmt: skip
        chosen = {one.subject_id for one in lines if one.chosen}
        trigger = ReviewTrigger.EVERY_REQUEST if policy.vot_every else ReviewTrigger.SAMPLED
        picked = [_review(ctx, drawn, one, trigger) for one in members if one.subject_id in chosen]
        await REGISTER.save(connection, drawn)
        await store.add_lines(connection, drawn, lines)
        await reviews.add_reviews(connection, picked, ctx.actor.client_id)
        await logbook.record(ctx, connection, "review-sample-drawn", schemas.ReviewSample, drawn, why)


def _review(ctx: Context, sample: ReviewSample, member: Member, trigger: ReviewTrigger) -> Review:
    """The VOT review of one that was chosen."""
    decided = member.subject_kind is SampledKind.DECISION
    made, _ = open_review(
        ReviewKind.VOT, trigger, owner=sample.owner, citizen_id=member.citizen_id, law=member.law, today=ctx.today,
        request_id=member.request_id, decision_id=member.subject_id if decided else None,
        allocation_request_id=None if decided else member.subject_id, allocation_number=member.allocation_number,
        product_category=member.product_category, product_code=member.product_code,
        asked_cents=member.value_cents, consultant=member.consultant, due_on=rules.due_on(sample),
        policy_id=sample.policy_id, policy_version=sample.policy_version, sample_id=sample.id,
    )  # fmt: skip
    return made
