"""Retentions in the graph: the same operations, the same rights, the same refusals."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from tests.support.lives import audit, measure, past_year
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
RELEASE = "mutation($id: UUID!) { releaseRetention(id: $id) { id state releasedCents version } }"


async def query(tenant: Tenant, text: str, *, key: str | None = None, **variables: Any) -> dict[str, Any]:
    """One GraphQL request to settlement."""
    body = {"query": text, "variables": variables}
    answer = await tenant.ask("settlement", "POST", "/graphql", json=body, key=key)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_retentions_and_schedules_come_in_one_request(tenant_on: TenantOn) -> None:
    """Two fields at once: the retentions, and the schedules with instalments and derivation; cents are whole numbers."""
    tenant = await tenant_on(date(2027, 3, 1))
    contract, retention = await past_year(tenant)
    text = """query($c: UUID!) {
      retentions(contractId: $c) { nodes { id amountCents withheldCents state } pageInfo { hasNextPage } }
      schedules(contractId: $c, year: 2026) {
        nodes { advanceCents instalments { number amountCents state } derivation { steps { rule sentence } } }
      }
    }"""
    data = (await query(tenant, text, c=str(contract.id)))["data"]
    (one,) = [node for node in data["retentions"]["nodes"] if node["id"] == str(retention)]
    assert (one["amountCents"], one["withheldCents"], one["state"]) == (35_000_000, 35_000_000, "withheld")
    (schedule,) = data["schedules"]["nodes"]
    assert [line["amountCents"] for line in schedule["instalments"]] == [55416667, 55416666, 55416667] * 4
    assert [step["rule"] for step in schedule["derivation"]["steps"]][-1] == "R-S02"


@pytest.mark.rule("R-S03")
async def test_a_release_over_the_graph_is_one_act_and_replays(tenant_on: TenantOn) -> None:
    """The mutation releases once; the same key and document give the same answer again."""
    tenant = await tenant_on(date(2027, 3, 1))
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    first = await query(tenant, RELEASE, key="graph", id=str(retention))
    again = await query(tenant, RELEASE, key="graph", id=str(retention))
    assert first == again
    assert first["data"]["releaseRetention"]["releasedCents"] == 35_000_000


async def test_a_release_names_the_version_that_was_seen(tenant_on: TenantOn) -> None:
    """As If-Match over REST: another version is an error and releases nothing."""
    tenant = await tenant_on(date(2027, 3, 1))
    contract, retention = await past_year(tenant)
    await measure(tenant, contract.id)
    await audit(tenant, contract.id)
    text = "mutation($id: UUID!, $v: Int) { releaseRetention(id: $id, version: $v) { state version } }"
    (error,) = (await query(tenant, text, key="stale", id=str(retention), v=7))["errors"]
    assert error["extensions"]["code"] == "if-match-outdated"
    seen = (await query(tenant, "query($id: UUID!) { retention(id: $id) { version } }", id=str(retention)))[
        "data"
    ]
    released = await query(tenant, text, key="fresh", id=str(retention), v=seen["retention"]["version"])
    assert released["data"]["releaseRetention"]["state"] != "withheld"


@pytest.mark.rule("R-S03")
async def test_a_refusal_in_the_graph_carries_code_rule_and_what_is_missing(tenant_on: TenantOn) -> None:
    """The error's extensions say what REST says in its problem document."""
    tenant = await tenant_on(date(2027, 3, 1))
    _, retention = await past_year(tenant)
    (error,) = (await query(tenant, RELEASE, key="early", id=str(retention)))["errors"]
    assert error["extensions"]["code"] == "retention-conditions-open"
    assert error["extensions"]["rule"] == "R-S03"
    assert error["extensions"]["errors"]


async def test_another_s_retention_is_not_in_the_graph(tenant_on: TenantOn) -> None:
    """By id it is not found, and in the list it is not there."""
    tenant, other = await tenant_on(date(2027, 3, 1)), await tenant_on(date(2027, 3, 1))
    _, retention = await past_year(tenant)
    found = await query(other, "query($id: UUID!) { retention(id: $id) { id } }", id=str(retention))
    assert found["errors"][0]["extensions"]["code"] == "retention-not-found"
    listed = await query(other, "{ retentions { nodes { id } } }")
    assert listed["data"]["retentions"]["nodes"] == []
