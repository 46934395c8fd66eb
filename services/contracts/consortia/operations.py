"""What a person can do with consortia: register one, and find it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.contracts.consortia import rules, store
from services.contracts.consortia.rules import Consortium, Member
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.terms import Scope


@operation
async def get_consortium(ctx: Context, consortium_id: UUID) -> Consortium:
    """One consortium. Raises ConsortiumNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.get_consortium(connection, consortium_id)


@operation
async def list_consortia(ctx: Context, page: PageRequest, reference: str | None = None) -> Slice[Consortium]:
    """A page of consortia, by the client's own reference when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.list_consortia(connection, page, reference)


@operation
async def list_consortia_by_id(ctx: Context, ids: list[UUID]) -> dict[UUID, Consortium]:
    """Many consortia at once, for a loader; those that are not visible are left out."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return {one.id: one for one in await store.list_consortia_by_id(connection, ids)}


@operation
async def register_consortium(ctx: Context, new: schemas.NewConsortium) -> Consortium:
    """Register a consortium with its members and its lead for payment; the members may read it (R-C11).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ConsortiumInvalid,
    ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    members = [Member(one.oin, one.role, one.payment_lead) for one in new.members]
    why = rules.compose(members)
    consortium = Consortium(
        id=new_id(),
        version=1,
        owner=ctx.actor.organisation,
        external_reference=new.external_reference,
        parties=sorted(member.oin for member in members),
        name=new.name,
        start_date=new.start_date,
        members=members,
    )
    async with ctx.begin() as connection:
        reference = new.external_reference
        if reference is not None:
            known = await store.find_consortium_by_reference(
                connection, consortium.owner, ctx.actor.client_id, reference
            )
            if known is not None:
                if replace(consortium, id=known.id) != known:
                    raise ReferenceUsed(reference=reference, id=known.id)
                raise Replayed(Answer(200, encode(schemas.Consortium, known), known.version, known.id))
        await store.add_consortium(connection, consortium, ctx.actor.client_id)
        await logbook.record(ctx, connection, "consortium-registered", schemas.Consortium, consortium, why)
    return consortium
