"""Journals in the graph."""

from __future__ import annotations

from tests.services.settlement import given
from tests.support.tenants import Tenant

MAKE = 'mutation { makeJournal(suspenseAccount: "2999") { id number totalCents suspenseCount } }'
READ = "query ($id: UUID!) { journal(id: $id) { number } journals { nodes { id } } }"


async def test_a_journal_is_made_and_read_in_the_graph(tenant: Tenant) -> None:
    """The same operations as over REST; without anything posted it is an error with its code."""
    nothing = (await tenant.ask("settlement", "POST", "/graphql", json={"query": MAKE}, key="none")).json()
    assert nothing["errors"][0]["extensions"]["code"] == "nothing-to-journal"
    await given.contract_year(tenant)
    told = (await tenant.ask("settlement", "POST", "/graphql", json={"query": MAKE}, key="make")).json()
    made = told["data"]["makeJournal"]
    assert (made["number"], made["totalCents"], made["suspenseCount"]) == (1, 55_416_667, 2)
    body = {"query": READ, "variables": {"id": made["id"]}}
    found = (await tenant.ask("settlement", "POST", "/graphql", json=body)).json()
    assert found == {"data": {"journal": {"number": 1}, "journals": {"nodes": [{"id": made["id"]}]}}}
