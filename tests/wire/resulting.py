"""The part of a purchaser's life in which contracts hears from outcomes what a year came to."""

from uuid import UUID

from shared.clients.contracts import ContractsClient
from shared.values.results import ResultOutcome
from tests.support.tenants import Tenant


async def result(tenant: Tenant, contract_id: UUID) -> None:
    """Outcomes tells its verdict with the accountant's statement; contracts takes it over, for every party to the contract."""
    worked = await tenant.ask("outcomes", "POST", f"/sandbox/{tenant.owner}/work")
    assert worked.status_code == 200, worked.text
    await tenant.drain()
    client = tenant.client(ContractsClient)
    (known,) = await client.contract_results(contract_id, year=2026)
    assert (known.outcome, known.audit_complete) == (ResultOutcome.MET_AND_AUDITED, True)
    assert await client.contract_result(known.id) == known
    for party in (tenant.providers[0], tenant.auditor):
        assert known in await tenant.client(ContractsClient, party).contract_results(contract_id)
