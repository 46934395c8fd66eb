"""Putting a subscription off by ourselves: one fact, with the reason that its owner reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.rows import read
from shared.kit.webhooks import rules, store
from shared.schemas import webhooks as schemas
from shared.values.terms import SubscriptionState

if TYPE_CHECKING:
    from shared.kit.service import Service


class Reason(StrEnum):
    """Why a subscription is disabled."""

    OWNER = "owner"
    GONE = "gone"
    FAILING = "failing"
    AUTHORISATION_ENDED = "authorisation-ended"
    SECRET_UNREADABLE = "secret-unreadable"


@operation
async def disable(service: Service, owner: str, subscription_id: UUID, reason: Reason) -> None:
    """Disable a subscription that is active, in a transaction of its own."""
    ctx = service.system_context(owner)
    async with ctx.begin() as connection:
        await disable_within(ctx, connection, subscription_id, reason)


async def disable_within(
    ctx: Context,
    connection: Connection,
    subscription_id: UUID,
    reason: Reason,
    failing_since: datetime | None = None,
) -> None:
    """Disable a subscription that is active; for its failing only when that has lasted for days."""
    row = await store.find_subscription(connection, subscription_id, None, lock=True)
    assert row is not None, "a delivery has a subscription"
    one = read(row, store.Subscription)
    since = None if failing_since is None else max(failing_since, one.healthy_at)
    well = reason is Reason.FAILING and (since is None or not rules.is_failing(since, ctx.now))
    if one.state is SubscriptionState.DISABLED or well:
        connection.recorded = True  # nothing to tell
        return
    off = replace(
        one, version=one.version + 1, state=SubscriptionState.DISABLED, disabled_because=reason.value
    )
    await store.save_subscription(connection, off)
    await logbook.record(ctx, connection, "subscription-disabled", schemas.Subscription, off)
