"""Payments in the graph: the same operations, without account numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.clients.settlement import SettlementClient
from tests.services.settlement import given
from tests.support.tenants import Tenant

NEW_YEAR = date(2026, 1, 1)


async def graph(
    tenant: Tenant, query: str, *, end_user: str = "j.jansen", key: str | None = None, **given_: Any
) -> Any:
    """The answer of a query."""
    body = {"query": query, "variables": given_}
    answer = await tenant.ask("settlement", "POST", "/graphql", json=body, end_user=end_user, key=key)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_accounts_batches_and_statements_read_as_over_rest(tenant: Tenant) -> None:
    """One query shows the accounts, the batch with its payments, and the statement."""
    await given.contract_year(tenant)
    await given.accounts(tenant)
    client = tenant.client(SettlementClient)
    batch = await client.order_payments(NEW_YEAR)
    await client.book_statement(given.statement(given.debits(batch, NEW_YEAR)))
    told = await graph(
        tenant,
        """query ($id: UUID!, $payee: String!) {
          bankAccounts(organisation: $payee) { nodes { organisation ibanEnd confirmed usableFrom } }
          paymentBatch(id: $id) { totalCents payments { amountCents state paidOn } }
          paymentBatches { nodes { id version count } pageInfo { hasNextPage } }
          bankStatements { nodes { statementId matchedCount paidCents unmatched } }
        }""",
        id=str(batch.id),
        payee=tenant.providers[0],
    )
    assert told == {
        "data": {
            "bankAccounts": {
                "nodes": [
                    {
                        "organisation": tenant.providers[0],
                        "ibanEnd": "0002",
                        "confirmed": True,
                        "usableFrom": "2026-01-01",
                    }
                ]
            },
            "paymentBatch": {
                "totalCents": 55_416_667,
                "payments": [{"amountCents": 55_416_667, "state": "paid", "paidOn": "2026-01-01"}],
            },
            "paymentBatches": {
                "nodes": [{"id": str(batch.id), "version": 2, "count": 1}],
                "pageInfo": {"hasNextPage": False},
            },
            "bankStatements": {
                "nodes": [
                    {"statementId": "2026-001", "matchedCount": 1, "paidCents": 55_416_667, "unmatched": []}
                ]
            },
        }
    }


async def test_the_second_person_confirms_and_orders(tenant: Tenant) -> None:
    """Confirming, stopping a change and ordering are mutations, each safe to repeat with its key."""
    await given.contract_year(tenant)
    client = tenant.client(SettlementClient, end_user="a.bakker")
    told = [
        await client.register_bank_account(oin, "De Rijnoever", given.iban(n))
        for n, oin in enumerate([tenant.owner, tenant.providers[0], tenant.owner], 1)
    ]
    for one in told:
        await graph(
            tenant,
            "mutation ($id: UUID!) { confirmBankAccount(id: $id) { confirmed usableFrom } }",
            end_user="b.visser",
            id=str(one.id),
        )
    stopped = await graph(
        tenant,
        "mutation ($id: UUID!) { withdrawBankAccount(id: $id, version: 2) { withdrawnOn version } }",
        id=str(told[2].id),
    )
    assert stopped["data"]["withdrawBankAccount"] == {"withdrawnOn": "2026-01-01", "version": 3}
    order = 'mutation { orderPayments(executionDate: "2026-01-05") { id count executionDate } }'
    first, again = await graph(tenant, order, key="k-1"), await graph(tenant, order, key="k-1")
    assert first["data"]["orderPayments"]["count"] == 1 and first == again
    refused = await graph(tenant, order, key="k-2")
    assert refused["errors"][0]["extensions"]["code"] == "nothing-to-pay"


async def test_the_graph_knows_no_iban(tenant: Tenant) -> None:
    """No type of the graph has a field for an account number, and no mutation takes one."""
    told = await graph(
        tenant, "{ __schema { types { name fields { name args { name } } inputFields { name } } } }"
    )
    names = {
        field["name"]
        for kind in told["data"]["__schema"]["types"]
        for field in [*(kind["fields"] or []), *(kind["inputFields"] or [])]
        for field in [field, *field.get("args", [])]
    }
    assert "ibanEnd" in names and "iban" not in names
