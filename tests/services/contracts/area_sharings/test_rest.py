"""Sharings over REST: with whom a municipality's neighbourhood data were shared, for who shared and for whom (D-17)."""

from __future__ import annotations

from datetime import date

from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.conftest import Ready
from tests.support.house import House
from tests.support.tenants import new_tenant


async def test_who_is_named_sees_the_sharing_and_nobody_else(ready: Ready, house: House) -> None:
    """The purchaser and the named provider read it; the other provider and a stranger find nothing."""
    await register_emmen(ready)
    lead, other = ready.tenant.providers[:2]
    body = {"municipalityCode": "0114", "organisations": [lead]}
    shared = (await ready.ask("POST", "/area-profiles/_share", json=body)).json()
    assert (shared["organisations"], shared["areas"]) == ([lead], 7)
    path = f"/area-sharings/{shared['id']}"
    for oin in (None, lead):
        assert (await ready.ask("GET", path, oin=oin)).json()["id"] == shared["id"]
    listed = (await ready.ask("GET", "/area-sharings?municipalityCode=0114")).json()["items"]
    assert [one["id"] for one in listed] == [shared["id"]]
    assert (await ready.ask("GET", "/area-sharings?municipalityCode=0484")).json()["items"] == []
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    for answer in (await ready.ask("GET", path, oin=other), await stranger.ask("contracts", "GET", path)):
        assert (answer.status_code, answer.json()["code"]) == (404, "area-sharing-not-found")
