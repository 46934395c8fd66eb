"""What members and purchaser can do with a consortium's keys: enter one a year, change it, and see what it comes to."""

from __future__ import annotations

from uuid import UUID

from services.contracts.consortia import store as consortia
from services.contracts.consortia.rules import Consortium
from services.contracts.consortium_keys import rules, store
from services.contracts.consortium_keys.rules import ConsortiumKey, KeyShare, KeySplit
from shared.errors import ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged, replaced
from shared.kit.ownership import give_known
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_consortium_key(ctx: Context, key_id: UUID) -> ConsortiumKey:
    """One key. Raises ConsortiumKeyNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.KEYS.get(connection, key_id)


@operation
async def list_consortium_keys(
    ctx: Context,
    page: PageRequest,
    *,
    consortium_id: UUID | None = None,
    year: int | None = None,
    reference: str | None = None,
) -> Slice[ConsortiumKey]:
    """A page of keys, by consortium, year or the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.KEYS.page(
            connection, page, consortium_id=consortium_id, year=year, external_reference=reference
        )


@operation
async def get_split(ctx: Context, asked: schemas.NewKeySplit) -> KeySplit:
    """What an amount comes to for each member by the key of a year; nothing is paid by it (R-S56).

    Raises ConsortiumKeyNotFound.
    """
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        key = await store.get_key_of_year(connection, asked.consortium_id, asked.year)
    return rules.split(key, asked.amount_cents)


@operation
async def enter_consortium_key(ctx: Context, new: schemas.NewConsortiumKey) -> ConsortiumKey:
    """Enter how the members divide a year, as information: what the municipality pays stays the same (R-C11, A-4.3).

    The same client, reference and contents give what is there (Replayed). Raises ConsortiumNotFound, NotLead,
    ConsortiumKeyRefused, ReferenceUsed.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        consortium = await _entering(ctx, connection, new.consortium_id)
        known = await _known(ctx, connection, consortium, new.external_reference)
        if known is not None:
            given = {
                "consortium_id": new.consortium_id,
                "year": new.year,
                "shares": [KeyShare(one.oin, one.basis_points) for one in new.shares],
            }
            give_known(schemas.ConsortiumKey, known, new.external_reference or "", given)
        return await _enter(ctx, connection, consortium, new)


@operation
async def put_consortium_key(
    ctx: Context, reference: str, new: schemas.NewConsortiumKey
) -> tuple[ConsortiumKey, bool]:
    """Enter a key under the client's own reference, or bring it to this; True when it is new.

    Its consortium and year stay. Raises what entering raises, and PreconditionFailed.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    _may_write(ctx)
    async with ctx.begin() as connection:
        consortium = await _entering(ctx, connection, new.consortium_id)
        known = await _known(ctx, connection, consortium, reference)
        if known is None:
            named = new.model_copy(update={"external_reference": reference})
            return await _enter(ctx, connection, consortium, named), True
        if (known.consortium_id, known.year) != (new.consortium_id, new.year):
            raise ReferenceUsed(reference=reference, id=known.id)
        ctx.expect(known.version)
        asked = replaced(known, new, "external_reference")
        return await _revise(ctx, connection, consortium, known, asked), False


@operation
async def change_consortium_key(
    ctx: Context, key_id: UUID, change: schemas.ConsortiumKeyChange
) -> ConsortiumKey:
    """Divide a year otherwise.

    Raises ConsortiumKeyNotFound, NotLead, PreconditionFailed, ConsortiumKeyRefused.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.KEYS.get(connection, key_id, lock=True)
        consortium = await _entering(ctx, connection, before.consortium_id)
        ctx.expect(before.version)
        return await _revise(ctx, connection, consortium, before, merged(before, change))


def _may_write(ctx: Context) -> None:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()


async def _entering(ctx: Context, connection: Connection, consortium_id: UUID) -> Consortium:
    """The consortium, for who may enter its key."""
    consortium = await consortia.CONSORTIA.get(connection, consortium_id)
    own = ctx.actor.purchaser and consortium.owner in ctx.actor.organisations
    rules.check_enters(consortium, ctx.actor.organisation, purchaser=own)
    return consortium


async def _known(
    ctx: Context, connection: Connection, consortium: Consortium, reference: str | None
) -> ConsortiumKey | None:
    return await store.KEYS.find_by_reference(connection, consortium.owner, ctx.actor.client_id, reference)


async def _enter(
    ctx: Context, connection: Connection, consortium: Consortium, new: schemas.NewConsortiumKey
) -> ConsortiumKey:
    members = sorted(one.oin for one in consortium.members)
    key = made(ConsortiumKey, new, id=new_id(), version=1, owner=consortium.owner, parties=members)
    why = rules.divide(consortium, key)
    await store.add_key(connection, key, ctx.actor.client_id)
    await logbook.record(ctx, connection, "consortium-key-entered", schemas.ConsortiumKey, key, why)
    return key


async def _revise(
    ctx: Context, connection: Connection, consortium: Consortium, before: ConsortiumKey, after: ConsortiumKey
) -> ConsortiumKey:
    why = rules.divide(consortium, after)
    return await store.KEYS.revise(
        ctx, connection, before, "consortium-key-revised", why, shares=after.shares
    )
