"""The part of the access client about reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.clients.base import Client
from shared.schemas.access import (
    DecisionCounts,
    LegalFrameReport,
    PgbSwitchView,
    RemedyReport,
    UnallocatedCare,
    WaitingListOverview,
)
from shared.values.access_reports import DecisionsBy, ViewStep


def _days(first_day: date, last_day: date) -> dict[str, Any]:
    return {"from": first_day, "until": last_day}


class ReportsClient(Client):
    """What access counts over some days, beside the days before them (D-15, D-24, D-29, D-30, D-34, D-51)."""

    async def pgb_switch_view(
        self, first_day: date, last_day: date, step: ViewStep = ViewStep.MONTH
    ) -> PgbSwitchView:
        """Switches to a PGB: share, trend, reasons, who was left where (R-A41)."""
        return await self.get("/pgb-switches/view", PgbSwitchView, **_days(first_day, last_day), step=step)

    async def decision_counts(
        self, first_day: date, last_day: date, by: DecisionsBy = DecisionsBy.PRODUCT
    ) -> DecisionCounts:
        """Decisions by product, team or referrer, the ceilings and the waiting list's quality (R-A37, R-A38)."""
        return await self.get("/decisions/counts", DecisionCounts, **_days(first_day, last_day), by=by)

    async def unallocated_care(self, first_day: date, last_day: date) -> UnallocatedCare:
        """Care without an allocation by provider, as far as access knows it (R-A48)."""
        return await self.get("/care-orders/unallocated", UnallocatedCare, **_days(first_day, last_day))

    async def waiting_list_overview(self, on: date | None = None) -> WaitingListOverview:
        """Who waits on a day, today when none is named (R-A37)."""
        return await self.get("/waiting-list/overview", WaitingListOverview, on=on)

    async def legal_frame_report(self, first_day: date, last_day: date) -> LegalFrameReport:
        """What the legal frame did, and what stands open (R-A14 … R-A19)."""
        return await self.get("/legal-checks/report", LegalFrameReport, **_days(first_day, last_day))

    async def remedy_report(self, first_day: date, last_day: date) -> RemedyReport:
        """Complaints, objections and files of the officers, as far as the token may see (F-26)."""
        return await self.get("/remedies/report", RemedyReport, **_days(first_day, last_day))
