"""What reports cost, and what facts tell of them."""

import pytest

from services.outcomes.reports import operations
from shared.schemas.outcomes import NewReport
from shared.values.reporting import ReportKind
from tests.services.outcomes.conftest import Measured, counted
from tests.services.outcomes.reports.examples import STORY


async def test_a_report_takes_as_many_statements_however_much_was_measured(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The annual report, with everything in it, reads the same number of times for one measurement as for eight."""
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)

    async def statements() -> int:
        with counted(monkeypatch) as ran:
            await operations.get_preview(ctx, ReportKind.ANNUAL_REPORT, measured.contract.id, "2026")
        return len(ran)

    await measured.measure("2026-Q1")
    one = await statements()
    await measured.measure("2026-Q2")
    await measured.measure("2026-Q2", "7.1", area="BU04840101")
    assert await statements() == one
    assert one < 30


async def test_the_facts_of_a_report_hold_no_stories(measured: Measured) -> None:
    """Drafted and submitted are told with kind, period and hashes; figures and narratives are read at the report."""
    client = measured.client(measured.lead)
    new = {
        "kind": "quarterlyIndicators", "contract_id": measured.contract.id, "period": "2026-Q2", "narrative": STORY,
    }  # fmt: skip
    draft = await client.register_report(NewReport.model_validate(new))
    made = await client.submit_report(draft.id)
    facts = [
        one for one in (await measured.client().events(after=None)).events if one.subject == str(made.id)
    ]
    kinds = [one.type.split(".")[-2] for one in facts]
    assert kinds == ["report-drafted", "report-submitted"]
    assert STORY not in str(facts)
    assert all("figures" not in (one.data or {}) for one in facts)
    assert (facts[-1].data or {})["contentSha256"] == made.content_sha256
