"""Populations over HTTP: whom a contract is for, seen by who contracts for them."""

from __future__ import annotations

from datetime import date

import pytest

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import ContractChange
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready


async def test_the_parties_of_a_contract_see_its_population_as_long_as_it_names_it(ready: Ready) -> None:
    """From the draft on, for members and auditor; no longer when the draft names another or none."""
    path = f"/populations/{ready.population_id}"
    sub, auditor = ready.tenant.providers[1], ready.tenant.auditor
    assert (await ready.ask("GET", path, oin=sub)).status_code == 404
    contract = await ready.draft()
    for oin in (sub, auditor):
        assert (await ready.ask("GET", path, oin=oin)).status_code == 200
    without = await ready.client().change_draft(contract.id, 1, ContractChange(auditor=None))
    assert (await ready.ask("GET", path, oin=auditor)).status_code == 404
    await ready.client().change_draft(contract.id, without.version, ContractChange(population_id=None))
    hidden = await ready.ask("GET", path, oin=sub)
    assert (hidden.status_code, hidden.json()["code"]) == (404, "population-not-found")
    assert (await ready.ask("GET", path)).headers["ETag"] == '"1"'


async def test_populations_are_found_by_municipality_and_own_reference(ready: Ready) -> None:
    """The filters of the list; the same reference and contents give what is there."""
    sent = {
        "externalReference": "pop-1",
        "name": "Inwoners Nieuwkoop",
        "municipalityCode": "0569",
        "laws": ["wmo2015", "jeugdwet"],
        "description": "Iedereen",
        "inhabitants": 29_000,
        "inhabitantsOn": "2026-01-01",
    }
    first = await ready.ask("POST", "/populations", json=sent)
    again = await ready.ask("POST", "/populations", json=sent)
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    other = await ready.ask("POST", "/populations", json={**sent, "inhabitants": 1})
    assert (other.status_code, other.json()["code"]) == (409, "external-reference-used")
    client = ready.tenant.client(ContractsClient)
    for filters in ({"municipalityCode": "0569"}, {"externalReference": "pop-1"}):
        assert [str(one.id) for one in await client.populations(**filters)] == [first.json()["id"]]
    assert len(await client.populations()) == 2


async def test_a_provider_registers_no_population(ready: Ready) -> None:
    """The register is the purchaser's."""
    sent = (await ready.client().population(ready.population_id)).model_dump(mode="json", by_alias=True)
    new = {
        name: value for name, value in sent.items() if name not in ("id", "version", "owner", "delimitedBy")
    }
    refused = await ready.ask("POST", "/populations", oin=ready.lead, json=new)
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")


TEAMS = {
    "name": "Volwassenen met psychische problematiek",
    "municipalityCode": "0484",
    "laws": ["wmo2015"],
    "description": "Begeleiding en dagbesteding",
    "inhabitants": 2_400,
    "inhabitantsOn": "2026-01-01",
    "ageFrom": 18,
    "demands": ["day-care", "guidance"],
    "legalFrameworks": ["wmo2015", "zvw"],
    "targetGroup": {
        "code": "harp",
        "name": "HARP",
        "diagnosis": "ernstige psychiatrische aandoening",
        "entryCondition": "diagnosis",
    },
    "insurers": ["00000099000000007001"],
    "sizes": [{"countedOn": "2025-01-01", "inhabitants": 2_300, "source": "vektis"}],
}


