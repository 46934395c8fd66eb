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


MUNICIPALITY = {
    "kind": "municipality", "name": "Alphen aan den Rijn", "agbCode": None, "municipalityCode": "0484",
    "region": "Rijnstreek", "inhabitants": 110_000, "inhabitantsOn": "2026-01-01", "roleModel": "partner",
    "scenario": "d", "ownRiskProvisionCents": 25_000_000,
}  # fmt: skip


async def test_what_is_known_of_a_municipality_travels_with_it(tenant: Tenant) -> None:
    """Region, inhabitants on a day, role, scenario and own provision come back, and the work list finds it (N-100)."""
    made = await tenant.ask("contracts", "POST", "/organisations", json=body(tenant.owner, **MUNICIPALITY))
    assert made.status_code == 201, made.text
    assert {name: made.json()[name] for name in MUNICIPALITY} == MUNICIPALITY
    await tenant.ask("contracts", "POST", "/organisations", json=body(tenant.providers[0]))
    client = tenant.client(ContractsClient)
    for asked in ({"kind": "municipality"}, {"municipalityCode": "0484"}, {"region": "Rijnstreek"}):
        assert [one.oin for one in await client.organisations(**asked)] == [tenant.owner]


async def test_a_provider_is_described_as_more_becomes_known(tenant: Tenant) -> None:
    """Sectors, size, areas and a signal are added with a PATCH; what is left out stays, null takes away (N-102)."""
    made = (await tenant.ask("contracts", "POST", "/organisations", json=body(tenant.providers[0]))).json()
    path, match = f"/organisations/{made['id']}", {"If-Match": '"1"'}
    told = {
        "sectors": ["elderly-care"], "size": "small", "mainAreaCodes": ["WK048400"],
        "financialSignal": "attention", "financialSignalOn": "2026-06-30",
    }  # fmt: skip
    first = await tenant.ask("contracts", "PATCH", path, json=told, headers=match)
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    assert first.json() == {**made, **told, "version": 2}
    gone = {"financialSignal": None, "financialSignalOn": None}
    second = await tenant.ask("contracts", "PATCH", path, json=gone, headers={"If-Match": '"2"'})
    assert second.json() == {**made, **told, **gone, "version": 3}
    late = await tenant.ask("contracts", "PATCH", path, json={"size": "large"}, headers=match)
    assert (late.status_code, late.json()["code"]) == (412, "if-match-outdated")


async def test_a_figure_without_its_day_is_refused(tenant: Tenant) -> None:
    """At registration the input is at fault; in a PATCH what it would become, both points at once."""
    wrong = body(tenant.providers[0], inhabitants=5)
    refused = await tenant.ask("contracts", "POST", "/organisations", json=wrong)
    assert refused.status_code == 400
    made = (await tenant.ask("contracts", "POST", "/organisations", json=body(tenant.providers[0]))).json()
    halves = {"inhabitants": 5, "financialSignalOn": "2026-01-01"}
    path = f"/organisations/{made['id']}"
    answer = await tenant.ask("contracts", "PATCH", path, json=halves, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "organisation-refused")
    assert [one["location"] for one in answer.json()["errors"]] == ["#/inhabitantsOn", "#/financialSignalOn"]


async def test_an_organisation_is_brought_to_what_a_reference_says(tenant: Tenant) -> None:
    """The first PUT makes it, a second changes it, the same again does nothing; its OIN stays."""
    path, new = "/organisations/by-reference/org/1", body(tenant.providers[0])
    first = await tenant.ask("contracts", "PUT", path, json=new)
    second = await tenant.ask("contracts", "PUT", path, json={**new, "size": "large"})
    again = await tenant.ask("contracts", "PUT", path, json={**new, "size": "large"})
    assert [one.status_code for one in (first, second, again)] == [201, 200, 200]
    assert (second.json()["version"], again.json()) == (2, second.json())
    other = await tenant.ask("contracts", "PUT", path, json={**new, "oin": tenant.providers[1]})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")


async def test_only_the_purchaser_changes_its_register(tenant: Tenant) -> None:
    """The provider itself may read its entry and not change it; another purchaser does not see it."""
    oin = tenant.providers[0]
    made = (await tenant.ask("contracts", "POST", "/organisations", json=body(oin))).json()
    path = f"/organisations/{made['id']}"
    own = await tenant.ask(
        "contracts", "PATCH", path, oin=oin, json={"size": "large"}, headers={"If-Match": '"1"'}
    )
    assert (own.status_code, own.json()["code"]) == (403, "purchaser-only")
