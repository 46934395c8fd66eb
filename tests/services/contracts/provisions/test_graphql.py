"""The social map in the graph: the same operations (D-17)."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.characteristics.given import new_value
from tests.services.contracts.conftest import Ready
from tests.services.contracts.provisions.given import new_provision

REGISTER = "mutation ($new: NewProvision!) { registerProvision(new: $new) { id kind } }"
CHANGE = """mutation ($id: UUID!, $change: ProvisionChange!) {
  changeProvision(id: $id, change: $change, version: 1) { version name }
}"""
SHARE = "mutation ($new: NewAreaSharing!) { shareAreaProfiles(new: $new) { areas } }"
READ = """query ($id: UUID!) {
  provision(id: $id) { areaCode } provisions(kind: general) { nodes { name } }
  areaProfiles(code: "TG-A", year: 2026) {
    nodes { area { name } characteristics { value fitsUse } provisions { name } }
  }
}"""


async def test_the_map_is_drawn_changed_shared_and_read(ready: Ready) -> None:
    """One provision, renamed; seven areas shared; its area's profile with data and map."""
    await register_emmen(ready)
    await ready.ask("POST", "/characteristics", json=new_value())
    made = (await given.graph(ready.tenant, REGISTER, key="r", new=new_provision()))["data"][
        "registerProvision"
    ]
    changed = await given.graph(ready.tenant, CHANGE, key="c", id=made["id"], change={"name": "De Zwaluw"})
    assert changed["data"]["changeProvision"] == {"version": 2, "name": "De Zwaluw"}
    sharing = {"municipalityCode": "0114", "organisations": [ready.lead]}
    shared = await given.graph(ready.tenant, SHARE, key="s", new=sharing)
    assert shared["data"]["shareAreaProfiles"] == {"areas": 7}
    told = (await given.graph(ready.tenant, READ, oin=ready.lead, id=made["id"]))["data"]
    assert (told["provision"], told["provisions"]["nodes"]) == ({"areaCode": "TG-A"}, [{"name": "De Zwaluw"}])
    assert told["areaProfiles"]["nodes"] == [
        {
            "area": {"name": "Gebied TG-A"},
            "characteristics": [{"value": "2410", "fitsUse": True}],
            "provisions": [{"name": "De Zwaluw"}],
        }
    ]
