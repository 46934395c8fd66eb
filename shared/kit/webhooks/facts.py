"""The facts that are told of subscriptions themselves, in every service, and how one is read again for a retry."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from shared.kit.logbook import EventType
from shared.kit.rows import read
from shared.kit.webhooks import rules, store
from shared.kit.webhooks.problems import SubscriptionNotFound
from shared.kit.webhooks.sealing import SecretUnreadable, unseal
from shared.schemas.webhooks import Subscription

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _read(ctx: Context, connection: Connection, subject: UUID, version: int) -> store.Subscription:
    row = await store.find_subscription(connection, subject, ctx.actor.via)
    if row is None:
        raise SubscriptionNotFound(id=subject)
    return read(row, store.Subscription)


async def _read_given(
    ctx: Context, connection: Connection, subject: UUID, version: int
) -> store.Subscription:
    """With the secret that was shown then, for who lost that answer; not once anything was changed since."""
    row = await store.find_subscription(connection, subject, ctx.actor.via)
    if row is None:
        raise SubscriptionNotFound(id=subject)
    found = read(row, store.Subscription)
    if found.version != version:
        return found
    try:
        return store.given(
            found, rules.shown(unseal(ctx.service.secret, row["secret"], found.owner, found.id))
        )
    except SecretUnreadable:
        return found


def _kind(says: str, english: str, *, secret: bool = False) -> EventType:
    reader = _read_given if secret else _read
    return EventType(
        Subscription, says, english, resource="subscriptions", own=True, read=reader, since="0.2.0"
    )


EVENTS = {
    "subscription-registered": _kind(
        "Een abonnement op webhooks is genomen.", "A webhook subscription was taken.", secret=True
    ),
    "subscription-changed": _kind("Een abonnement is gewijzigd.", "A subscription was changed."),
    "subscription-secret-rotated": _kind(
        "Een abonnement kreeg een nieuw geheim; een dag lang tekent ook het vorige.",
        "A subscription got a new secret; for a day the former one signs too.",
        secret=True,
    ),
    "subscription-replayed": _kind(
        "Berichten van een abonnement worden opnieuw gestuurd.", "Messages of a subscription are sent again."
    ),
    "subscription-disabled": _kind(
        "Een abonnement is uitgezet: de ontvanger wil niet meer, faalt al vijf dagen, of de machtiging is voorbij.",
        "A subscription was disabled: its receiver wants no more, fails for five days, or the authorisation ended.",
    ),
}
