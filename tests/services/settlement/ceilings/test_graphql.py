"""How far ceilings are used, in the graph."""

from __future__ import annotations

import pytest

from tests.services.settlement.ceilings.test_operations import ceiling
from tests.support.tenants import Tenant


@pytest.mark.rule("R-S34")
async def test_usages_are_read_in_one_query(tenant: Tenant) -> None:
    """One by its id and all of a year, with what is left."""
    made = await ceiling(tenant, 50_000_000)
    query = f'{{ ceilingUsage(id: "{made.id}") {{ name level }} ceilingUsages(year: 2026) {{ edges {{ node {{ remainingCents }} }} }} }}'
    found = (await tenant.ask("settlement", "POST", "/graphql", json={"query": query})).json()["data"]
    assert found["ceilingUsage"]["name"] == "Plafond"
    assert found["ceilingUsages"]["edges"] == [{"node": {"remainingCents": 50_000_000}}]
