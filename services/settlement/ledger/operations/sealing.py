"""Sealing: each day what was written since gets a hash that hangs on the one before; anybody can have it checked."""

from __future__ import annotations

from uuid import UUID

from services.settlement.ledger import rules, store
from services.settlement.ledger.rules import Seal
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values.terms import Scope

_AT_ONCE = 20  # seals that one question checks: at most 200,000 entries, some seconds


async def due_seals(ctx: Context) -> list[UUID]:
    """A nil id for each seal that what is written and not sealed yet will fill."""
    async with ctx.read() as connection:
        return [store.NIL] * -(-await store.count_unsealed(connection) // rules.MOST_SEALED)


@operation
async def seal_books(ctx: Context, _: UUID) -> None:
    """Seal up to 10,000 entries that were written since the last seal; done twice it changes nothing."""
    owner = ctx.actor.organisation
    async with ctx.begin() as connection:
        await store.lock_books(connection, owner)
        last = await store.find_last_seal(connection, owner)
        after, hung = (0, rules.GENESIS) if last is None else (last.until_sequence, last.hash)
        found = await store.chain(connection, owner, after, hung)
        if found is None:
            connection.recorded = True
            return
        until, count, digest = found
        seal = rules.seal(
            owner, last, until_sequence=until, entry_count=count, digest=digest, today=ctx.today
        )
        await store.add_seal(connection, seal, ctx.actor.client_id)
        await logbook.record(ctx, connection, "books-sealed", schemas.Seal, seal)


@operation
async def get_seal(ctx: Context, seal_id: UUID) -> Seal:
    """One seal. Raises SealNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_seal(connection, seal_id)


@operation
async def list_seals(ctx: Context, page: PageRequest) -> Slice[Seal]:
    """A page of seals."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_seals(connection, page)


@operation
async def check_seals(ctx: Context, first: int = 1) -> schemas.SealCheck:
    """Whether the entries still say what up to twenty seals from a number on say of them. Raises PurchaserOnly."""
    ctx.require(Scope.SETTLEMENT_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        # One before the first: what that hangs on.
        known = await store.list_seals_between(connection, owner, first - 1, first + _AT_ONCE)
        before = next((one for one in known if one.number == first - 1), None)
        checked, broken = 0, None
        for seal in [one for one in known if first <= one.number < first + _AT_ONCE]:
            found = await store.chain(
                connection, owner, seal.after_sequence, seal.previous_hash, seal.entry_count
            )
            checked += 1
            count, digest = (found[1], found[2]) if found is not None else (0, None)
            if not rules.follows(seal, before, count, digest):
                broken = seal.number
                break
            before = seal
    more = broken is None and any(one.number == first + _AT_ONCE for one in known)
    return schemas.SealCheck(
        first_number=first, checked=checked, intact=broken is None, broken_number=broken,
        next_number=first + _AT_ONCE if more else None,
    )  # fmt: skip
