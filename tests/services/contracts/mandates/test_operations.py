"""What happens to mandates at once and again: one withdrawal on each version, one fact for each change."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.mandates.test_rest import MANDATE, register
from tests.support.tenants import Tenant


@pytest.mark.rule("R-A03")
async def test_of_twenty_withdrawals_on_one_version_exactly_one_wins(tenant: Tenant) -> None:
    """All read version 1: one brings the last day forward, nineteen hear that their version is old."""
    mandate = await register(tenant)
    answers = await given.twenty(
        tenant, "POST", f"/mandates/{mandate.id}/withdrawal",
        json={"validUntil": "2026-06-30"}, headers={"If-Match": '"1"'},
    )  # fmt: skip
    assert given.statuses(answers) == {200: 1, 412: 19}
    (fact,) = await given.facts(tenant, "mandate-withdrawn")
    assert (fact["data"], fact["subjectversion"]) == (answers[0].json(), 2)


@pytest.mark.rule("R-A03")
async def test_a_repeated_withdrawal_answers_what_it_answered(tenant: Tenant) -> None:
    """The same key shows the mandate as it was then, also after a later withdrawal; it does not undo that one."""
    mandate = await register(tenant)
    path = f"/mandates/{mandate.id}/withdrawal"
    first = await tenant.ask("contracts", "POST", path, key="first", json={"validUntil": "2026-06-30"})
    later = await tenant.ask("contracts", "POST", path, key="later", json={"validUntil": "2026-03-31"})
    again = await tenant.ask("contracts", "POST", path, key="first", json={"validUntil": "2026-06-30"})
    assert (again.json(), again.headers["Idempotent-Replayed"]) == (first.json(), "true")
    now = (await tenant.ask("contracts", "GET", f"/mandates/{mandate.id}")).json()
    assert now == later.json()
    assert len(await given.facts(tenant, "mandate-withdrawn")) == 2


@pytest.mark.rule("R-A03")
async def test_neither_a_refused_nor_a_dry_withdrawal_changes_anything(tenant: Tenant) -> None:
    """The mandate stays as it was, in its first version, and access hears of nothing."""
    mandate = await register(tenant)
    path = f"/mandates/{mandate.id}/withdrawal"
    dry = await tenant.ask("contracts", "POST", f"{path}?dryRun=true", json={"validUntil": "2026-06-30"})
    assert (dry.status_code, dry.json()["validUntil"], dry.json()["version"]) == (200, "2026-06-30", 2)
    provider = await tenant.ask(
        "contracts", "POST", path, oin=tenant.providers[0], json={"validUntil": "2026-06-30"}
    )
    assert (provider.status_code, provider.json()["code"]) == (403, "purchaser-only")
    refused = await tenant.ask("contracts", "POST", path, json={"validUntil": "2027-01-01"})
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-A03")
    kept = await tenant.ask("contracts", "GET", f"/mandates/{mandate.id}")
    assert kept.json() == mandate.model_dump(mode="json", by_alias=True)
    assert await given.facts(tenant, "mandate-withdrawn") == []


async def test_twenty_retries_at_once_under_one_reference_make_one_mandate(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made, and one fact that is the answer."""
    sent = {**MANDATE, "externalReference": "man-1"}
    answers = await given.twenty(tenant, "POST", "/mandates", json=sent)
    assert given.statuses(answers) == {200: 19, 201: 1}
    (fact,) = await given.facts(tenant, "mandate-registered")
    assert all(answer.json() == fact["data"] for answer in answers)
