"""Reading on: what is new in the logbook becomes deliveries, in one transaction with the position that was reached.

Who sees what is judged now, as the feed does it (shared/kit/feed.py). A subscription that was made by an authorisation that
has ended still gets the fact of that end, and is then disabled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shared.kit.auth import Actor
from shared.kit.authorising import NotAuthorised, act_for, every_principal
from shared.kit.clock import Clock, machine_now
from shared.kit.context import Context, Transaction, operation
from shared.kit.database import Record, Statement
from shared.kit.feed import read_epoch
from shared.kit.views import View, view_of
from shared.kit.webhooks import queue
from shared.kit.webhooks.covering import maker_of
from shared.kit.webhooks.disabling import Reason, disable
from shared.values import new_id
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from shared.kit.service import Service

STRETCH = 200
AT_ONCE = 500
MOST_WAITING = 1000


@dataclass(frozen=True, slots=True)
class _View:
    """What one subscription sees of the facts that one organisation owns or is a party to."""

    subscription: Record
    view: View
    only: str | None = None

    def shows(self, fact: Record) -> bool:
        """Whether the fact is seen, and of a purchaser that was asked for."""
        asked = self.subscription["purchasers"]
        return self.view.shows(fact) and (not asked or fact["owner"] in asked)


async def read_on(service: Service, owners: Sequence[str] | None) -> int:
    """Make deliveries of all that is settled, for these owners or for all; how many were made.

    A subscription whose receiver has a thousand messages waiting is left where it stands.
    """
    # Before the mark: the fact that an authorisation ended is then below it.
    ended = await fetch(service, queue.ended(), today=Clock().today)
    mark = await service.mark.settle(service.database, patience=0.1)
    whole = mark >= service.mark.last
    made = 0
    while True:
        values: dict[str, Any] = {} if owners is None else {"owners": list(owners)}
        behind = await fetch(
            service,
            queue.behind(owners is None),
            **values,
            mark=mark,
            stretch=STRETCH,
            most=MOST_WAITING,
            limit=AT_ONCE,
            now=machine_now(),
        )
        if not behind:
            break
        made += await _take(service, behind)
    if ended and whole:
        await _end(service, [row["id"] for row in ended], mark)
    return made


@operation
async def _take(service: Service, behind: Sequence[Record]) -> int:
    """Read one stretch for each of these subscriptions."""
    views = [view for row in behind for view in await _views(service, row)]
    found = await _deliveries(service, views) if views else []
    epoch = await read_epoch(service.database)
    async with writing(service, (row["owner"] for row in behind)) as connection:
        connection.recorded = True  # how far somebody was told is no fact
        moved = await connection.fetch(
            queue.move(),
            owners=[row["owner"] for row in behind],
            ids=[row["id"] for row in behind],
            froms=[row["position"] for row in behind],
            uptos=[row["upto"] for row in behind],
            epoch_=epoch,
        )
        # One that was moved meanwhile, by another process or by a replay, is read again from where it stands.
        ids = {row["id"] for row in moved}
        mine = [one for one in found if one["subscriptions"] in ids]
        if not mine:
            return 0
        columns = {name: [one[name] for one in mine] for name in mine[0]}
        return await connection.execute(queue.add(), **columns)


async def _deliveries(service: Service, views: Sequence[_View]) -> list[dict[str, Any]]:
    """A row for each fact that a subscription sees and asked for; a fact that two views show is one."""
    rows = await fetch(
        service,
        queue.seen(),
        number=list(range(len(views))),
        organisation=[one.view.organisations[0] for one in views],
        after=[one.subscription["position"] for one in views],
        upto=[one.subscription["upto"] for one in views],
        only=[one.only for one in views],
    )
    found: dict[tuple[UUID, int], dict[str, Any]] = {}
    for row in rows:
        view = views[row["number"]]
        one = view.subscription
        if not view.shows(row):
            continue
        found[one["id"], row["id"]] = {
            "ids": new_id(),
            "owners": one["owner"],
            "clients": one["client_id"],
            "subscriptions": one["id"],
            "facts": row["id"],
            "whats": row["what"],
            "dues": one["now"],
        }
    return list(found.values())


async def _views(service: Service, row: Record) -> list[_View]:
    """As whom a subscription reads today, and which kinds of facts: what its role and scopes let it, of what it asked for."""
    catalogue = service.catalogue
    asked = frozenset(kind.what for kind in catalogue.kinds.values() if kind.type in row["types"])

    def view(actor: Actor, only: str | None = None) -> _View:
        seen = view_of(catalogue, replace(actor, organisations=(actor.organisation,)))
        return _View(row, replace(seen, kinds=seen.kinds & asked) if row["types"] else seen, only)

    actor = maker_of(row)
    if row["via"] is not None:
        try:
            return [view(await act_for(service, actor, row["owner"]))]
        except NotAuthorised:
            # Nothing more of this organisation, but what names who was authorised: that it is so no longer.
            return [view(replace(actor, kind=ActorKind(row["kind"])), only=row["owner"])]
    views = [view(actor)]
    if actor.kind is ActorKind.VENDOR:
        views += [view(speaking) for speaking in await every_principal(service, actor)]
    return [one for one in views if one.view.kinds]


async def _end(service: Service, ids: list[UUID], mark: int) -> None:
    """Disable those of which the authorisation ended, once everything before that was sent."""
    for row in await fetch(service, queue.at_rest(), ids=ids, mark=mark):
        await disable(service, row["owner"], row["id"], Reason.AUTHORISATION_ENDED)


async def fetch(service: Service, query: Statement, **values: Any) -> list[Record]:
    """Rows across tenants, by the role that reads and writes nothing."""
    rows: list[Record] = await service.database.worker.fetch(query.sql, *query.arguments(values))
    return rows


def writing(service: Service, owners: Iterable[str]) -> Transaction:
    """A transaction under several organisations, for bookkeeping that tells nothing."""
    several = tuple(dict.fromkeys(owners))
    ctx: Context = service.system_context(several[0])
    return replace(ctx, actor=replace(ctx.actor, organisations=several)).begin()


__all__ = ["fetch", "read_on", "writing"]
