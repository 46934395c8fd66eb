"""What a municipality can do with its posting profiles: add one, end one, find them."""

from __future__ import annotations

from uuid import UUID

from services.settlement.ledger import store as ledger
from services.settlement.posting_profiles import rules, store
from services.settlement.posting_profiles.rules import PostingProfile
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_profile(ctx: Context, profile_id: UUID) -> PostingProfile:
    """One posting profile. Raises PostingProfileNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_profile(connection, profile_id)


@operation
async def list_profiles(
    ctx: Context,
    page: PageRequest,
    contract_id: UUID | None = None,
    account: str | None = None,
    reference: str | None = None,
) -> Slice[PostingProfile]:
    """A page of posting profiles, of one contract, account or own reference when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_profiles(connection, page, contract_id, account, reference)


@operation
async def add_profile(ctx: Context, new: schemas.NewPostingProfile) -> PostingProfile:
    """Say where an account lands. The same client, reference and contents give what is there (Replayed).

    Raises PurchaserOnly, ReferenceUsed, PostingProfileInvalid, ProfileOverlaps.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    given = new.model_dump(exclude={"external_reference"})
    async with ctx.begin() as connection:
        # Two who add at once: the second waits here and then sees what the first did.
        await ledger.lock_books(connection, owner)
        if reference is not None:
            known = await store.find_profile_by_reference(connection, owner, ctx.actor.client_id, reference)
            if known is not None:
                give_known(schemas.PostingProfile, known, reference, given)
        made = PostingProfile(id=new_id(), version=1, owner=owner, external_reference=reference, **given)
        known_contract = new.contract_id is None or await store.knows_contract(connection, new.contract_id)
        beside = await store.list_beside(connection, owner, new.account, new.contract_id)
        made = rules.admit(made, beside, known=known_contract)
        await store.add_profile(connection, made, ctx.actor.client_id)
        await logbook.record(ctx, connection, "posting-profile-added", schemas.PostingProfile, made)
    return made


@operation
async def end_profile(ctx: Context, profile_id: UUID, new: schemas.ProfileEnding) -> PostingProfile:
    """Give a profile its last day. Raises PurchaserOnly, PostingProfileNotFound, EndingRefused, PreconditionFailed."""
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        await ledger.lock_books(connection, owner)
        known = await store.get_profile(connection, profile_id)
        ctx.expect(known.version)
        ended = rules.end(known, new.last_day)
        await store.save_ended(connection, ended)
        await logbook.record(ctx, connection, "posting-profile-ended", schemas.PostingProfile, ended)
    return ended
