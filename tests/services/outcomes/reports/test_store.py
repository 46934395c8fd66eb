"""What the database keeps of reports: bytes that never change, and no second first one."""

import asyncpg
import pytest

from services.outcomes.reports import store
from services.outcomes.reports.rules import ReportNotFound
from shared.schemas.outcomes import NewReport
from shared.values import new_id
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.reports.examples import STORY


async def test_sealed_bytes_stay(measured: Measured) -> None:
    """What was submitted cannot be changed or taken away, not by the service either; a draft has no bytes."""
    new = {
        "kind": "quarterlyIndicators", "contract_id": measured.contract.id, "period": "2026-Q2", "narrative": STORY,
    }  # fmt: skip
    client = measured.client()
    draft = await client.register_report(NewReport.model_validate(new))
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.read() as connection:
        with pytest.raises(ReportNotFound):
            await store.get_bytes(connection, draft.id)
    made = await client.submit_report(draft.id)
    async with ctx.read() as connection:
        kept = await store.get_bytes(connection, made.id)
        report = await store.REPORTS.get(connection, made.id)
        assert (await store.last_submitted(connection, report)) == (made.id, made.submitted_on)
        assert [one.id for one in await store.list_submitted(connection, measured.contract.id)] == [made.id]
        assert await store.list_submitted(connection, new_id()) == []
    assert kept.content.startswith(b'{"kind":"quarterlyIndicators"')
    assert kept.page_nl != kept.page_en
    for statement in ("update report_bytes set content = ''", "delete from report_bytes"):
        with pytest.raises(asyncpg.PostgresError):
            async with ctx.begin() as connection:
                await connection.raw.execute(statement)
