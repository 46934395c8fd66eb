"""What happens to mandates: they follow the register of contracts."""

from __future__ import annotations

from services.access.mandates import store
from services.access.mandates.rules import Mandate
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.schemas import contracts as schemas


@operation
async def apply_mandate(ctx: Context, fact: Fact) -> None:
    """Take over a version of a mandate: registered, changed or withdrawn (R-X06)."""
    told = fact.told(schemas.Mandate)
    mandate = Mandate(
        id=told.id,
        version=told.version,
        owner=fact.owner,
        holder=told.holder,
        role=told.role,
        law=told.law,
        valid_from=told.valid_from,
        valid_until=told.valid_until,
    )
    async with ctx.begin() as connection:
        await store.save_mandate(connection, mandate, ctx.actor.client_id)
