"""A review that another act opens or cancels, with its own fact and what explains it (F-34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.access.reviews.store.registers import REGISTER, add_review
from shared.kit import logbook
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from services.access.reviews.rules import Review
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.values import Derivation


async def open_told(ctx: Context, connection: Connection, review: Review, why: Derivation) -> None:
    """Keep a new review and tell it, before the fact of the act that opens it."""
    await add_review(connection, review, ctx.actor.client_id)
    await logbook.tell(ctx, connection, "review-opened", schemas.Review, review, why)


async def cancel_told(ctx: Context, connection: Connection, review: Review, why: Derivation) -> None:
    """Save a cancelled review and tell it, before the fact of the act that cancels it."""
    await REGISTER.save(connection, review)
    await logbook.tell(ctx, connection, "review-cancelled", schemas.Review, review, why)


__all__ = ["cancel_told", "open_told"]
