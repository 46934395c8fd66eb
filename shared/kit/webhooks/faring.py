"""The only SQL on how long receiving fails: since the first fact that did not arrive after the last one that did.

It reads with the worker's role, as a subscription may follow facts that are not its owner's.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import DateTime, Uuid, bindparam, case, func, literal_column, or_, select
from sqlalchemy.sql.base import Executable

from shared.kit.database import statement
from shared.kit.logbook import LOGBOOK
from shared.kit.webhooks import queue, rules
from shared.kit.webhooks.store import DELIVERIES, SUBSCRIPTIONS
from shared.values.terms import DeliveryState

if TYPE_CHECKING:
    from shared.kit.service import Service

INSTANT = DateTime(timezone=True)


@statement
def _failing_since() -> Executable:
    """The instant, in the subscriber's own time, of the first fact since its last success that was tried in vain."""
    one, message, fact = SUBSCRIPTIONS, DELIVERIES, LOGBOOK
    noon = func.timezone(
        literal_column("'Europe/Amsterdam'"), fact.c.event_day + literal_column("time '12:00'")
    )
    happened = case((queue.day_of(one.c.owner).is_not(None), noon), else_=fact.c.created_at)
    tried = or_(message.c.last_status.is_not(None), message.c.last_error.is_not(None))
    in_vain = or_(message.c.state == DeliveryState.FAILED, (message.c.state == DeliveryState.PENDING) & tried)
    return (
        select(func.min(happened))
        .select_from(
            one.join(
                message, (message.c.owner == one.c.owner) & (message.c.subscription_id == one.c.id)
            ).join(fact, fact.c.id == message.c.logbook_id)
        )
        .where(
            one.c.owner == bindparam("owner"),
            one.c.id == bindparam("subscription", type_=Uuid),
            one.c.healthy_at <= bindparam("long_ago", type_=INSTANT),  # else there is nothing to find out
            in_vain,
            happened >= one.c.healthy_at,
        )
    )


async def failing_since(
    service: Service, owner: str, subscription_id: UUID, now: datetime
) -> datetime | None:
    """Since when nothing arrives at a receiver, at the domain's instant `now`; None when that is not long.

    A success is noted once an hour at most, so that this may lie up to an hour before the last one.
    """
    values: dict[str, Any] = {"owner": owner, "subscription": subscription_id}
    query = _failing_since()
    arguments = query.arguments({**values, "long_ago": now - rules.PATIENCE})
    found: datetime | None = await service.database.worker.fetchval(query.sql, *arguments)
    return found


__all__ = ["failing_since"]
