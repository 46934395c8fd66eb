"""Areas over HTTP: many at once, with every fault told; changed under a version; of other purchasers nothing (N-104)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from shared.clients.contracts import ContractsClient
from tests.services.contracts.areas.given import SIX, emmen, new_area, register_emmen
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant


async def test_an_import_is_all_or_nothing_and_tells_every_fault(ready: Ready) -> None:
    """Two faults in two lines: both told with their place, nothing entered; mended it enters."""
    wrong = [
        *emmen(),
        new_area("TG-G", partOf=["TG-X"]),
        new_area("WK011401", division="cbs", municipalityCode="0484"),
    ]
    refused = await ready.ask("POST", "/areas/_import", json={"areas": wrong})
    told = refused.json()
    assert (refused.status_code, told["code"], told["rule"]) == (409, "areas-refused", "N-104")
    assert [(one["code"], one["location"]) for one in told["errors"]] == [
        ("cbs-code", "#/areas/8/code"),
        ("area-unknown", "#/areas/7/partOf/0"),
    ]
    assert (await ready.ask("GET", "/areas")).json()["items"] == []
    await register_emmen(ready)


async def test_areas_are_found_by_code_division_level_municipality_and_reference(ready: Ready) -> None:
    """The filters of the list, through the typed client."""
    await register_emmen(ready)
    client = ready.tenant.client(ContractsClient)
    assert [one.code for one in await client.areas(division="toegang", municipalityCode="0114")] == SIX
    assert [one.code for one in await client.areas(level="municipality")] == ["GM0114"]
    (one,) = await client.areas(code="TG-B")
    assert await client.area(one.id) == one
    assert await client.areas(externalReference="x") == []


async def test_an_area_is_changed_under_its_version(ready: Ready) -> None:
    """A name by PATCH, an end by PUT under a reference; without or with an old version refused; its code stays."""
    made = await ready.ask("PUT", "/areas/by-reference/g1", json=new_area("TG-A"))
    path = f"/areas/{made.json()['id']}"
    assert (made.status_code, made.json()["externalReference"]) == (201, "g1")
    patched = await ready.ask("PATCH", path, json={"name": "Noord"}, headers={"If-Match": '"1"'})
    assert (patched.json()["version"], patched.json()["name"], patched.headers["ETag"]) == (2, "Noord", '"2"')
    stale = await ready.ask("PATCH", path, json={"name": "Zuid"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, (await ready.ask("PATCH", path, json={"name": "x"})).status_code) == (412, 428)
    ended = await ready.ask(
        "PUT", "/areas/by-reference/g1", json=new_area("TG-A", name="Noord", validUntil="2026-12-31")
    )
    assert (ended.status_code, ended.json()["version"], ended.json()["validUntil"]) == (200, 3, "2026-12-31")
    other = await ready.ask("PUT", "/areas/by-reference/g1", json=new_area("TG-B"))
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    same = await ready.ask("POST", "/areas", json=new_area("TG-A", name="Noord", validUntil="2026-12-31"))
    assert (same.status_code, same.json()["id"]) == (200, made.json()["id"])
    differs = await ready.ask("POST", "/areas", json=new_area("TG-A", name="Anders"))
    assert (differs.status_code, differs.json()["code"]) == (409, "areas-refused")


async def test_areas_of_another_purchaser_are_not_there(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """By id 404, in the list nothing; a provider sees none that is not shared and registers none."""
    await register_emmen(ready)
    (one,) = await ready.client().areas(code="TG-A")
    other = await tenant_on(ready.tenant.today)
    hidden = await other.ask("contracts", "GET", f"/areas/{one.id}")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "area-not-found")
    assert await other.client(ContractsClient).areas() == []
    assert (await ready.ask("GET", "/areas", oin=ready.lead)).json()["items"] == []
    refused = await ready.ask("POST", "/areas", oin=ready.lead, json=new_area("TG-Z"))
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
