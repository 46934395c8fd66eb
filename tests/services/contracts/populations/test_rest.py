"""Populations over HTTP: whom a contract is for, seen by who contracts for them."""

from __future__ import annotations

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import ContractChange
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
    new = {name: value for name, value in sent.items() if name not in ("id", "version", "owner")}
    refused = await ready.ask("POST", "/populations", oin=ready.lead, json=new)
    assert (refused.status_code, refused.json()["code"]) == (403, "purchaser-only")
