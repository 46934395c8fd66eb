"""What a municipality can do with erasures: erase a citizen, and account for it."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.store.erasing import lock_alive
from services.access.erasures import rules, store
from services.access.erasures.rules import Erasure
from services.access.retention_terms import store as retention_terms
from services.access.transfers.rules import drop
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.terms import Scope


@operation
async def get_erasure(ctx: Context, erasure_id: UUID) -> Erasure:
    """One erasure. Raises ErasureNotFound."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.get_erasure(connection, erasure_id)


@operation
async def list_erasures(ctx: Context, page: PageRequest, citizen_id: UUID | None = None) -> Slice[Erasure]:
    """A page of erasures, of one dead surrogate when asked."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.list_erasures(connection, page, citizen_id)


@operation
async def erase_citizen(ctx: Context, citizen_id: UUID, asked: schemas.NewErasure) -> Erasure:
    """Erase a citizen of the acting municipality: data, reference, BSN and every text about the person (F-38).

    Raises CitizenNotFound, CitizenErased, FileHeld, FileStays.
    """
    ctx.require(Scope.PERSONS_WRITE)
    by, owner = ctx.require_end_user(), ctx.actor.organisation
    async with ctx.begin() as connection:
        await lock_alive(connection, owner, citizen_id)
        terms = await retention_terms.list_terms(connection, owner)
        files = await retention_terms.list_files(connection, owner, [citizen_id], terms, ctx.today)
        erasure, why = rules.erase(files[citizen_id], asked.ground, by=by, today=ctx.today)
        for closed in await store.erase_files(connection, owner, [citizen_id], ctx.today):
            await logbook.tell(ctx, connection, "transfer-expired", schemas.Transfer, closed, drop(closed))
        await store.add_erasures(connection, [erasure], ctx.actor.client_id)
        await logbook.record(ctx, connection, "citizen-erased", schemas.Erasure, erasure, why)
    return erasure
