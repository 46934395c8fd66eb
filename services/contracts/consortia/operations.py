"""What a person can do with consortia: register and change one, and find it."""

from __future__ import annotations

from uuid import UUID

from services.contracts.consortia import rules, store
from services.contracts.consortia.rules import Consortium, Member
from shared.errors import ReferenceUsed
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made, merged
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope

_CHANGING = ("name", "providers_relation", "shared_overhead", "shared_overhead_cents")
_FIXED = ("start_date", "members")


@operation
async def get_consortium(ctx: Context, consortium_id: UUID) -> Consortium:
    """One consortium. Raises ConsortiumNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.CONSORTIA.get(connection, consortium_id)


@operation
async def list_consortia(ctx: Context, page: PageRequest, reference: str | None = None) -> Slice[Consortium]:
    """A page of consortia, by the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.CONSORTIA.page(connection, page, external_reference=reference)


@operation
async def list_consortia_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Consortium]:
    """Many consortia at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.CONSORTIA.list_by(connection, "id", ids)}


@operation
async def register_consortium(ctx: Context, new: schemas.NewConsortium) -> Consortium:
    """Register a consortium with its members and its lead for payment; the members may read it (R-C11).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ConsortiumInvalid,
    ReferenceUsed.
    """
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        return await _register(ctx, connection, new, owner)


@operation
async def put_consortium(ctx: Context, reference: str, new: schemas.NewConsortium) -> tuple[Consortium, bool]:
    """Register a consortium under the client's own reference, or bring it to this; True when it is new.

    Its members and first day stay. Raises PurchaserOnly, ConsortiumInvalid, ReferenceUsed, PreconditionFailed.
    """
    if new.external_reference not in (None, reference):
        raise ReferenceUsed(reference=new.external_reference)
    owner = _may_write(ctx)
    async with ctx.begin() as connection:
        known = await store.CONSORTIA.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is None:
            named = new.model_copy(update={"external_reference": reference})
            return await _register(ctx, connection, named, owner), True
        asked = _made(new, owner)
        if any(getattr(known, name) != getattr(asked, name) for name in _FIXED):
            raise ReferenceUsed(reference=reference, id=known.id)
        ctx.expect(known.version)
        return await _revise(ctx, connection, known, asked), False


@operation
async def change_consortium(
    ctx: Context, consortium_id: UUID, change: schemas.ConsortiumChange
) -> Consortium:
    """Say what the members are to each other and what they share (N-103); members and first day stay.

    Raises PurchaserOnly, ConsortiumNotFound, PreconditionFailed.
    """
    _may_write(ctx)
    async with ctx.begin() as connection:
        before = await store.CONSORTIA.get(connection, consortium_id, lock=True)
        ctx.expect(before.version)
        return await _revise(ctx, connection, before, merged(before, change))


def _may_write(ctx: Context) -> str:
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    return require_purchaser(ctx)


def _made(new: schemas.NewConsortium, owner: str) -> Consortium:
    parties = sorted({member.oin for member in new.members})
    return made(Consortium, new, id=new_id(), version=1, owner=owner, parties=parties)


async def _register(
    ctx: Context, connection: Connection, new: schemas.NewConsortium, owner: str
) -> Consortium:
    why = rules.compose([Member(one.oin, one.role, one.payment_lead) for one in new.members])
    given = (*_FIXED, *_CHANGING)
    return await store.CONSORTIA.enter(
        ctx, connection, _made(new, owner), "consortium-registered", why, given=given
    )


async def _revise(ctx: Context, connection: Connection, before: Consortium, after: Consortium) -> Consortium:
    why = rules.compose(before.members)
    changes = {name: getattr(after, name) for name in _CHANGING}
    return await store.CONSORTIA.revise(ctx, connection, before, "consortium-revised", why, **changes)
