"""The part of the access client about trends of demand and care."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import PatternWatch, TrendFindingKind, TrendFindings
from shared.values.findings import FindingSeverity
from shared.values.trends import TrendKind


class FindingsClient(Client):
    """Trends of a period beside the one before it, and their kinds."""

    async def trend_findings(
        self,
        first_day: date,
        last_day: date,
        *,
        kind: TrendKind | None = None,
        severity: FindingSeverity | None = None,
        cut_on: date | None = None,
    ) -> TrendFindings:
        """The trends of a period, what was found first; `cut_on` is the day from which something was cut (E-52)."""
        asked = {
            "from": first_day,
            "until": last_day,
            "kind": kind,
            "severity": severity,
            "cutOn": cut_on,
        }
        given = {name: str(value) for name, value in asked.items() if value is not None}
        return await self.get("/findings", TrendFindings, **given)

    async def pattern_watch(self, watch_id: UUID) -> PatternWatch:
        """A month that was looked at."""
        return await self.get(f"/pattern-watches/{watch_id}", PatternWatch)

    async def trend_finding_kinds(self, severity: FindingSeverity | None = None) -> list[TrendFindingKind]:
        """Every kind of trend with its limit."""
        given = {} if severity is None else {"severity": str(severity)}
        response = await self.request("GET", "/finding-kinds", params=given)
        return [TrendFindingKind.model_validate(one) for one in response.json()["items"]]
