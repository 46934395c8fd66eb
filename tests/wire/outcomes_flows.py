"""The part of a purchaser's life in which outcomes counts who is in care, and what it costs."""

from uuid import UUID

from shared.clients.outcomes import OutcomesClient
from shared.schemas.outcomes import NewFlowRebuild
from tests.support.tenants import Tenant


async def flow(tenant: Tenant, contract_id: UUID) -> None:
    """Cases as access told of them, the flows that are counted of them, from scratch too, waiting times by team, and the cost."""
    client = tenant.client(OutcomesClient)
    cases = await client.cases(contractId=contract_id)
    assert {one.kind for one in cases} >= {"decision", "referral"}
    assert await client.case(cases[0].id) == cases[0]
    flows = await client.flows(contractId=contract_id, since="2026-01-01", until=tenant.today, period="year")
    assert [one.period for one in flows.lines] == ["2026", "2027"] and flows.lines[-1].referrals == 2
    why = await client.explain_flows(contractId=contract_id, until=tenant.today, period="year")
    assert why.lines[0].steps[0].rule == "R-O14"
    made = await client.register_flow_rebuild()
    again = await client.put_flow_rebuild("herbouw/2", NewFlowRebuild())
    assert (made.differing, again.differing) == (0, 0)
    assert await client.flow_rebuild(made.id) == made
    assert await client.flow_rebuilds(externalReference="herbouw/2") == [again]
    waited = await client.waiting_times_by_group(contract_id, "2027-Q1", "team")
    assert waited.groups and waited.groups[0].suppressed


async def cost(tenant: Tenant, contract_id: UUID) -> None:
    """Once settlement has posted: what the contract year cost, for its population."""
    client = tenant.client(OutcomesClient)
    found = await client.population_costs(contractId=contract_id)
    assert found and all(one.inhabitants for one in found)
