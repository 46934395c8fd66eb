"""Evaluations over HTTP: held by the purchaser, read by the parties, and in the graph."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready, make_ready
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
TENDERED = [{"name": name} for name in ("Begeleiding", "Kortdurend verblijf", "Vervoer")]


async def year_later(tenant_on: TenantOn) -> tuple[Ready, dict[str, Any]]:
    """A contract that ran since 2025, a year after its award."""
    ready = await make_ready(await tenant_on(date(2026, 1, 1)))
    history = {"signedOn": "2024-12-15", "slices": []}
    scope = [*TENDERED, {"name": "Inloop GGZ"}]
    draft = await ready.draft(startDate="2025-01-01", history=history, tenderedScope=TENDERED, scope=scope)
    contract = await ready.client().activate(draft.id)
    body = {
        "contractId": str(contract.id),
        "kind": "scopeCheck",
        "heldOn": "2026-01-01",
        "conclusion": "Erbij",
    }
    return ready, body


@pytest.mark.rule("R-C06")
async def test_a_scope_check_tells_the_differences_once(tenant_on: TenantOn) -> None:
    """One addition, with its derivation; the same reference gives what is there, other contents are refused."""
    ready, body = await year_later(tenant_on)
    made = await ready.ask("PUT", "/evaluations/by-reference/toets/1", json=body)
    assert made.status_code == 201, made.text
    told = made.json()
    assert ([one["name"] for one in told["added"]], told["dueOn"]) == (["Inloop GGZ"], "2025-12-15")
    again = await ready.ask("PUT", "/evaluations/by-reference/toets/1", json=body)
    assert again.json() == told
    other = await ready.ask("PUT", "/evaluations/by-reference/toets/1", json={**body, "conclusion": "Anders"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    path = f"/evaluations/{told['id']}"
    steps = (await ready.ask("GET", f"{path}/derivation")).json()["steps"]
    assert [one["rule"] for one in steps] == ["R-C06", "R-C06"]
    listed = await ready.ask(
        "GET", f"/evaluations?contractId={body['contractId']}&kind=scopeCheck", oin=ready.lead
    )
    assert [one["id"] for one in listed.json()["items"]] == [told["id"]]
    (fact,) = await given.facts(ready.tenant, "evaluation-held")
    assert "conclusion" not in fact["data"] and fact["data"]["added"]


@pytest.mark.rule("R-C05")
async def test_an_evaluation_is_refused_to_the_provider_and_in_the_future(tenant_on: TenantOn) -> None:
    """403 for the lead; 409 with the point; 404 for another municipality's contract; a dry run writes nothing."""
    ready, body = await year_later(tenant_on)
    assert (await ready.ask("POST", "/evaluations", oin=ready.lead, json=body)).status_code == 403
    late = await ready.ask(
        "POST", "/evaluations", json={**body, "kind": "evaluation", "heldOn": "2026-02-01"}
    )
    assert [one["code"] for one in late.json()["errors"]] == ["in-the-future"]
    other = await tenant_on(date(2026, 1, 1))
    assert (await other.ask("contracts", "POST", "/evaluations", json=body)).status_code == 404
    dry = await ready.ask("POST", "/evaluations?dryRun=true", json=body)
    assert dry.status_code == 201
    assert (await ready.ask("GET", "/evaluations")).json()["items"] == []
