"""The social map and neighbourhood data over HTTP: per area, shared at a tender (D-17)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from tests.services.contracts.areas.given import SIX, register_emmen
from tests.services.contracts.characteristics.given import new_value
from tests.services.contracts.conftest import Ready
from tests.services.contracts.provisions.given import new_provision
from tests.support.tenants import Tenant


async def test_a_profile_tells_data_and_map_of_each_area_and_is_shared_at_a_tender(ready: Ready) -> None:
    """Six areas; before it is shared a provider sees nothing, after it what there is and what comes later."""
    await register_emmen(ready)
    await ready.ask("POST", "/characteristics", json=new_value())
    await ready.ask("POST", "/provisions", json=new_provision(validUntil="2026-12-31"))
    path = "/area-profiles?division=toegang&municipalityCode=0114"
    profiles = (await ready.ask("GET", path)).json()["items"]
    assert [one["area"]["code"] for one in profiles] == SIX
    assert [one["value"] for one in profiles[0]["characteristics"]] == ["2410"]
    assert [one["name"] for one in profiles[0]["provisions"]] == ["Inloop De Zwaluw"]
    assert [profiles[1][name] for name in ("characteristics", "provisions")] == [[], []]
    later = (await ready.ask("GET", f"{path}&on=2027-01-01&year=2025")).json()["items"]
    assert [later[0][name] for name in ("characteristics", "provisions")] == [[], []]
    assert (await ready.ask("GET", path, oin=ready.lead)).json()["items"] == []
    shared = await ready.ask(
        "POST", "/area-profiles/_share", json={"municipalityCode": "0114", "organisations": [ready.lead]}
    )
    assert (shared.status_code, shared.json()["areas"]) == (200, 7)
    await ready.ask("POST", "/provisions", json=new_provision("TG-B", kind="voluntary", name="Maatjes"))
    seen = (await ready.ask("GET", path, oin=ready.lead)).json()["items"]
    assert [one["area"]["code"] for one in seen] == SIX
    assert [one["name"] for one in (*seen[0]["provisions"], *seen[1]["provisions"])] == [
        "Inloop De Zwaluw",
        "Maatjes",
    ]
    other = (await ready.ask("GET", path, oin=ready.tenant.providers[1])).json()["items"]
    assert other == []


async def test_a_provision_is_registered_changed_and_found(ready: Ready) -> None:
    """By reference made, the same, ended; by PATCH under its version; filters; an unknown area is refused."""
    await register_emmen(ready)
    path = "/provisions/by-reference/kaart/1"
    answers = [
        await ready.ask("PUT", path, json=new_provision(**more))
        for more in ({}, {}, {"validUntil": "2026-12-31"})
    ]
    assert [one.status_code for one in answers] == [201, 200, 200]
    made = answers[2].json()
    assert (made["version"], made["validUntil"]) == (2, "2026-12-31")
    moved = await ready.ask("PUT", path, json=new_provision("TG-B"))
    assert (moved.status_code, moved.json()["code"]) == (409, "external-reference-used")
    named = await ready.ask(
        "PATCH", f"/provisions/{made['id']}", json={"organisation": ready.lead}, headers={"If-Match": '"2"'}
    )
    assert named.json()["version"] == 3
    client = ready.client()
    for filters in (
        {"areaCode": "TG-A"}, {"kind": "general"}, {"organisation": ready.lead}, {"externalReference": "kaart/1"},
    ):  # fmt: skip
        assert [str(one.id) for one in await client.provisions(**filters)] == [made["id"]]
    refused = await ready.ask("POST", "/provisions", json=new_provision("TG-X"))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "area-unknown")
    reversed_ = await ready.ask(
        "PATCH", f"/provisions/{made['id']}", json={"validUntil": "2025-01-01"}, headers={"If-Match": '"3"'}
    )
    assert (reversed_.status_code, reversed_.json()["errors"][0]["code"]) == (409, "period-reversed")


async def test_the_map_of_another_purchaser_is_not_there(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """404 by id, no profiles; a provider puts nothing on the map and shares nothing."""
    await register_emmen(ready)
    made = (await ready.ask("POST", "/provisions", json=new_provision())).json()
    other = await tenant_on(ready.tenant.today)
    hidden = await other.ask("contracts", "GET", f"/provisions/{made['id']}")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "provision-not-found")
    assert (await other.ask("contracts", "GET", "/area-profiles")).json()["items"] == []
    sharing = {"municipalityCode": "0114", "organisations": [ready.lead]}
    for path, body in (("/provisions", new_provision()), ("/area-profiles/_share", sharing)):
        refused = await ready.ask("POST", path, oin=ready.lead, json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
