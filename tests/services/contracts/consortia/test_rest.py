"""Consortia over HTTP (R-C11)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.clients.contracts import ContractsClient
from tests.support.tenants import Tenant, invented_oin


def body(members: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A consortium to register."""
    return {"name": "Samen Sterk", "startDate": "2026-01-01", "members": members, **more}


def members_of(tenant: Tenant) -> list[dict[str, Any]]:
    """All the tenant's providers, the first as main contractor and lead."""
    return [
        {"oin": oin, "role": "sub" if number else "main", "paymentLead": not number}
        for number, oin in enumerate(tenant.providers)
    ]


@pytest.mark.rule("R-C11")
async def test_eight_members_four_main_four_sub_are_registered_and_explained(tenant: Tenant) -> None:
    """The worked example, with its derivation."""
    members = [
        {"oin": invented_oin(), "role": "main" if number < 4 else "sub", "paymentLead": number == 0}
        for number in range(8)
    ]
    made = await tenant.ask("contracts", "POST", "/consortia", json=body(members))
    assert made.status_code == 201, made.text
    assert made.headers["Location"] == f"/v1/consortia/{made.json()['id']}"
    why = await tenant.ask("contracts", "GET", f"/consortia/{made.json()['id']}/derivation")
    assert [step["inputs"] for step in why.json()["steps"]] == [
        {"members": 8, "main": 4, "sub": 4},
        {"oin": members[0]["oin"]},
    ]


@pytest.mark.rule("R-C11")
async def test_an_invalid_consortium_is_refused_with_every_reason(tenant: Tenant) -> None:
    """No main contractor and no lead: both are told, nothing is written."""
    members = [{"oin": oin, "role": "sub"} for oin in tenant.providers]
    refused = await tenant.ask("contracts", "POST", "/consortia", json=body(members))
    assert (refused.status_code, refused.json()["rule"]) == (409, "R-C11")
    assert [one["code"] for one in refused.json()["errors"]] == [
        "main-contractor-missing",
        "payment-lead-not-one",
    ]
    assert await tenant.client(ContractsClient).consortia() == []


async def test_members_see_their_consortium_and_nobody_else_does(tenant: Tenant) -> None:
    """Every member reads it; the auditor has nothing to do with it yet; a provider registers none."""
    made = (await tenant.ask("contracts", "POST", "/consortia", json=body(members_of(tenant)))).json()
    for oin in tenant.providers:
        assert [one.name for one in await tenant.client(ContractsClient, oin).consortia()] == ["Samen Sterk"]
    hidden = await tenant.ask("contracts", "GET", f"/consortia/{made['id']}", oin=tenant.auditor)
    assert (hidden.status_code, hidden.json()["code"]) == (404, "consortium-not-found")
    refused = await tenant.ask(
        "contracts", "POST", "/consortia", oin=tenant.providers[0], json=body(members_of(tenant))
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")


async def test_an_own_reference_is_a_safe_retry(tenant: Tenant) -> None:
    """The same gives what is there, something else under the reference is refused."""
    sent = body(members_of(tenant), externalReference="svb-1")
    first = await tenant.ask("contracts", "POST", "/consortia", json=sent)
    again = await tenant.ask("contracts", "POST", "/consortia", json=sent)
    assert (again.status_code, again.json()) == (200, first.json())
    other = await tenant.ask("contracts", "POST", "/consortia", json={**sent, "name": "Anders"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    found = await tenant.client(ContractsClient).consortia(externalReference="svb-1")
    assert [str(one.id) for one in found] == [first.json()["id"]]


async def test_what_the_members_share_is_told_and_changed(tenant: Tenant) -> None:
    """Competing or complementary and the shared overhead (N-103); members and first day stay (A-4.1)."""
    new = body(members_of(tenant), providersRelation="complementary", sharedOverhead=True)
    made = (await tenant.ask("contracts", "POST", "/consortia", json=new)).json()
    assert (made["providersRelation"], made["sharedOverhead"], made["sharedOverheadCents"]) == (
        "complementary",
        True,
        None,
    )
    path, told = f"/consortia/{made['id']}", {"sharedOverheadCents": 12_000_000}
    changed = await tenant.ask("contracts", "PATCH", path, json=told, headers={"If-Match": '"1"'})
    assert changed.json() == {**made, **told, "version": 2}
    members = await tenant.ask("contracts", "PATCH", path, json={"members": []}, headers={"If-Match": '"2"'})
    assert [one["location"] for one in members.json()["errors"]] == ["#/members"]
    why = await tenant.ask("contracts", "GET", f"{path}/derivation")
    assert [one["rule"] for one in why.json()["steps"]] == ["R-C11", "R-C11"]


async def test_a_consortium_is_brought_to_what_a_reference_says(tenant: Tenant) -> None:
    """The first PUT makes it, a second changes it; other members under the reference are refused."""
    path, new = "/consortia/by-reference/svb/1", body(members_of(tenant))
    first = await tenant.ask("contracts", "PUT", path, json=new)
    second = await tenant.ask("contracts", "PUT", path, json={**new, "sharedOverhead": False})
    assert [(one.status_code, one.json()["version"]) for one in (first, second)] == [(201, 1), (200, 2)]
    fewer = await tenant.ask("contracts", "PUT", path, json=body(members_of(tenant)[:1]))
    assert (fewer.status_code, fewer.json()["code"]) == (409, "external-reference-used")
