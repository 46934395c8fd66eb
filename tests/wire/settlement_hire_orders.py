"""A core team's hire orders as a client meets them."""

from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.schemas import contracts, settlement
from tests.support import lives
from tests.support.tenants import Tenant

BUDGET = {
    "number": 1, "form": "neighbourhoodBudget", "motivation": "Het kernteam huurt zelf in.",
    "neighbourhoods": [{"areaCode": "WK098301", "amountCents": 10_000_000, "coreTeam": "Kernteam Zuid"}],
}  # fmt: skip


async def hire(tenant: Tenant, beside: contracts.Contract) -> None:
    """A contract with a neighbourhood budget, of which a provider is hired; the order is read and withdrawn."""
    told = {
        "number": "VB-7", "name": "Wijkbudgetten", "municipality_code": "0484", "legal_form": "contract",
        "provider": tenant.providers[0], "population_id": beside.population_id, "start_date": "2026-01-01",
        "base_term_months": 24, "funding_agreements": [BUDGET], "agreements": lives.agreements(),
        "history": {"signed_on": "2025-12-01", "slices": []},
    }  # fmt: skip
    owner, client = tenant.client(ContractsClient), tenant.client(SettlementClient)
    drafted = await owner.draft_contract(contracts.NewContract.model_validate(told))
    contract = await owner.activate(drafted.id)
    await tenant.drain()
    order = {
        "contractId": contract.id, "areaCode": "WK098301", "provider": tenant.providers[0], "fromDate": "2026-01-01",
        "untilDate": "2026-12-31", "amountCents": 8_000_000,
    }  # fmt: skip
    placed = await client.place_hire_order(settlement.NewHireOrder.model_validate(order))
    assert await client.hire_orders(contractId=str(contract.id)) == [placed]
    withdrawn = await client.withdraw_hire_order(placed.id)
    assert withdrawn.withdrawn_on is not None and await client.hire_order(placed.id) == withdrawn
