"""The client's methods on hire orders."""

from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.settlement import HireOrder, NewHireOrder


class HireOrders(Client):
    """Hire orders of settlement."""

    async def place_hire_order(self, new: NewHireOrder, *, key: str | None = None) -> HireOrder:
        """Hire a provider within a neighbourhood's budget."""
        return await self.post("/hire-orders", HireOrder, new, key=key)

    async def withdraw_hire_order(self, order_id: UUID, *, key: str | None = None) -> HireOrder:
        """Take a hire order back."""
        return await self.post(f"/hire-orders/{order_id}/withdrawal", HireOrder, key=key)

    async def hire_order(self, order_id: UUID) -> HireOrder:
        """One hire order."""
        return await self.get(f"/hire-orders/{order_id}", HireOrder)

    async def hire_orders(self, **filters: Any) -> list[HireOrder]:
        """All hire orders, by `contractId`, `areaCode` or `externalReference`."""
        return await self.page("/hire-orders", HireOrder, **filters)


__all__ = ["HireOrders"]
