"""The part of a purchaser's life in which it reports: a preview, a draft, its story, its seal."""

import hashlib

from shared.clients.outcomes import OutcomesClient
from shared.schemas.contracts import Contract
from shared.schemas.outcomes import NewReport, ReportChangeRequest, ReportContent
from shared.values.reporting import ReportKind, ReportStatus
from tests.support.tenants import Tenant


async def report(tenant: Tenant, contract: Contract) -> None:
    """The year 2026 is previewed, drafted under a reference, told, submitted and read again; a quarter stays a draft."""
    client = tenant.client(OutcomesClient)
    assert len(await client.report_kinds()) == len(ReportKind)
    seen = await client.preview_report(ReportKind.ANNUAL_REPORT, "2026", contract.id)
    assert seen.sections
    told = {"kind": "annualReport", "contractId": contract.id, "period": "2026"}
    draft = await client.put_report("jaarverslag/2026", NewReport.model_validate(told))
    quarter = await client.register_report(
        NewReport.model_validate({**told, "kind": "quarterlyIndicators", "period": "2026-Q4"})
    )
    stories = [{"figure": code, "text": "Zo liep het dit jaar."} for code in draft.untold]
    change = ReportChangeRequest.model_validate({"narrative": "Het jaar in het kort.", "narratives": stories})
    changed = await client.change_report(draft.id, draft.version, change)
    assert changed.untold == []
    made = await client.submit_report(draft.id)
    assert await client.report(made.id) == made
    assert {one.id for one in await client.reports(contractId=contract.id)} == {made.id, quarter.id}
    assert [one.id for one in await client.reports(status=ReportStatus.SUBMITTED)] == [made.id]
    body = await client.report_content(made.id)
    assert hashlib.sha256(body).hexdigest() == made.content_sha256
    assert ReportContent.model_validate_json(body).contract_id == contract.id
    assert hashlib.sha256(await client.report_page(made.id, "en")).hexdigest() == made.page_en_sha256
    assert (await client.explain_report(made.id)).steps
    due = {(one.kind, one.period): one for one in await client.due_reports(contract.id)}
    assert due[ReportKind.ANNUAL_REPORT, "2026"].report_id == made.id
