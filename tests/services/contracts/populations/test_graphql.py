"""Populations in the graph: the same operation, and one statement for any number of references."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.populations.test_operations import NIEUWKOOP
from tests.support.tenants import Tenant

REGISTER = "mutation ($new: NewPopulation!) { registerPopulation(new: $new) { id version laws inhabitants } }"
READ = """query ($id: UUID!, $code: String) {
  population(id: $id) { name inhabitantsOn } populations(municipalityCode: $code) { nodes { name } }
}"""
ENTITIES = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Population { name } } }"


async def test_a_population_is_registered_once_per_key_and_found(ready: Ready) -> None:
    """The same key gives the same answer; found by its id, and by its municipality beside another one."""
    made = await given.graph(ready.tenant, REGISTER, key="one", new=NIEUWKOOP)
    assert await given.graph(ready.tenant, REGISTER, key="one", new=NIEUWKOOP) == made
    found = made["data"]["registerPopulation"]
    assert (found["version"], found["laws"], found["inhabitants"]) == (1, ["wmo2015", "jeugdwet"], 29_000)
    assert (await given.graph(ready.tenant, READ, id=found["id"], code="0569"))["data"] == {
        "population": {"name": "Inwoners Nieuwkoop", "inhabitantsOn": "2026-01-01"},
        "populations": {"nodes": [{"name": "Inwoners Nieuwkoop"}]},
    }
    everything = await given.graph(ready.tenant, READ, id=found["id"])
    assert len(everything["data"]["populations"]["nodes"]) == 2


async def test_faults_are_told_in_the_names_of_the_graph(tenant: Tenant) -> None:
    """Each field of the input at its place; a key that comes again with something else is refused."""
    wrong = {**NIEUWKOOP, "municipalityCode": "Alphen", "inhabitantsOn": "1800-01-01", "inhabitants": -1}
    told = await given.refusal(tenant, REGISTER, new=wrong)
    assert (told["code"], told["status"]) == ("request-invalid", 400)
    assert {one["location"] for one in told["errors"]} == {
        "#/municipalityCode",
        "#/inhabitantsOn",
        "#/inhabitants",
    }
    await given.graph(tenant, REGISTER, key="one", new=NIEUWKOOP)
    reused = await given.refusal(tenant, REGISTER, key="one", new={**NIEUWKOOP, "inhabitants": 1})
    assert (reused["code"], reused["status"]) == ("idempotency-key-reused", 422)


async def test_three_references_cost_as_many_statements_as_one(ready: Ready) -> None:
    """Other graphs refer to populations by id: one statement, however many they are."""
    ids = [str(ready.population_id)]
    for number in (2, 3):
        new = {**NIEUWKOOP, "externalReference": f"pop-{number}"}
        made = await given.graph(ready.tenant, REGISTER, new=new)
        ids.append(made["data"]["registerPopulation"]["id"])
    asked = [{"__typename": "Population", "id": one} for one in ids]
    assert [await given.statements(ready.tenant, ENTITIES, r=asked[:count]) for count in (1, 3)] == [1, 1]


async def test_the_population_of_another_is_not_in_the_graph(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """By id it is not found, as a reference it is nothing, and in the list it is not there."""
    other = await tenant_on(ready.tenant.today)
    hidden = await given.graph(other, READ, id=str(ready.population_id))
    assert [one["extensions"]["code"] for one in hidden["errors"]] == ["population-not-found"]
    asked = [{"__typename": "Population", "id": str(ready.population_id)}]
    assert (await given.graph(other, ENTITIES, r=asked))["data"] == {"_entities": [None]}
    listed = await given.graph(other, "{ populations { nodes { name } } }")
    assert listed["data"]["populations"]["nodes"] == []


CHANGE = """mutation ($id: UUID!, $change: PopulationChange!) {
  changePopulation(id: $id, change: $change, version: 1) {
    version ageUntil sizes { countedOn inhabitants } targetGroup { entryCondition } delimitedBy derivation { steps { rule } }
  }
}"""


async def test_a_population_is_revised_and_its_laws_are_read(ready: Ready) -> None:
    """A partial change: what is left out stays; the legal frameworks with their days."""
    change = {"ageUntil": 17, "targetGroup": {"code": "jongeren", "name": "Jongeren"}}
    told = await given.graph(ready.tenant, CHANGE, key="c", id=str(ready.population_id), change=change)
    assert told["data"]["changePopulation"] == {
        "version": 2,
        "ageUntil": 17,
        "sizes": [{"countedOn": "2026-01-01", "inhabitants": 110_000}],
        "targetGroup": {"entryCondition": "residence"},
        "delimitedBy": ["municipality", "age", "targetGroup"],
        "derivation": {"steps": [{"rule": "N-105"}]},
    }
    laws = (await given.graph(ready.tenant, "{ legalFrameworks { code validUntil } }"))["data"][
        "legalFrameworks"
    ]
    assert {"code": "awbz", "validUntil": "2014-12-31"} in laws
