"""Imports over REST: what was read in at once is kept, and read back by who entered it."""

from __future__ import annotations

from datetime import date

from tests.services.contracts.areas.given import emmen
from tests.services.contracts.conftest import Ready
from tests.support.house import House
from tests.support.tenants import new_tenant


async def test_an_import_is_kept_with_what_it_did(ready: Ready) -> None:
    """The same areas twice: two imports, the second of which touched nothing; each read back by its id and by kind."""
    given = {"areas": emmen()}
    first = (await ready.ask("POST", "/areas/_import", json=given)).json()
    second = (await ready.ask("POST", "/areas/_import", json=given)).json()
    assert (first["registered"], first["unchanged"], len(first["touched"])) == (len(emmen()), 0, len(emmen()))
    assert (second["registered"], second["unchanged"], second["touched"]) == (0, len(emmen()), [])
    assert (await ready.ask("GET", f"/imports/{first['id']}")).json() == first
    listed = (await ready.ask("GET", "/imports?kind=areas")).json()["items"]
    assert [one["id"] for one in listed] == [first["id"], second["id"]]
    assert (await ready.ask("GET", "/imports?kind=measures")).json()["items"] == []
    area = (await ready.ask("GET", f"/areas/{first['touched'][0]}")).json()
    assert area["code"] in {one["code"] for one in emmen()}


async def test_another_tenant_finds_no_import(ready: Ready, house: House) -> None:
    """Not yours looks like not there."""
    made = (await ready.ask("POST", "/areas/_import", json={"areas": emmen()})).json()
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    hidden = await stranger.ask("contracts", "GET", f"/imports/{made['id']}")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "import-not-found")
    assert (await stranger.ask("contracts", "GET", "/imports")).json()["items"] == []
