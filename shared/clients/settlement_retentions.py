"""The client's methods on retentions."""

from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.settlement import Forfeit, Retention


class Retentions(Client):
    """Retentions of settlement."""

    async def retention(self, contract_id: UUID, year: int) -> Retention | None:
        """What a contract year retains, or None where nothing is retained."""
        found = await self.page("/retentions", Retention, contractId=str(contract_id), year=year)
        return found[0] if found else None

    async def retentions(self, **filters: Any) -> list[Retention]:
        """All retentions, by `contractId` or `year`."""
        return await self.page("/retentions", Retention, **filters)

    async def release(self, retention_id: UUID, *, key: str | None = None) -> Retention:
        """Release a retention, once the agreements are met and an accountant recorded it (R-S03)."""
        return await self.post(f"/retentions/{retention_id}/release", Retention, key=key)

    async def forfeit(self, retention_id: UUID, new: Forfeit, *, key: str | None = None) -> Retention:
        """Forfeit what is not met of a retention; the rest is released where that was agreed (R-S03, G-01)."""
        return await self.post(f"/retentions/{retention_id}/forfeit", Retention, new, key=key)

    async def retention_derivation(self, retention_id: UUID) -> DerivationAnswer:
        """Why a retention is what it is."""
        return await self.get(f"/retentions/{retention_id}/derivation", DerivationAnswer)
