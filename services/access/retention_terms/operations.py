"""What a municipality can do with retention terms: read them, and keep a category longer than the law says."""

from __future__ import annotations

from services.access.retention_terms import rules, store
from services.access.retention_terms.rules import RetentionTerm
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.terms import RecordCategory, Scope


@operation
async def list_terms(ctx: Context, request: PageRequest) -> Slice[RetentionTerm]:
    """The retention terms of the acting municipality, with the law behind each (F-37)."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await store.page_terms(connection, ctx.actor.organisation, request)


@operation
async def get_term(ctx: Context, category: RecordCategory) -> RetentionTerm:
    """The retention term of one category."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return _of(await store.list_terms(connection, ctx.actor.organisation), category)


@operation
async def set_term(ctx: Context, category: RecordCategory, new: schemas.NewRetentionTerm) -> RetentionTerm:
    """Keep a category longer than the law says, or go back to it, with the reason (F-37).

    What holds already changes nothing. Raises PreconditionFailed, RetentionTermTooShort, RetentionTermFixed.
    """
    ctx.require(Scope.PERSONS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = _of(await store.list_terms(connection, ctx.actor.organisation), category)
        ctx.expect(known.version)
        changed = rules.change(known, new.years, new.reason, ctx.today)
        if changed is None:
            connection.recorded = True
            return known
        term, why = changed
        await store.save_term(connection, term, ctx.actor.client_id)
        await logbook.record(ctx, connection, "retention-term-set", schemas.RetentionTerm, term, why)
    return term


def _of(terms: list[RetentionTerm], category: RecordCategory) -> RetentionTerm:
    return next(term for term in terms if term.category is category)
