"""The part of the access client about where support piles up, what it costs whom, and how it shifts."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.clients.base import Client
from shared.schemas.access import CareStacking, CostlyClients, Substitution


class SpendingClient(Client):
    """Care stacking, costly clients, substitution (R-A42, R-A43, R-A52)."""

    async def list_care_stackings(self, **filters: Any) -> list[CareStacking]:
        """The clients and households with several allocations at once; filters are named as in the query (`on`, `minimum`)."""
        return await self.page("/care-stackings", CareStacking, **filters)

    async def costly_clients(self, first: date, last: date, top_basis_points: int = 500) -> CostlyClients:
        """The most expensive clients of these days."""
        asked: dict[str, str | int] = {
            "from": first.isoformat(), "until": last.isoformat(), "topBasisPoints": top_basis_points,
        }  # fmt: skip
        return await self.get("/costly-clients", CostlyClients, **asked)

    async def substitution(
        self, first: date, last: date, *, base: tuple[date, date] | None = None
    ) -> Substitution:
        """How far support moved from specialist to basic, beside the period before or a base of one's own."""
        asked = {"from": first.isoformat(), "until": last.isoformat()}
        if base is not None:
            asked |= {"baseFrom": base[0].isoformat(), "baseUntil": base[1].isoformat()}
        return await self.get("/substitutions", Substitution, **asked)
