"""What happens to transfers of powers at once and again: one withdrawal on each version, one fact for each change."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.power_transfers.test_rest import transfer
from tests.support.tenants import Tenant


@pytest.mark.rule("R-C51")
async def test_of_twenty_withdrawals_on_one_version_exactly_one_wins(tenant: Tenant) -> None:
    """All read version 1: one brings the last day forward, nineteen hear that their version is old."""
    made = await transfer(tenant, tenant.auditor, "jeugdwet")
    answers = await given.twenty(
        tenant, "POST", f"/power-transfers/{made.id}/withdrawal",
        json={"validUntil": "2026-06-30"}, headers={"If-Match": '"1"'},
    )  # fmt: skip
    assert given.statuses(answers) == {200: 1, 412: 19}
    (fact,) = await given.facts(tenant, "power-transfer-withdrawn")
    assert (fact["data"], fact["subjectversion"]) == (answers[0].json(), 2)


async def test_twenty_retries_at_once_under_one_reference_make_one_transfer(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made, and one fact that is the answer."""
    sent = {
        "holder": tenant.auditor, "municipalityCode": "0484", "laws": ["jeugdwet"], "validFrom": "2026-01-01",
        "externalReference": "regio-1",
    }  # fmt: skip
    answers = await given.twenty(tenant, "POST", "/power-transfers", json=sent)
    assert given.statuses(answers) == {200: 19, 201: 1}
    (fact,) = await given.facts(tenant, "powers-transferred")
    assert all(answer.json() == fact["data"] for answer in answers)


@pytest.mark.rule("R-C51")
async def test_neither_a_refused_nor_a_dry_withdrawal_changes_anything(tenant: Tenant) -> None:
    """The transfer stays as it was, in its first version, and nobody hears of anything."""
    made = await transfer(tenant, tenant.auditor, "jeugdwet")
    path = f"/power-transfers/{made.id}/withdrawal"
    dry = await tenant.ask("contracts", "POST", f"{path}?dryRun=true", json={"validUntil": "2026-06-30"})
    assert (dry.status_code, dry.json()["validUntil"], dry.json()["version"]) == (200, "2026-06-30", 2)
    refused = await tenant.ask("contracts", "POST", path, json={"validUntil": "2025-06-30"})
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C51")
    kept = await tenant.ask("contracts", "GET", f"/power-transfers/{made.id}")
    assert kept.json() == made.model_dump(mode="json", by_alias=True)
    assert await given.facts(tenant, "power-transfer-withdrawn") == []
