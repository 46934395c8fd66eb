"""The only SQL on subscriptions and deliveries as their owner sees and changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Uuid, bindparam, func, select
from sqlalchemy.sql.base import Executable

from shared.kit.database import Connection, Record, among, statement
from shared.kit.logbook import TABLES
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    save_row,
)
from shared.kit.webhooks.addresses import read_url
from shared.values.terms import ActorKind, DeliveryState, SubscriptionState

SUBSCRIPTIONS, DELIVERIES = TABLES["subscriptions"], TABLES["deliveries"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription, without its secrets."""

    id: UUID
    version: int
    owner: str
    parties: list[str]
    client_id: str
    external_reference: str | None
    url: str
    types: list[str]
    purchasers: list[str]
    description: str | None
    kind: ActorKind
    via: str | None
    scopes: list[str]
    state: SubscriptionState
    disabled_because: str | None
    former_until: datetime | None
    position: int
    epoch: UUID
    healthy_at: datetime

    @property
    def origin(self) -> str:
        """Where messages go, without path and query."""
        return read_url(self.url, development=True).origin

    @property
    def former_secret_ends_at(self) -> datetime | None:
        """Until when the former secret signs too."""
        return self.former_until


@dataclass(frozen=True, slots=True)
class Given(Subscription):
    """A subscription with the secret that was just made for it, as its receiver takes it over."""

    secret: str = field(repr=False)


def given(one: Subscription, secret: str) -> Given:
    """The subscription as it is shown this once."""
    return Given(**{each.name: getattr(one, each.name) for each in fields(Subscription)}, secret=secret)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one subscription, as far as it has come."""

    id: UUID
    owner: str
    subscription_id: UUID
    logbook_id: int
    what: str
    state: DeliveryState
    attempts: int
    due_at: datetime | None
    last_status: int | None
    last_error: str | None
    delivered_at: datetime | None


_KEPT = [one.name for one in fields(Subscription) if one.name != "version"]
_CHANGING = (
    "url", "types", "purchasers", "description", "state", "disabled_because", "former_until", "healthy_at", "position",
)  # fmt: skip


async def find_subscription(
    connection: Connection, subscription_id: UUID, via: str | None, *, lock: bool = False
) -> Record | None:
    """The row, sealed secrets included; who acts by an authorisation finds only what was made by the same one."""
    row = await find_row(connection, SUBSCRIPTIONS, subscription_id, lock=lock)
    return row if row is not None and via in (None, row["via"]) else None


async def find_known(
    connection: Connection, owner: str, client_id: str, reference: str
) -> Subscription | None:
    """What this client made under its own reference, or None."""
    row = await find_by_reference(connection, SUBSCRIPTIONS, owner, client_id, reference)
    return None if row is None else read(row, Subscription)


async def list_subscriptions(connection: Connection, page: PageRequest, **equal: Any) -> Slice[Subscription]:
    """A page of subscriptions in order of creation."""
    return await page_rows(connection, SUBSCRIPTIONS, Subscription, page, **equal)


@statement
def _count() -> Executable:
    active = SUBSCRIPTIONS.c.state == SubscriptionState.ACTIVE
    return select(func.count()).where(SUBSCRIPTIONS.c.owner == bindparam("owner"), active)


async def count_active(connection: Connection, owner: str) -> int:
    """How many subscriptions of an organisation are active."""
    found: int = await connection.fetch_value(_count(), owner=owner)
    return found


async def add_subscription(connection: Connection, new: Subscription, sealed: bytes) -> None:
    """A new subscription with its sealed secret."""
    values = {name: getattr(new, name) for name in _KEPT}
    await add_row(connection, SUBSCRIPTIONS, {**values, "secret": sealed})


async def save_subscription(connection: Connection, changed: Subscription, **sealed: bytes | None) -> None:
    """The next version of a locked one; with `secret` and `former_secret` when it got a new one. Raises PreconditionFailed."""
    values = {name: getattr(changed, name) for name in _CHANGING}
    await save_row(connection, SUBSCRIPTIONS, changed.id, changed.version - 1, {**values, **sealed})


async def list_deliveries(
    connection: Connection, page: PageRequest, subscription_id: UUID, state: DeliveryState | None
) -> Slice[Delivery]:
    """A page of the deliveries of a subscription, in order of creation."""
    return await page_rows(
        connection, DELIVERIES, Delivery, page, subscription_id=subscription_id, state=state
    )


@statement
def _again() -> Executable:
    fresh = {"state": DeliveryState.PENDING, "attempts": 0, "delivered_at": None, "claimed_until": None}
    return (
        DELIVERIES.update()
        .where(
            DELIVERIES.c.owner == bindparam("owner_"),
            DELIVERIES.c.subscription_id == bindparam("subscription", type_=Uuid),
            among(DELIVERIES.c.id, "ids"),
        )
        .values({**fresh, "due_at": bindparam("now", type_=DateTime(timezone=True))})
    )


async def send_again(
    connection: Connection, one: Subscription, delivery_ids: Sequence[UUID], now: datetime
) -> int:
    """Make deliveries due anew, with all their attempts before them; how many there were."""
    return await connection.execute(
        _again(), owner_=one.owner, subscription=one.id, ids=list(delivery_ids), now=now
    )
