"""What can be done with a subscription that is there: a new secret, a message to try it, sending again."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from shared.kit.context import Context, operation
from shared.kit.feed import PositionGone, PositionUnknown
from shared.kit.rows import read
from shared.kit.webhooks import rules, store
from shared.kit.webhooks.holding import admit_write, ends, expected, get_row, lock, record
from shared.kit.webhooks.messages import place_of, secrets_of, test_message
from shared.kit.webhooks.problems import DeliveryNotFound, SecretLost, SubscriptionDisabled
from shared.kit.webhooks.rules import Receipt
from shared.kit.webhooks.sealing import SecretUnreadable, seal
from shared.kit.webhooks.store import Given, Subscription
from shared.schemas import webhooks as schemas
from shared.values.terms import SubscriptionState


@operation
async def rotate_secret(ctx: Context, subscription_id: UUID) -> Given:
    """Give a new secret, shown once; for a day of the domain's clock the former one signs as well.

    Raises SubscriptionNotFound, PreconditionFailed.
    """
    admit_write(ctx)
    async with ctx.begin() as connection:
        row = await get_row(ctx, connection, subscription_id, lock=True)
        one = expected(ctx, read(row, Subscription))
        fresh = rules.new_secret()
        changed = replace(one, version=one.version + 1, former_until=ctx.now + rules.ROTATION)
        sealed = seal(ctx.service.secret, fresh, one.owner, one.id)
        await store.save_subscription(connection, changed, secret=sealed, former_secret=row["secret"])
        await record(ctx, connection, "subscription-secret-rotated", changed)
    return store.given(changed, rules.shown(fresh))


@operation
async def replay(ctx: Context, subscription_id: UUID, asked: schemas.Replay) -> Subscription:
    """Go back to a position, from where everything is sent again, or send some deliveries again.

    A position further on than where the subscription stands passes over what lies between. Raises SubscriptionNotFound,
    PreconditionFailed, SubscriptionDisabled, PositionUnknown, PositionGone, DeliveryNotFound.
    """
    admit_write(ctx)
    mark, horizon = await ends(ctx)
    after = asked.after if asked.after is not None else horizon
    if asked.delivery_ids is None and after > mark:
        raise PositionUnknown()
    if asked.delivery_ids is None and after < horizon:
        raise PositionGone(days=ctx.service.settings.feed_days)
    async with ctx.begin() as connection:
        one = await lock(ctx, connection, subscription_id)
        if one.state is SubscriptionState.DISABLED:
            raise SubscriptionDisabled(id=one.id, because=one.disabled_because)
        position = one.position if asked.delivery_ids is not None else after
        moved = replace(one, version=one.version + 1, position=position)
        await store.save_subscription(connection, moved)
        if asked.delivery_ids is not None:
            ids = set(asked.delivery_ids)
            if await store.send_again(connection, one, sorted(ids), ctx.now) != len(ids):
                raise DeliveryNotFound(id=one.id)
        await record(ctx, connection, "subscription-replayed", moved)
    return moved


async def send_test(ctx: Context, subscription_id: UUID) -> tuple[str, Receipt]:
    """Send a test message now; its id and what the receiver said.

    Raises SubscriptionNotFound, SecretLost, AddressRefused, TestUnderWay.
    """
    admit_write(ctx)
    async with ctx.read() as connection:
        row = await get_row(ctx, connection, subscription_id)
        await ctx.read_clock(connection)
    place = place_of(ctx.service, row["url"])
    former, until = row["former_secret"], row["former_until"]
    try:
        secrets = secrets_of(ctx.service, row["owner"], row["id"], row["secret"], former, until, ctx.now)
    except SecretUnreadable as error:
        raise SecretLost(id=row["id"]) from error
    message = test_message(ctx.service, row["owner"], row["id"], place, secrets)
    receipt = await ctx.service.webhooks.tests.post(
        row["owner"], row["id"], place, message.headers, message.body
    )
    return message.id, receipt
