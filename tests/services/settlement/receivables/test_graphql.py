"""Receivables in the graph."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from tests.services.settlement.receivables.test_rest import DECEMBER, raised
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
PROPOSE = 'mutation ($id: UUID!) { proposeWriteOff(id: $id, motivation: "Boedel is leeg") { state version } }'
CONFIRM = "mutation ($id: UUID!) { confirmWriteOff(id: $id, version: 2) { state writtenOffOn } }"
READ = "query ($id: UUID!) { receivable(id: $id) { number dueOn } receivables { nodes { id } } }"


async def test_a_receivable_is_read_and_written_off_in_the_graph(tenant_on: TenantOn) -> None:
    """The same operations as over REST: read, proposed by one, confirmed by another."""
    tenant = await tenant_on(DECEMBER)
    (told,) = await raised(tenant)

    async def ask(text: str, who: str, key: str | None = None) -> object:
        body = {"query": text, "variables": {"id": told["id"]}}
        answer = await tenant.ask("settlement", "POST", "/graphql", json=body, key=key, end_user=who)
        return answer.json()["data"]

    assert await ask(READ, "a.bakker") == {
        "receivable": {"number": 1, "dueOn": "2027-01-26"}, "receivables": {"nodes": [{"id": told["id"]}]},
    }  # fmt: skip
    assert await ask(PROPOSE, "a.bakker", "p") == {"proposeWriteOff": {"state": "proposed", "version": 2}}
    written = {"confirmWriteOff": {"state": "WRITTEN_OFF", "writtenOffOn": "2026-12-15"}}
    assert await ask(CONFIRM, "b.visser", "c") == written
