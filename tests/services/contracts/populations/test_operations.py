"""What registering a population leaves behind, and what it never does twice."""

from __future__ import annotations

from services.contracts.populations import operations
from shared.values import new_id
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant

NIEUWKOOP = {
    "externalReference": "pop-1",
    "name": "Inwoners Nieuwkoop",
    "municipalityCode": "0569",
    "laws": ["wmo2015", "jeugdwet"],
    "description": "Iedereen",
    "inhabitants": 29_000,
    "inhabitantsOn": "2026-01-01",
}


async def test_the_fact_of_a_registration_is_the_answer(tenant: Tenant) -> None:
    """One fact population-registered carries what the answer showed."""
    made = await tenant.ask("contracts", "POST", "/populations", json=NIEUWKOOP)
    (fact,) = await given.facts(tenant, "population-registered")
    assert (fact["data"], fact["subject"]) == (made.json(), made.json()["id"])


async def test_twenty_retries_at_once_under_one_reference_make_one_population(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made, one fact."""
    answers = await given.twenty(tenant, "POST", "/populations", json=NIEUWKOOP)
    assert given.statuses(answers) == {200: 19, 201: 1}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await given.facts(tenant, "population-registered")) == 1


async def test_a_dry_run_registers_nothing(tenant: Tenant) -> None:
    """The answer is that of a registration; the reference stays free for something else."""
    shown = await tenant.ask("contracts", "POST", "/populations?dryRun=true", json=NIEUWKOOP)
    other = await tenant.ask("contracts", "POST", "/populations", json={**NIEUWKOOP, "name": "Anders"})
    assert (shown.status_code, other.status_code) == (201, 201)
    assert [one["data"]["name"] for one in await given.facts(tenant, "population-registered")] == ["Anders"]


async def test_a_population_that_a_contract_names_is_still_the_same_registration(ready: Ready) -> None:
    """Who may see it changed since; the same contents under the same reference still give what is there."""
    made = await ready.ask("POST", "/populations", json=NIEUWKOOP)
    await ready.draft(populationId=made.json()["id"])
    again = await ready.ask("POST", "/populations", json=NIEUWKOOP)
    assert (again.status_code, again.json()) == (200, made.json())


async def test_the_batch_leaves_out_what_is_not_visible(ready: Ready) -> None:
    """Behind the graph's loader a member gets the populations of its contracts, by id, and no others."""
    await ready.draft()
    other = (await ready.ask("POST", "/populations", json=NIEUWKOOP)).json()["id"]
    asked = [ready.population_id, new_id()]
    member = given.context(ready.tenant, ready.tenant.providers[1])
    assert set(await operations.list_populations_by_id(member, [*asked, other])) == {ready.population_id}
