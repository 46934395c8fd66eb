"""What registering a consortium leaves behind, and what a refusal does not (R-C11)."""

from __future__ import annotations

import pytest

from services.contracts.consortia import operations
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.consortia.test_rest import body, members_of
from tests.support.tenants import Tenant


@pytest.mark.rule("R-C11")
async def test_the_fact_of_a_registration_is_the_answer_for_every_member(tenant: Tenant) -> None:
    """One fact consortium-registered carries what the answer showed, in the purchaser's feed and in a member's."""
    made = await tenant.ask("contracts", "POST", "/consortia", json=body(members_of(tenant)))
    (fact,) = await given.facts(tenant, "consortium-registered")
    assert (fact["data"], fact["subject"]) == (made.json(), made.json()["id"])
    theirs = await tenant.ask("contracts", "GET", "/events", oin=tenant.providers[-1])
    assert [one["data"] for one in theirs.json()["events"]] == [made.json()]


async def test_twenty_retries_at_once_under_one_reference_make_one_consortium(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made, one fact."""
    sent = body(members_of(tenant), externalReference="svb-1")
    answers = await given.twenty(tenant, "POST", "/consortia", json=sent)
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await given.facts(tenant, "consortium-registered")) == 1


@pytest.mark.rule("R-C11")
async def test_neither_a_refusal_nor_a_dry_run_leaves_anything(tenant: Tenant) -> None:
    """Two leads are refused, a dry run shows: no consortium, no fact, and the key of neither is taken."""
    members = members_of(tenant)
    two_leads = body([{**one, "paymentLead": True} for one in members[:2]])
    refused = await tenant.ask("contracts", "POST", "/consortia", key="k", json=two_leads)
    shown = await tenant.ask("contracts", "POST", "/consortia?dryRun=true", key="k", json=body(members))
    assert (refused.status_code, shown.status_code) == (409, 201)
    assert (await tenant.ask("contracts", "GET", "/consortia")).json()["items"] == []
    assert await given.facts(tenant, "consortium-registered") == []
    made = await tenant.ask("contracts", "POST", "/consortia", key="k", json=body(members))
    assert (made.status_code, "Idempotent-Replayed" in made.headers) == (201, False)


async def test_the_batch_leaves_out_what_is_not_visible(ready: Ready) -> None:
    """Behind the graph's loader a member gets its consortium and the auditor none."""
    asked = [ready.consortium_id, new_id()]
    for oin, expected in ((ready.lead, {ready.consortium_id}), (ready.tenant.auditor, set())):
        found = await operations.list_consortia_by_id(given.context(ready.tenant, oin), asked)
        assert set(found) == expected
