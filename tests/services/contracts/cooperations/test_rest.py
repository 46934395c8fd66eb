"""Cooperations over HTTP: three models, factors and motives, and the powers of the host (N-37, R-C51)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from shared.clients.contracts import ContractsClient
from tests.services.contracts.cooperations.given import cooperation
from tests.support.tenants import Tenant, invented_oin


@pytest.mark.rule("R-C51")
async def test_the_host_may_contract_for_what_was_transferred(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """The other member transfers Youth: the Wmo is missing, for both who ask; before the transfer everything was."""
    member = await tenant_on(tenant.today)
    made = (
        await tenant.ask("contracts", "POST", "/cooperations", json=cooperation(tenant.owner, member.owner))
    ).json()
    assert made["complexity"] == 2
    powers = f"/cooperations/{made['id']}/powers"
    before = (await tenant.ask("contracts", "GET", powers)).json()["members"]
    assert [one["missing"] for one in before] == [[], ["wmo2015", "jeugdwet"]]
    body = {
        "holder": tenant.owner, "municipalityCode": "0569", "laws": ["jeugdwet"], "validFrom": "2026-02-01",
    }  # fmt: skip
    assert (await member.ask("contracts", "POST", "/power-transfers", json=body)).status_code == 201
    for reader in (tenant, member):
        told = (await reader.ask("contracts", "GET", f"{powers}?on=2026-02-01")).json()["members"][1]
        assert (told["laws"], told["missing"]) == (["jeugdwet"], ["wmo2015"])
    early = (await tenant.ask("contracts", "GET", powers)).json()["members"][1]
    assert early["laws"] == []


async def test_a_cooperation_that_does_not_fit_its_model_is_refused_with_every_reason(tenant: Tenant) -> None:
    """A bureau that is a member, without a legal form, a factor twice."""
    body = cooperation(tenant.owner, invented_oin(), model="bureau")
    body["factors"] = [body["factors"][0]] * 2
    refused = await tenant.ask("contracts", "POST", "/cooperations", json=body)
    told = refused.json()
    assert (refused.status_code, told["code"], told["rule"]) == (409, "cooperation-refused", "N-37")
    assert [one["location"] for one in told["errors"]] == ["#/host", "#/legalForm", "#/factors/1"]


async def test_a_cooperation_is_registered_changed_and_found(tenant: Tenant) -> None:
    """PUT made, the same, weighed otherwise; PATCH under its version; filters."""
    other, path = invented_oin(), "/cooperations/by-reference/samen/1"
    bodies = [
        cooperation(tenant.owner, other),
        cooperation(tenant.owner, other),
        cooperation(tenant.owner, other, factors=[{"factor": "accountability", "weight": 5}]),
    ]
    answers = [await tenant.ask("contracts", "PUT", path, json=body) for body in bodies]
    assert [(one.status_code, one.json()["version"]) for one in answers] == [(201, 1), (200, 1), (200, 2)]
    made = answers[2].json()
    named = await tenant.ask(
        "contracts",
        "PATCH",
        f"/cooperations/{made['id']}",
        json={"name": "Acht samen"},
        headers={"If-Match": '"2"'},
    )
    assert (named.json()["version"], named.json()["factors"]) == (3, made["factors"])
    client = tenant.client(ContractsClient)
    for filters in (
        {"model": "accountHolder"}, {"host": tenant.owner}, {"externalReference": "samen/1"},
    ):  # fmt: skip
        assert [str(one.id) for one in await client.cooperations(**filters)] == [made["id"]]
    assert await client.cooperations(model="bureau") == []


async def test_a_member_reads_and_does_not_change_and_a_stranger_finds_nothing(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """403 for the member, 404 for another purchaser; a provider has no right to cooperations at all."""
    member, stranger = await tenant_on(tenant.today), await tenant_on(tenant.today)
    made = (
        await tenant.ask("contracts", "POST", "/cooperations", json=cooperation(tenant.owner, member.owner))
    ).json()
    path = f"/cooperations/{made['id']}"
    assert (await member.ask("contracts", "GET", path)).json() == made
    match = {"If-Match": '"1"'}
    refused = await member.ask("contracts", "PATCH", path, json={"name": "x"}, headers=match)
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
    hidden = await stranger.ask("contracts", "PATCH", path, json={"name": "x"}, headers=match)
    assert (hidden.status_code, hidden.json()["code"]) == (404, "cooperation-not-found")
    assert (await tenant.ask("contracts", "GET", path, oin=tenant.providers[0])).status_code == 403
