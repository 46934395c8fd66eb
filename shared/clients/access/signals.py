"""The part of the access client about signals."""

from __future__ import annotations

from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import Signal, SignalAction, SignalCounts


class SignalsClient(Client):
    """What access found that a person should look at (N-139)."""

    async def get_signal(self, signal_id: UUID) -> Signal:
        """One signal."""
        return await self.get(f"/signals/{signal_id}", Signal)

    async def list_signals(self, **filters: str | None) -> list[Signal]:
        """All signals, oldest first; filters under the names of the query: state, kind, subject, citizenId, provider."""
        return await self.page("/signals", Signal, **filters)

    async def count_signals(self) -> SignalCounts:
        """How many signals of each kind are not closed."""
        return await self.get("/signals/counts", SignalCounts)

    async def acknowledge_signal(self, signal_id: UUID, *, key: str | None = None) -> Signal:
        """Say that a person saw a signal."""
        return await self.post(f"/signals/{signal_id}/acknowledgement", Signal, key=key)

    async def close_signal(self, signal_id: UUID, action: str, *, key: str | None = None) -> Signal:
        """Close a signal with what was done about it."""
        return await self.post(f"/signals/{signal_id}/closure", Signal, SignalAction(action=action), key=key)
