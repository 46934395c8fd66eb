"""Claims in the graph."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from tests.services.settlement.claims.claiming import allocate, claim, line, production
from tests.support.tenants import Tenant

QUERY = """
query($batch: UUID!) {
  claims(batchId: $batch) { edges { node { id state reason returnCode paidCents } } }
  claimPayables(batchId: $batch) { edges { node { id amountCents dueOn } } }
}
"""


@pytest.mark.rule("R-S36")
async def test_a_file_is_read_with_what_became_of_its_lines(
    tenant_on: Callable[[date], Awaitable[Tenant]],
) -> None:
    """Fourteen hours on twelve: partial, with reason and retourcode; what is payable with its day."""
    tenant = await tenant_on(date(2026, 4, 1))
    await allocate(tenant, await production(tenant))
    batch = await claim(tenant, line("a", 14))
    named = {"query": QUERY, "variables": {"batch": str(batch.id)}}
    found = (await tenant.ask("settlement", "POST", "/graphql", json=named)).json()["data"]
    [node] = [one["node"] for one in found["claims"]["edges"]]
    assert (node["state"], node["paidCents"], node["returnCode"]) == ("partial", 66_000, "9322")
    [payable] = [one["node"] for one in found["claimPayables"]["edges"]]
    assert (payable["amountCents"], payable["dueOn"]) == (66_000, "2026-05-01")
    each = f'{{ claim(id: "{node["id"]}") {{ paidVolume }} claimPayable(id: "{payable["id"]}") {{ year }} }}'
    one = (await tenant.ask("settlement", "POST", "/graphql", json={"query": each})).json()["data"]
    assert one == {"claim": {"paidVolume": 12}, "claimPayable": {"year": 2026}}