@pytest.mark.rule("R-C54")
async def test_a_population_in_full_tells_what_bounds_it_and_what_that_means(ready: Ready) -> None:
    """Age, demand, target group, diagnosis and insured; HARP-like: no incentive to prevent entry, until measures are agreed."""
    made = (await ready.ask("POST", "/populations", json=TEAMS)).json()
    assert made["delimitedBy"] == ["municipality", "age", "demand", "targetGroup", "diagnosis", "insured"]
    assert [one["inhabitants"] for one in made["sizes"]] == [2_300, 2_400]
    path = f"/populations/{made['id']}"
    steps = (await ready.ask("GET", f"{path}/derivation")).json()["steps"]
    assert [one["rule"] for one in steps] == ["N-105", "R-C54"]
    assert "geen prikkel" in steps[1]["sentence"]
    group = {**TEAMS["targetGroup"], "preventionMeasures": ["vroegsignalering in de wijk"]}
    changed = await ready.ask("PATCH", path, json={"targetGroup": group}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    steps = (await ready.ask("GET", f"{path}/derivation")).json()["steps"]
    assert [one["rule"] for one in steps] == ["N-105"]


async def test_a_population_is_counted_anew_under_its_version(ready: Ready) -> None:
    """Another reference date is added and is the newest; the same change changes nothing; an old version is refused."""
    path = f"/populations/{ready.population_id}"
    counted = {"inhabitants": 111_250, "inhabitantsOn": "2027-01-01", "inhabitantsSource": "cbs"}
    anew = await ready.ask("PATCH", path, json=counted, headers={"If-Match": '"1"'})
    told = anew.json()
    assert (anew.status_code, told["version"], told["inhabitants"]) == (200, 2, 111_250)
    assert [(one["countedOn"], one["inhabitants"], one["source"]) for one in told["sizes"]] == [
        ("2026-01-01", 110_000, "municipality"),
        ("2027-01-01", 111_250, "cbs"),
    ]
    same = await ready.ask("PATCH", path, json=counted, headers={"If-Match": '"2"'})
    assert same.json() == told
    stale = await ready.ask("PATCH", path, json={"name": "x"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, (await ready.ask("PATCH", path, json={"name": "x"})).status_code) == (412, 428)
    (fact,) = await given.facts(ready.tenant, "population-revised")
    assert fact["data"] == told


async def test_a_population_under_a_reference_is_brought_in_step(ready: Ready) -> None:
    """PUT: made, the same, changed with its earlier count kept; POST under the reference with other contents is refused."""
    path = "/populations/by-reference/ggz/1"
    first = await ready.ask("PUT", path, json=TEAMS)
    same = await ready.ask("PUT", path, json=TEAMS)
    later = {**TEAMS, "inhabitants": 2_500, "inhabitantsOn": "2027-01-01", "sizes": [], "ageFrom": None}
    changed = await ready.ask("PUT", path, json=later)
    assert [one.status_code for one in (first, same, changed)] == [201, 200, 200]
    assert same.json() == first.json()
    assert [one["inhabitants"] for one in changed.json()["sizes"]] == [2_300, 2_400, 2_500]
    assert (changed.json()["version"], changed.json()["ageFrom"]) == (2, None)
    used = await ready.ask("POST", "/populations", json={**TEAMS, "externalReference": "ggz/1"})
    assert (used.status_code, used.json()["code"]) == (409, "external-reference-used")
    assert {one["location"] for one in used.json()["errors"]} >= {"#/inhabitants", "#/ageFrom"}


async def test_areas_and_laws_of_a_population_are_known_and_in_force(ready: Ready) -> None:
    """An area that is not registered and the AWBZ in 2026: both told; the laws and their days can be read."""
    wrong = {**TEAMS, "areaCodes": ["WK048401"], "legalFrameworks": ["awbz"]}
    refused = await ready.ask("POST", "/populations", json=wrong)
    told = refused.json()
    assert (refused.status_code, told["code"]) == (409, "population-refused")
    assert [(one["code"], one["rule"]) for one in told["errors"]] == [
        ("area-unknown", "N-104"),
        ("law-not-in-force", "G-62"),
    ]
    laws = {one.code: one for one in await ready.client().legal_frameworks()}
    assert (laws["awbz"].valid_until, laws["wmo2015"].valid_from) == (date(2014, 12, 31), date(2015, 1, 1))
    assert len(laws) == 13
