"""Allocations in the graph."""

from __future__ import annotations

from tests.services.settlement.allocations.test_operations import follow, told
from tests.services.settlement.allocations.test_rules import DECISION, REFERRAL
from tests.support.tenants import Tenant


async def test_allocations_read_as_over_rest(tenant: Tenant) -> None:
    """A page by kind, and one by its id."""
    decision = told(tenant, DECISION)
    await follow(tenant, decision)
    await follow(tenant, told(tenant, REFERRAL))
    query = """query ($id: UUID!) {
      allocations(kind: "decision") { nodes { id law allocationNumber startDate acute } }
      allocation(id: $id) { kind provider endDate }
    }"""
    body = {"query": query, "variables": {"id": str(decision.id)}}
    answer = await tenant.ask("settlement", "POST", "/graphql", json=body)
    assert answer.json() == {
        "data": {
            "allocations": {
                "nodes": [
                    {
                        "id": str(decision.id),
                        "law": "wmo2015",
                        "allocationNumber": 1,
                        "startDate": "2026-04-20",
                        "acute": True,
                    }
                ]
            },
            "allocation": {"kind": "decision", "provider": tenant.providers[0], "endDate": "2026-10-19"},
        }
    }
