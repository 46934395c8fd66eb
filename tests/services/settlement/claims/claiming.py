"""Where a test of claims begins: a contract that pays by claims, and support that was allocated under it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from shared.clients.settlement import SettlementClient
from shared.kit.followers import Fact
from shared.schemas import contracts
from shared.schemas.access import Allocation
from shared.schemas.common import Batch
from shared.schemas.settlement import Claim
from shared.values import new_id
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.terms import Law
from tests.services.settlement.agreements.test_operations import PRODUCTION, product
from tests.services.settlement.allocations.test_operations import follow, told
from tests.services.settlement.allocations.test_rules import DECISION
from tests.support.lives import active_contract
from tests.support.tenants import Tenant

PRODUCT = "02A15"


async def production(tenant: Tenant, **more: Any) -> contracts.Contract:
    """A contract that pays hours of 55.00 by claims (P×Q), in force all year."""
    tariff = more.pop("tariff", {})
    await product(tenant, **tariff)
    agreed = more.pop("funding_agreements", [{**PRODUCTION, "number": 1}])
    contract = await active_contract(
        tenant, funding_agreements=agreed, product_codes=more.pop("product_codes", [PRODUCT]), **more
    )
    await tenant.drain()
    return contract


async def allocate(tenant: Tenant, contract: contracts.Contract, number: int = 1, **more: Any) -> None:
    """Support for hours in all of the first quarter, allocated on its first day; twelve hours in all."""
    fields = {
        "allocation_number": number,
        "contract_id": contract.id,
        "citizen_id": new_id(),
        "product_category": "02",
        "product_code": PRODUCT,
        "unit": "04",
        "frequency": "6",
        "volume": 12,
        "decided_on": date(2026, 1, 1),
        "start_date": date(2026, 1, 1),
        "end_date": date(2026, 3, 31),
        "acute": False,
        "effort": None,
        **more,
    }
    await follow(tenant, told(tenant, DECISION, **fields))


async def allocate_in_euros(
    tenant: Tenant, contract: contracts.Contract, number: int, budget_cents: int | None, **more: Any
) -> None:
    """Support with a bound in euros, as access tells of an allocation apart from a decision."""
    told = Allocation(
        id=new_id(), version=1, owner=tenant.owner, request_id=None, citizen_id=new_id(), decision_id=None,
        contract_id=contract.id, law=Law.WMO_2015, allocation_number=number, provider=tenant.providers[0],
        product_category="02", product_code=PRODUCT, volume=None, unit=None, frequency=None, budget_cents=budget_cents,
        start_date=date(2026, 1, 1), end_date=date(2026, 3, 31), allocated_on=date(2026, 1, 1),
        allocated_at=datetime(2026, 1, 1, tzinfo=UTC), change_reason=None, stop_reason=None, acute=False, retroactive=False,
        arrangement=None, state=AllocationState.GRANTED, origin=AllocationOrigin.ALLOCATION_REQUEST, provider_reference=None,
        replaces_number=None, replaced_by_number=None, cohort_id=None, parties=[tenant.providers[0]],
    ).model_copy(update=more)  # fmt: skip
    service = tenant.house.services["settlement"]
    data = told.model_dump(mode="json", by_alias=True)
    fact = Fact("access", 0, "allocation-changed", tenant.owner, told.id, 1, date(2026, 4, 1), data)
    handler = service.followers["access"].handlers["allocation-changed"]
    await handler(service.system_context(tenant.owner, cause=fact), fact)


def line(reference: str, volume: int = 10, **more: Any) -> dict[str, Any]:
    """A claim line: hours of 55.00 in January, under allocation 1."""
    return {
        "externalReference": reference,
        "law": "wmo2015",
        "allocationNumber": 1,
        "productCode": PRODUCT,
        "unit": "04",
        "periodStart": "2026-01-01",
        "periodEnd": "2026-01-31",
        "volume": volume,
        "amountCents": volume * 5_500,
        **more,
    }


def ndjson(*lines: dict[str, Any]) -> bytes:
    """Lines as a file."""
    import json

    return b"".join(json.dumps(one).encode() + b"\n" for one in lines)


async def claim(tenant: Tenant, *lines: dict[str, Any], provider: int = 0, **more: Any) -> Batch:
    """Send lines as a file, as a provider."""
    client = tenant.client(SettlementClient, tenant.providers[provider])
    return await client.judge_claims(tenant.owner, ndjson(*lines), media="application/x-ndjson", **more)


async def became(tenant: Tenant, reference: str, provider: int = 0) -> Claim:
    """What became of a line, as its provider reads it."""
    client = tenant.client(SettlementClient, tenant.providers[provider])
    [found] = await client.claims(externalReference=reference)
    return found


async def outcome(tenant: Tenant, reference: str) -> tuple[str, int, int, str | None, str | None]:
    """State, paid volume and cents, reason and retourcode of a line."""
    found = await became(tenant, reference)
    reason = None if found.reason is None else found.reason.value
    return found.state.value, found.paid_volume, found.paid_cents, reason, found.return_code
