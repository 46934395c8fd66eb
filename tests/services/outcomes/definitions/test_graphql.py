"""Definitions in the graph: the same as over REST, and an indicator's own beside it."""

from __future__ import annotations

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.definitions.bodies import HIP

REGISTER = """mutation ($new: NewIndicatorDefinition!) {
  registerIndicatorDefinition(new: $new) { id version code versions { number norm consensus } }
}"""
RENEW = """mutation ($id: UUID!, $new: NewDefinitionVersion!) {
  renewIndicatorDefinition(id: $id, new: $new) { version versions { number validUntil } }
}"""
AGREE = """mutation ($id: UUID!, $new: NewDefinitionAgreement!) {
  agreeIndicatorDefinition(id: $id, new: $new) { versions { agreements { side agreedBy } } }
}"""
CHANGE = """mutation ($id: UUID!, $change: IndicatorDefinitionChange!, $v: Int) {
  changeIndicatorDefinition(id: $id, change: $change, version: $v) { version providers }
}"""
IMPORT = """mutation ($code: String!, $new: LibraryToImport!) {
  importIndicatorLibrary(code: $code, new: $new) { id items { code outcome } }
}"""
READ = """query ($id: UUID!, $import: UUID!) {
  indicatorDefinition(id: $id, validOn: "2026-07-01") { code versions { number } derivation { steps { rule } } }
  indicatorDefinitions(code: "hip-fracture", kind: outcome, measuredBy: sampleCheck) { nodes { id } }
  indicatorLibraries { code count }
  indicatorLibrary(code: "parc") { items { code } }
  libraryImport(id: $import) { library }
  libraryImports(library: "emmen") { nodes { id } }
  indicators { nodes { code definition { code library } } }
}"""


async def test_the_graph_does_what_rest_does(measured: Measured) -> None:
    """Registered, renewed, agreed with, shared, taken over, and found again; an indicator shows its definition."""
    registered = await measured.query(REGISTER, new={"code": "hip-fracture", **HIP})
    assert "errors" not in registered, registered
    made = registered["data"]
    one = made["registerIndicatorDefinition"]
    assert one["versions"] == [{"number": 1, "norm": "4.0", "consensus": False}]
    new = {**HIP, "norm": "3.0", "validFrom": "2027-01-01"}
    renewed = (await measured.query(RENEW, id=one["id"], new=new))["data"]["renewIndicatorDefinition"]
    assert renewed == {
        "version": 2,
        "versions": [{"number": 1, "validUntil": "2026-12-31"}, {"number": 2, "validUntil": None}],
    }
    agreed = await measured.query(AGREE, id=one["id"], new={"number": 2})
    assert agreed["data"]["agreeIndicatorDefinition"]["versions"][1]["agreements"] == [
        {"side": "purchaser", "agreedBy": "j.jansen"}
    ]
    changed = await measured.query(CHANGE, id=one["id"], change={"providers": [measured.lead]}, v=3)
    assert changed["data"]["changeIndicatorDefinition"] == {"version": 4, "providers": [measured.lead]}
    done = await measured.query(IMPORT, code="emmen", new={"validFrom": "2026-01-01"})
    taken = done["data"]["importIndicatorLibrary"]
    assert [each["outcome"] for each in taken["items"]] == ["new", "new"]
    read = await measured.query(READ, id=one["id"], **{"import": taken["id"]})
    assert "errors" not in read, read
    found = read["data"]
    assert [each["number"] for each in found["indicatorDefinition"]["versions"]] == [1]
    assert found["indicatorDefinitions"]["nodes"] == [{"id": one["id"]}]
    assert {"code": "parc", "count": 4} in found["indicatorLibraries"]
    assert len(found["indicatorLibrary"]["items"]) == 4
    assert found["libraryImports"]["nodes"] == [{"id": taken["id"]}]
    shown = {each["code"]: each["definition"] for each in found["indicators"]["nodes"]}
    assert shown == {
        "client-satisfaction": {"code": "client-satisfaction", "library": "emmen"},
        "survey": None,
    }
