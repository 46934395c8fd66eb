"""Characteristics of areas in the graph: the same operations."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.characteristics.given import new_value
from tests.services.contracts.conftest import Ready

REGISTER = """mutation ($new: NewCharacteristic!) {
  registerCharacteristic(new: $new) { id fitsUse derivation { steps { rule result } } }
}"""
CHANGE = """mutation ($id: UUID!, $change: CharacteristicChange!) {
  changeCharacteristic(id: $id, change: $change, version: 1) { version value suppressed }
}"""
IMPORT = """mutation ($new: CharacteristicsToImport!) {
  importCharacteristics(new: $new) { registered suppressed touched }
}"""
READ = """query ($id: UUID!) {
  characteristic(id: $id) { source unit } characteristics(usedFor: youth, year: 2026) { nodes { areaCode } }
}"""


@pytest.mark.rule("R-C17")
async def test_values_are_registered_corrected_imported_and_read(ready: Ready) -> None:
    """One with its warning, one corrected to suppressed, two imported; read by id and by filter."""
    await register_emmen(ready)
    new = new_value(usedFor="social")
    made = (await given.graph(ready.tenant, REGISTER, key="r", new=new))["data"]["registerCharacteristic"]
    assert (made["fitsUse"], made["derivation"]["steps"][1]) == (False, {"rule": "R-C17", "result": False})
    changed = await given.graph(ready.tenant, CHANGE, key="c", id=made["id"], change={"value": "."})
    assert changed["data"]["changeCharacteristic"] == {"version": 2, "value": None, "suppressed": True}
    values = {"characteristics": [new_value("TG-B"), new_value("TG-C", value=".")]}
    told = (await given.graph(ready.tenant, IMPORT, key="i", new=values))["data"]["importCharacteristics"]
    assert (told["registered"], told["suppressed"]) == (2, 1)
    found = (await given.graph(ready.tenant, READ, id=made["id"]))["data"]
    assert found["characteristic"] == {"source": "cbs", "unit": "count"}
    assert [one["areaCode"] for one in found["characteristics"]["nodes"]] == ["TG-B", "TG-C"]
