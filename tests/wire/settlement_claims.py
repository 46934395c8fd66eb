"""Claims and ceilings as a client meets them."""

from typing import Any

from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.schemas import contracts
from tests.services.settlement.agreements.test_operations import product
from tests.services.settlement.ceilings.test_operations import ceiling
from tests.services.settlement.claims.claiming import allocate, claim, line
from tests.support import lives
from tests.support.tenants import Tenant

CODE = "02C99"


async def claim_care(tenant: Tenant, beside: contracts.Contract) -> None:
    """A provider claims ten hours and what nobody allocated, under a ceiling that warns; both sides read what became of it."""
    await product(tenant, CODE)
    production = {"number": 1, "form": "production", "productCodes": [CODE], "motivation": "Per uur."}
    told: dict[str, Any] = {
        "number": "VB-8", "name": "Begeleiding per uur", "municipality_code": "0484", "legal_form": "contract",
        "provider": tenant.providers[0], "population_id": beside.population_id, "start_date": "2026-01-01",
        "base_term_months": 24, "funding_agreements": [production], "product_codes": [CODE],
        "agreements": lives.agreements(), "history": {"signed_on": "2025-12-01", "slices": []},
    }  # fmt: skip
    owner = tenant.client(ContractsClient)
    drafted = await owner.draft_contract(contracts.NewContract.model_validate(told))
    contract = await owner.activate(drafted.id)
    await tenant.drain()
    bound = await ceiling(tenant, 58_000, contractId=str(contract.id))
    await allocate(tenant, contract, 9_001, product_code=CODE)
    of_code = {"productCode": CODE, "allocationNumber": 9_001}
    missing = {**of_code, "allocationNumber": 9_002}
    batch = await claim(tenant, line("w1", 10, **of_code), line("w2", **missing))
    own, client = tenant.client(SettlementClient, tenant.providers[0]), tenant.client(SettlementClient)
    assert (batch.accepted, batch.rejected) == (1, 1)
    assert (await own.batch(batch.id)).errors == batch.errors
    assert [one.code for one in await own.batch_errors(batch.id)] == ["claim.no-allocation"]
    paid, refused = sorted(
        await client.claims(batchId=str(batch.id)), key=lambda one: one.paid_cents, reverse=True
    )
    assert await own.claim(paid.id) == paid and refused.return_code == "9338"
    [payable] = await client.claim_payables(batchId=str(batch.id))
    assert await client.claim_payable(payable.id) == payable and payable.amount_cents == 55_000
    found = await client.ceiling_usage(bound.id)
    assert found in await client.ceiling_usages(year=2026) and found.warned and found.used_cents == 55_000
