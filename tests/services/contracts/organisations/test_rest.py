"""Organisations over HTTP."""

from __future__ import annotations

from typing import Any

from shared.clients.contracts import ContractsClient
from tests.support.tenants import Tenant


def body(oin: str, **more: Any) -> dict[str, Any]:
    """A provider to register."""
    return {"oin": oin, "kind": "provider", "name": "De Rijnoever", "agbCode": "98765432", **more}


async def test_an_organisation_is_registered_once_under_its_oin(tenant: Tenant) -> None:
    """A second registration of the OIN is refused; it is found by it."""
    oin = tenant.providers[0]
    made = await tenant.ask("contracts", "POST", "/organisations", json=body(oin))
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    again = await tenant.ask("contracts", "POST", "/organisations", json=body(oin))
    assert (again.status_code, again.json()["code"]) == (409, "organisation-exists")
    client = tenant.client(ContractsClient)
    [found] = await client.organisations(oin=oin)
    assert found == await client.organisation(found.id)
    assert await client.organisations(oin=tenant.auditor) == []


async def test_an_organisation_reads_its_own_entry_and_no_other(tenant: Tenant) -> None:
    """It sees how it is registered; another provider does not."""
    first, second = tenant.providers[:2]
    made = (await tenant.ask("contracts", "POST", "/organisations", json=body(first))).json()
    assert (await tenant.client(ContractsClient, first).organisation(made["id"])).name == "De Rijnoever"
    hidden = await tenant.ask("contracts", "GET", f"/organisations/{made['id']}", oin=second)
    assert (hidden.status_code, hidden.json()["code"]) == (404, "organisation-not-found")


async def test_an_own_reference_is_a_safe_retry(tenant: Tenant) -> None:
    """The same gives what is there, something else under the reference is refused."""
    sent = body(tenant.providers[0], externalReference="org-1")
    first = await tenant.ask("contracts", "POST", "/organisations", json=sent)
    again = await tenant.ask("contracts", "POST", "/organisations", json=sent)
    assert (again.status_code, again.json()) == (200, first.json())
    other = await tenant.ask("contracts", "POST", "/organisations", json={**sent, "name": "Anders"})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")


async def test_every_fault_of_the_input_is_told_at_once(tenant: Tenant) -> None:
    """Three wrong fields, three errors with their place."""
    wrong = await tenant.ask(
        "contracts", "POST", "/organisations", json={"oin": "1", "kind": "x", "extra": 1}
    )
    assert wrong.status_code == 400
    assert {one["location"] for one in wrong.json()["errors"]} == {"#/oin", "#/kind", "#/name", "#/extra"}


async def test_a_provider_registers_nothing(tenant: Tenant) -> None:
    """The register is the purchaser's."""
    oin = tenant.providers[0]
    refused = await tenant.ask("contracts", "POST", "/organisations", oin=oin, json=body(oin))
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
