"""Reading back with whom was shared."""

from __future__ import annotations

from uuid import UUID

from services.contracts.area_sharings import rules, store
from services.contracts.area_sharings.rules import AreaSharing
from shared.kit.context import Context, operation
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import contracts as schemas
from shared.values.terms import Scope

PLAIN = Plain(
    "area_sharing",
    "area_sharings",
    "deling",
    "delingen",
    schemas.AreaSharing,
    None,
    rules.AreaSharingNotFound,
)


@operation
async def get_area_sharing(ctx: Context, area_sharing_id: UUID) -> AreaSharing:
    """One sharing. Raises AreaSharingNotFound."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.AREA_SHARINGS.get(connection, area_sharing_id)


@operation
async def list_area_sharings(
    ctx: Context, page: PageRequest, *, municipality_code: str | None = None
) -> Slice[AreaSharing]:
    """A page of sharings, of one municipality when asked."""
    ctx.require(Scope.CONTRACTS_READ)
    async with ctx.read() as connection:
        return await store.AREA_SHARINGS.page(connection, page, municipality_code=municipality_code)
