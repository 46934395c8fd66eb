"""Test messages, over connections of their own and a few at a time: whoever tries a receiver takes nobody's place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from shared.errors import Problem, Text
from shared.kit.webhooks.addresses import Guard, Place
from shared.kit.webhooks.rules import Receipt
from shared.kit.webhooks.sending import PATIENCE, Sender

AT_ONCE = 16
PER_OWNER = 4


class TestUnderWay(Problem):
    """A test message of this subscription is still under way, or several of the organisation, or many in all."""

    __test__ = False
    status: ClassVar[int] = 429
    code = "webhook-test-under-way"
    title = Text("Er is al een proefbericht onderweg", "A test message is under way already")
    detail = Text(
        "Ten hoogste één proefbericht per abonnement en {most} per organisatie zijn tegelijk onderweg.",
        "At most one test message a subscription and {most} an organisation are under way at a time.",
    )
    mend = Text(
        "Wacht tot het vorige proefbericht is beantwoord, ten hoogste {retry} seconden.",
        "Wait until the former test message is answered, {retry} seconds at most.",
    )

    def __init__(self) -> None:
        super().__init__(most=PER_OWNER, retry=int(PATIENCE))
        self.headers = {"Retry-After": "1"}


class Tests:
    """The test messages of one service that are under way."""

    __test__ = False

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self._sender: Sender | None = None
        self._busy: Counter[str] = Counter()
        self._trying: set[UUID] = set()

    async def post(
        self, owner: str, subscription_id: UUID, place: Place, headers: Mapping[str, str], body: bytes
    ) -> Receipt:
        """Send one test message of a subscription now. Raises TestUnderWay."""
        full = self._busy[owner] >= PER_OWNER or len(self._trying) >= AT_ONCE
        if full or subscription_id in self._trying:
            raise TestUnderWay()
        if self._sender is None:
            self._sender = Sender(self.guard, connections=AT_ONCE)
        self._trying.add(subscription_id)
        self._busy[owner] += 1
        try:
            return await self._sender.post(place, headers, body, owner)
        finally:
            self._trying.discard(subscription_id)
            self._busy[owner] -= 1
            self._busy = +self._busy

    async def aclose(self) -> None:
        """Drop all connections."""
        if self._sender is not None:
            await self._sender.aclose()


__all__ = ["AT_ONCE", "PER_OWNER", "TestUnderWay", "Tests"]
