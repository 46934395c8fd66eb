"""The ledger in the graph."""

from __future__ import annotations

from tests.services.settlement import given
from tests.support.tenants import Tenant

QUERY = """query ($contract: UUID) {
  accounts(contractId: $contract) { code name balanceCents pendingCents }
  entries(contractId: $contract, first: 2) {
    nodes { id kind description eventOn lines { account amountCents } }
    pageInfo { hasNextPage endCursor }
  }
}"""


async def test_accounts_and_entries_read_as_over_rest(tenant: Tenant) -> None:
    """One query shows the balances and the first entry with its lines; the entry is found by its id."""
    schedule = await given.contract_year(tenant)
    body = {"query": QUERY, "variables": {"contract": str(schedule.contract_id)}}
    answer = await tenant.ask("settlement", "POST", "/graphql", json=body)
    told = answer.json()["data"]
    assert told["accounts"][1] == {
        "code": "payable",
        "name": "Te betalen",
        "balanceCents": -55_416_667,
        "pendingCents": 0,
    }
    _, node = told["entries"]["nodes"]
    assert node | {"id": ""} == {
        "id": "",
        "kind": "posted",
        "description": f"instalment {schedule.contract_number} 2026-01",
        "eventOn": "2026-01-01",
        "lines": [
            {"account": "programme-costs", "amountCents": 55_416_667},
            {"account": "payable", "amountCents": -55_416_667},
            {"account": "committed", "amountCents": 55_416_667},
            {"account": "commitment", "amountCents": -55_416_667},
        ],
    }
    assert told["entries"]["pageInfo"]["hasNextPage"] is True
    one = {"query": "query ($id: UUID!) { entry(id: $id) { description } }", "variables": {"id": node["id"]}}
    found = (await tenant.ask("settlement", "POST", "/graphql", json=one)).json()
    assert found == {"data": {"entry": {"description": node["description"]}}}


async def test_an_unknown_entry_is_an_error_with_its_code(tenant: Tenant) -> None:
    """The same problem as over REST, in the extensions."""
    body = {"query": f'{{ entry(id: "{given.STATEMENT}") {{ id }} }}'}
    told = (await tenant.ask("settlement", "POST", "/graphql", json=body)).json()
    assert told["errors"][0]["extensions"]["code"] == "entry-not-found"
