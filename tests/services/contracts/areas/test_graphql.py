"""Areas in the graph: the same operations."""

from __future__ import annotations

from tests.services.contracts import given
from tests.services.contracts.areas.given import emmen, new_area
from tests.services.contracts.conftest import Ready

IMPORT = "mutation ($new: AreasToImport!) { importAreas(new: $new) { registered unchanged touched } }"
REGISTER = "mutation ($new: NewArea!) { registerArea(new: $new) { id version level } }"
CHANGE = """mutation ($id: UUID!, $change: AreaChange!) {
  changeArea(id: $id, change: $change, version: 1) { version name partOf }
}"""
READ = """query ($id: UUID!, $r: [_Any!]!) {
  area(id: $id) { name } areas(division: "toegang", level: district) { nodes { code partOf } }
  _entities(representations: $r) { ... on Area { code } }
}"""


async def test_areas_are_imported_changed_and_read(ready: Ready) -> None:
    """Seven at once, twice; one registered and renamed under its version; read by id, by filter and as an entity."""
    for counts in ((7, 0), (0, 7)):
        made = (await given.graph(ready.tenant, IMPORT, key=f"i{counts[0]}", new={"areas": emmen()}))["data"][
            "importAreas"
        ]
        assert (made["registered"], made["unchanged"]) == counts
    new = new_area("TG-Z")
    one = (await given.graph(ready.tenant, REGISTER, key="r", new=new))["data"]["registerArea"]
    changed = await given.graph(
        ready.tenant, CHANGE, key="c", id=one["id"], change={"name": "Zuid", "partOf": ["GM0114"]}
    )
    assert changed["data"]["changeArea"] == {"version": 2, "name": "Zuid", "partOf": ["GM0114"]}
    found = (
        await given.graph(ready.tenant, READ, id=one["id"], r=[{"__typename": "Area", "id": one["id"]}])
    )["data"]
    assert (found["area"]["name"], len(found["areas"]["nodes"])) == ("Zuid", 7)
    assert found["_entities"] == [{"code": "TG-Z"}]
