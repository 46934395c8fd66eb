"""What a purchaser can do with the readiness list: say how far it is with an item, and see the whole list."""

from __future__ import annotations

from uuid import UUID

from services.contracts.readiness_items import rules, store
from services.contracts.readiness_items.rules import ReadinessItem
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values import new_id
from shared.values.steering import ReadinessStatus
from shared.values.terms import Scope

_GIVEN = tuple(name for name in schemas.NewReadinessItem.model_fields if name != "external_reference")
PLAIN = Plain(
    "readiness_item",
    "readiness_items",
    "punt van de checklist",
    "punten van de checklist",
    schemas.ReadinessItem,
    schemas.NewReadinessItem,
    rules.ReadinessItemNotFound,
    change=schemas.ReadinessItemChange,
)


@operation
async def get_readiness_item(ctx: Context, readiness_item_id: UUID) -> ReadinessItem:
    """One item. Raises ReadinessItemNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.READINESS_ITEMS.get(connection, readiness_item_id)


@operation
async def list_readiness_items(
    ctx: Context,
    page: PageRequest,
    *,
    municipality_code: str | None = None,
    status: ReadinessStatus | None = None,
    reference: str | None = None,
) -> Slice[ReadinessItem]:
    """A page of items, filtered when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.READINESS_ITEMS.page(
            connection, page, municipality_code=municipality_code, status=status, external_reference=reference
        )


@operation
async def read_checklist(ctx: Context, municipality_code: str) -> rules.ReadinessChecklist:
    """The fifteen items of a municipality, done or open (D-48)."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        known = await store.READINESS_ITEMS.list_by(connection, "municipality_code", [municipality_code])
    return rules.checklist(municipality_code, known, ctx.today)


@operation
async def register_readiness_item(ctx: Context, new: schemas.NewReadinessItem) -> ReadinessItem:
    """Say how far a municipality is with an item (A-14.16).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ReadinessItemKnown, ReferenceUsed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    item = made(ReadinessItem, new, id=new_id(), version=1, owner=require_purchaser(ctx), parties=[])
    async with ctx.begin() as connection:
        return await store.READINESS_ITEMS.enter(
            ctx, connection, item, "readiness-item-registered", given=_GIVEN
        )


@operation
async def change_readiness_item(
    ctx: Context, readiness_item_id: UUID, change: schemas.ReadinessItemChange
) -> ReadinessItem:
    """Change one.

    Raises ReadinessItemNotFound, PurchaserOnly, PreconditionFailed.
    """
    ctx.require(Scope.CONTRACTS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.READINESS_ITEMS.get(connection, readiness_item_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after = merged(before, change)
        changes = {name: getattr(after, name) for name in schemas.ReadinessItemChange.model_fields}
        return await store.READINESS_ITEMS.revise(
            ctx, connection, before, "readiness-item-changed", **changes
        )
