"""The dispatcher: makes deliveries of what is new and sends what is due; whatever ends it, it goes on from there.

At least once: a message that was sent and not noted comes again, under the same `webhook-id`. Who sends claims messages for
a minute first, so that two processes do not do it at the same time; what a process leaves behind is free after that minute.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shared.kit.clock import machine_now
from shared.kit.context import operation
from shared.kit.database import Record, is_away, is_cancelled
from shared.kit.webhooks import queue, rules, store
from shared.kit.webhooks.addresses import AddressRefused, Guard
from shared.kit.webhooks.disabling import Reason, disable_within
from shared.kit.webhooks.faring import failing_since
from shared.kit.webhooks.messages import message_of
from shared.kit.webhooks.reading import fetch, read_on, writing
from shared.kit.webhooks.rules import Receipt
from shared.kit.webhooks.sealing import SecretUnreadable
from shared.kit.webhooks.sending import Sender
from shared.kit.webhooks.testing import Tests
from shared.values.terms import DeliveryState

if TYPE_CHECKING:
    from shared.kit.service import Service

log = logging.getLogger("bedoeling.webhooks")
LEADER = 0x776562686F  # the advisory lock that makes one process of a service its dispatcher
TOGETHER = 64
LEASE = timedelta(seconds=60)  # longer than a message takes
HOUR = timedelta(hours=1)


class Dispatcher:
    """One service's webhooks at run time: the guard, the sender, and what is under way."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.guard = Guard.of(service.settings)
        self.lease = LEASE
        self._sender: Sender | None = None
        self.tests = Tests(self.guard)
        self._flying: dict[UUID, asyncio.Task[None]] = {}
        self._busy: Counter[object] = Counter()

    @property
    def sender(self) -> Sender:
        """Made when something is first sent: most processes never do."""
        if self._sender is None:
            self._sender = Sender(self.guard)
        return self._sender

    async def stop(self) -> None:
        """Stop; what was under way is sent again once its claim has run out."""
        for task in self._flying.values():
            task.cancel()
        await asyncio.gather(*self._flying.values(), return_exceptions=True)
        if self._sender is not None:
            await self._sender.aclose()
        await self.tests.aclose()

    async def deliver(self, owners: Sequence[str] | None = None) -> int:
        """Read on and send until nothing is due, for these owners or for all; how many attempts were made."""
        sent = 0
        while True:
            await read_on(self.service, owners)
            claimed = await self._claim(owners, TOGETHER)
            if not claimed:
                return sent
            try:
                await asyncio.gather(*(self._send(row, until) for row, until in claimed))
            finally:
                for row, _ in claimed:
                    self._release(row)
            sent += len(claimed)

    async def lead(self, pause: float) -> None:
        """Read on and send until cancelled; one process in all leads, and another one within `pause` seconds after it."""
        while not is_cancelled():
            try:
                async with self.service.database.alone(LEADER, wait=False) as session:
                    while session is not None:
                        # On the session that holds the lock: when that is lost, so is the lead.
                        await session.execute("select 1")
                        await self._turn(pause)
            except Exception as fault:
                if is_cancelled():
                    return
                level = logging.WARNING if is_away(fault) else logging.ERROR
                log.log(level, "dispatcher interrupted", exc_info=True)
            await asyncio.sleep(pause)

    async def _turn(self, pause: float) -> None:
        """Read on, give as many messages a task as there is room for, and wait a moment."""
        await read_on(self.service, None)
        claimed = await self._claim(None, TOGETHER - len(self._flying))
        for row, until in claimed:
            self._flying[row["id"]] = asyncio.create_task(self._send_apart(row, until))
        if claimed and self._flying:
            await asyncio.wait(self._flying.values(), timeout=pause, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(pause)

    async def _send_apart(self, row: Record, until: datetime) -> None:
        try:
            await self._send(row, until)
        except Exception:
            # Not noted, so it is due again once its claim has run out.
            log.warning("message not noted", extra={"delivery": str(row["id"])}, exc_info=True)
        finally:
            del self._flying[row["id"]]
            self._release(row)

    async def _claim(self, owners: Sequence[str] | None, room: int) -> list[tuple[Record, datetime]]:
        """Some of what is due, for this process alone until an instant: not too much at once for one receiver or owner."""
        if room <= 0:
            return []
        now = machine_now()
        values: dict[str, Any] = {} if owners is None else {"owners": list(owners)}
        values["busy_owners"] = [
            one for one, n in self._busy.items() if type(one) is str and n >= queue.PER_OWNER
        ]
        values["busy_subscriptions"] = [
            one for one, n in self._busy.items() if type(one) is UUID and n >= queue.PER_SUBSCRIPTION
        ]
        found = await fetch(self.service, queue.due(owners is None), **values, now=now, limit=4 * TOGETHER)
        chosen = self._with_room(found, room)
        if not chosen:
            return []
        until = now + self.lease
        async with writing(self.service, (row["owner"] for row in chosen)) as connection:
            connection.recorded = True  # a claim is no fact
            taken = await connection.fetch(
                queue.claim(),
                owners=[row["owner"] for row in chosen],
                ids=[row["id"] for row in chosen],
                now=now,
                until=until,
            )
        ids = {row["id"] for row in taken}
        mine = [row for row in chosen if row["id"] in ids]
        self._busy.update(key for row in mine for key in (row["owner"], row["subscription_id"]))
        return [(row, until) for row in mine]

    def _with_room(self, found: Sequence[Record], room: int) -> list[Record]:
        """As many as there is room for; of whom least is under way goes first."""
        busy, chosen = self._busy.copy(), list[Record]()
        for row in sorted(found, key=lambda row: self._busy[row["owner"]] + row["rank"]):
            owner, subscription = row["owner"], row["subscription_id"]
            if (
                busy[owner] < queue.PER_OWNER
                and busy[subscription] < queue.PER_SUBSCRIPTION
                and len(chosen) < room
            ):
                busy.update((owner, subscription))
                chosen.append(row)
        return chosen

    def _release(self, row: Record) -> None:
        self._busy.subtract((row["owner"], row["subscription_id"]))
        self._busy = +self._busy

    async def _send(self, row: Record, until: datetime) -> None:
        """One attempt, and what follows from it."""
        try:
            message = message_of(self.service, row)
            receipt = await self.sender.post(message.place, message.headers, message.body, row["owner"])
        except SecretUnreadable:
            log.error("webhook secret unreadable", extra={"subscription": str(row["subscription_id"])})
            await self._give_up(row, until)
            return
        except AddressRefused:
            receipt = Receipt(None, "address-refused")
        await self._note(row, until, receipt)

    @operation
    async def _give_up(self, row: Record, until: datetime) -> None:
        """Send nothing unsigned: the message waits until its subscription has a new secret and is put on again."""
        ctx = self.service.system_context(row["owner"])
        async with ctx.begin() as connection:
            await store.find_subscription(connection, row["subscription_id"], None, lock=True)
            waits = rules.Judgement(DeliveryState.PENDING, ctx.now)
            await connection.execute(
                queue.settle(), **_outcome(row, until, Receipt(None), waits, row["attempts"])
            )
            await disable_within(ctx, connection, row["subscription_id"], Reason.SECRET_UNREADABLE)

    @operation
    async def _note(self, row: Record, until: datetime, receipt: Receipt) -> None:
        """Note the outcome in one transaction, with what it means for the subscription."""
        ctx = self.service.system_context(row["owner"])
        subscription_id: UUID = row["subscription_id"]
        attempts = row["attempts"] + receipt.tried
        # What fails for good, and what may go on for ever, is where a receiver may have failed for too long.
        doubtful = not receipt.accepted and (attempts >= len(rules.SCHEDULE) or not receipt.tried)
        since = await self._failing_since(row) if doubtful else None
        async with ctx.begin() as connection:
            verdict = rules.judge(receipt, attempts, ctx.now, row["id"])
            values = _outcome(row, until, receipt, verdict, attempts)
            # The subscription before its message, as everyone who locks both does.
            if receipt.accepted:
                values["delivered_at_"] = ctx.now
                await connection.execute(
                    queue.well(),
                    owner_=row["owner"],
                    id_=subscription_id,
                    earlier=ctx.now - HOUR,
                    now_=ctx.now,
                )
            elif verdict.state is DeliveryState.FAILED or since is not None:
                await store.find_subscription(connection, subscription_id, None, lock=True)
            noted = await connection.execute(queue.settle(), **values)
            if noted and (verdict.state is DeliveryState.FAILED or since is not None):
                reason = Reason.GONE if verdict.gone else Reason.FAILING
                await disable_within(ctx, connection, subscription_id, reason, since)
            else:
                connection.recorded = True  # how a message fares is no fact

    async def _failing_since(self, row: Record) -> datetime | None:
        return await failing_since(self.service, row["owner"], row["subscription_id"], row["now_there"])


def _outcome(
    row: Record, until: datetime, receipt: Receipt, verdict: rules.Judgement, attempts: int
) -> dict[str, Any]:
    return {
        "owner_": row["owner"],
        "id_": row["id"],
        "until": until,
        "state_": verdict.state,
        "attempts_": attempts,
        "due_at_": verdict.due_at,
        "last_status_": receipt.status,
        "last_error_": receipt.error,
        "delivered_at_": None,
    }
