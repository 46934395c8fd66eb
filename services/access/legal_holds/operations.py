"""What a municipality can do with legal holds: place, read and release them."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.store.erasing import lock_alive
from services.access.legal_holds import rules, store
from services.access.legal_holds.rules import LegalHold
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.terms import Scope


@operation
async def get_hold(ctx: Context, hold_id: UUID) -> LegalHold:
    """One legal hold. Raises LegalHoldNotFound."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.get_hold(connection, hold_id)


@operation
async def list_holds(ctx: Context, page: PageRequest, citizen_id: UUID | None = None) -> Slice[LegalHold]:
    """A page of legal holds, of one citizen when asked."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.list_holds(connection, page, citizen_id)


@operation
async def place_hold(ctx: Context, new: schemas.NewLegalHold) -> LegalHold:
    """Stop the destruction of a citizen's file from today on (F-37).

    The same client, reference and contents give the hold that is there (Replayed). Raises CitizenNotFound, CitizenErased,
    LegalHoldEndsBefore, ReferenceUsed.
    """
    ctx.require(Scope.PERSONS_WRITE)
    by, owner, client_id = ctx.require_end_user(), ctx.actor.organisation, ctx.actor.client_id
    async with ctx.begin() as connection:
        await lock_alive(connection, owner, new.citizen_id)
        if new.external_reference is not None:
            known = await store.find_hold_by_reference(connection, owner, client_id, new.external_reference)
            if known is not None:
                given = {"citizen_id": new.citizen_id, "ground": new.ground, "until": new.until}
                give_known(schemas.LegalHold, known, new.external_reference, given)
        hold = rules.place(
            owner, new.citizen_id, ground=new.ground, until=new.until, external_reference=new.external_reference,
            by=by, today=ctx.today,
        )  # fmt: skip
        await store.add_hold(connection, hold, client_id)
        await logbook.record(ctx, connection, "legal-hold-placed", schemas.LegalHold, hold)
    return hold


@operation
async def release_hold(ctx: Context, hold_id: UUID, given: schemas.LegalHoldRelease) -> LegalHold:
    """Lift a legal hold, with the reason (F-37). Raises LegalHoldNotFound, PreconditionFailed, LegalHoldReleased."""
    ctx.require(Scope.PERSONS_WRITE)
    by = ctx.require_end_user()
    async with ctx.begin() as connection:
        hold = await store.lock_hold(connection, hold_id)
        ctx.expect(hold.version)
        hold = rules.release(hold, reason=given.reason, by=by, today=ctx.today)
        await store.save_release(connection, hold)
        await logbook.record(ctx, connection, "legal-hold-released", schemas.LegalHold, hold)
    return hold
