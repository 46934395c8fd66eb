"""Steps that the operations on subscriptions share."""

from __future__ import annotations

from uuid import UUID

from shared.kit import logbook
from shared.kit.context import Context
from shared.kit.database import Connection, Record
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import read
from shared.kit.webhooks import store
from shared.kit.webhooks.covering import covers
from shared.kit.webhooks.problems import SubscriptionBeyond, SubscriptionNotFound
from shared.kit.webhooks.store import Subscription
from shared.schemas import webhooks as schemas

RESOURCE = "subscriptions"


def admit_write(ctx: Context) -> None:
    """Only who may read the facts may have them sent."""
    ctx.admit(RESOURCE, "write")
    ctx.admit("events")
    ctx.require_end_user()


async def ends(ctx: Context) -> tuple[int, int]:
    """Where the feed ends now, and up to where it is no longer told."""
    database, mark = ctx.service.database, ctx.service.mark
    last = await mark.settle(database, patience=0.5)
    return last, await mark.horizon.find(database, ctx.service.settings.feed_days, last)


async def get_row(
    ctx: Context, connection: Connection, subscription_id: UUID, *, lock: bool = False
) -> Record:
    """One row with its sealed secrets, locked only for who may read what it brings.

    Raises SubscriptionNotFound, SubscriptionBeyond.
    """
    row = await store.find_subscription(connection, subscription_id, ctx.actor.via, lock=lock)
    if row is None:
        raise SubscriptionNotFound(id=subscription_id)
    if lock and not covers(ctx.service.catalogue, ctx.actor, row):
        raise SubscriptionBeyond(id=subscription_id)
    return row


async def lock(ctx: Context, connection: Connection, subscription_id: UUID) -> Subscription:
    """One subscription, for a change. Raises SubscriptionNotFound, SubscriptionBeyond, PreconditionFailed."""
    return expected(ctx, read(await get_row(ctx, connection, subscription_id, lock=True), Subscription))


def expected(ctx: Context, one: Subscription) -> Subscription:
    """The subscription, if it is in the version that was named. Raises PreconditionFailed."""
    if ctx.expected_version not in (None, one.version):
        raise PreconditionFailed()
    return one


async def record(ctx: Context, connection: Connection, what: str, one: Subscription) -> None:
    """The one fact of an operation, without what is private in it."""
    await logbook.record(ctx, connection, what, schemas.Subscription, one)
