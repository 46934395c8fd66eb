"""Steering profiles over HTTP: of a contract or a region, and how their instruments cohere (D-47)."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_rest, make
from tests.services.contracts.steering_profiles.case import CASE
from tests.support.house import House

COHERENCE = """query ($id: UUID!) {
  steeringProfile(id: $id) { coherence { warnings { code source } instruments { instrument value } } }
}"""


async def test_a_profile_is_found_and_safe_to_repeat(ready: Ready, house: House) -> None:
    """By its region and its reference; strangers find nothing."""
    await check_rest(ready, CASE, house, "region=Midden")


async def test_the_coherence_of_a_profile_names_its_sources(ready: Ready) -> None:
    """A ceiling per provider beside access by the provider: warned with the phrase of the source, as in the graph."""
    made = await make(ready, CASE)
    told = (await ready.ask("GET", f"/steering-profiles/{made['id']}/coherence")).json()
    assert len(told["instruments"]) == 7
    assert [(one["code"], one["source"]) for one in told["warnings"]] == [
        ("instruments-missing", "000 ▸ Gemeenten moeten de stuurinstrumenten altijd"),
        (
            "ceiling-without-access",
            "000 ▸ De belangrijkste maatregel is om de toegang goed in te richten",
        ),
    ]
    found = (await ready.graph(COHERENCE, id=made["id"]))["data"]["steeringProfile"]["coherence"]
    assert [one["code"] for one in found["warnings"]] == [one["code"] for one in told["warnings"]]


async def test_a_profile_is_of_a_contract_or_of_a_region(ready: Ready) -> None:
    """Not of both, not of neither; of a contract it is found by it; a choice of another instrument is refused."""
    contract = await ready.draft()
    both = await ready.ask("POST", "/steering-profiles", json={**CASE.body, "contractId": str(contract.id)})
    assert both.status_code == 400
    body = {**CASE.body, "contractId": str(contract.id)}
    body.pop("region")
    made = await ready.ask("POST", "/steering-profiles", json=body)
    found = await ready.ask("GET", f"/steering-profiles?contractId={contract.id}")
    assert found.json()["items"] == [made.json()]
    denied = await ready.ask("GET", f"/steering-profiles/{made.json()['id']}", oin=ready.lead)
    assert denied.status_code == 403
    wrong = {**CASE.body["instruments"][0], "value": "perProvider"}
    refused = await ready.ask("POST", "/steering-profiles", json={**CASE.body, "instruments": [wrong]})
    assert (refused.status_code, refused.json()["rule"]) == (409, "N-07")
    assert [one["location"] for one in refused.json()["errors"]] == ["#/instruments/0/value"]
