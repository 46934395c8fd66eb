"""Accountability reports."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.outcomes import (
    DueReport,
    DueReports,
    NewReport,
    Report,
    ReportChangeRequest,
    ReportContent,
    ReportKindDescription,
    ReportKinds,
)
from shared.values.reporting import ReportKind


class ReportsClient(Client):
    """Accountability reports: previews, drafts, submission, and the bytes that were sealed."""

    async def report_kinds(self) -> list[ReportKindDescription]:
        """Every kind of report."""
        return (await self.get("/reports/kinds", ReportKinds)).items

    async def preview_report(
        self, kind: ReportKind, period: str, contract_id: UUID | None = None
    ) -> ReportContent:
        """A report as it would be now; nothing is kept."""
        return await self.get(
            "/reports/preview", ReportContent, kind=kind, period=period, contractId=contract_id
        )

    async def due_reports(self, contract_id: UUID) -> list[DueReport]:
        """The reports that a contract asks for, and which came."""
        return (await self.get("/reports/due", DueReports, contractId=contract_id)).items

    async def register_report(self, new: NewReport, *, key: str | None = None) -> Report:
        """Draft a report."""
        return await self.post("/reports", Report, new, key=key)

    async def put_report(self, reference: str, new: NewReport) -> Report:
        """Draft one under the client's own reference; the same again gives what is there."""
        response = await self.request("PUT", f"/reports/by-reference/{quote(reference, safe='')}", body=new)
        return Report.model_validate_json(response.content)

    async def report(self, report_id: UUID) -> Report:
        """One report."""
        return await self.get(f"/reports/{report_id}", Report)

    async def reports(self, **filters: Any) -> list[Report]:
        """All of them, by `contractId`, `kind`, `period`, `status` or `externalReference`."""
        return await self.page("/reports", Report, **filters)

    async def explain_report(self, report_id: UUID) -> DerivationAnswer:
        """How many of its figures have their story, and what was sealed."""
        return await self.get(f"/reports/{report_id}/derivation", DerivationAnswer)

    async def change_report(
        self, report_id: UUID, version: int, change: ReportChangeRequest, *, key: str | None = None
    ) -> Report:
        """Tell the story of a draft of which this version was read."""
        response = await self.request(
            "PATCH", f"/reports/{report_id}", body=change, key=key, headers={"If-Match": f'"{version}"'}
        )
        return Report.model_validate_json(response.content)

    async def submit_report(self, report_id: UUID, *, key: str | None = None) -> Report:
        """Submit a draft and seal it."""
        return await self.post(f"/reports/{report_id}/submission", Report, key=key)

    async def report_content(self, report_id: UUID) -> bytes:
        """The whole of a report as JSON; of a submitted one the very bytes that were sealed (`ReportContent`)."""
        return (await self.request("GET", f"/reports/{report_id}/content")).content

    async def report_page(self, report_id: UUID, language: str = "nl") -> bytes:
        """The page of a report in a language; of a submitted one the very bytes that were sealed."""
        headers = {"Accept": "text/html", "Accept-Language": language}
        return (await self.request("GET", f"/reports/{report_id}/page", headers=headers)).content
