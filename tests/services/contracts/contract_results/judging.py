"""A contract that outcomes judges, over HTTP: measured, judged in its duties, and told to contracts by the feed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import Contract, ContractResult
from tests.support import lives
from tests.support.tenants import Tenant

TenantOn = Callable[[date], Awaitable[Tenant]]
OPTION = {"number": 1, "months": 24, "condition": "performance"}
GOOD, BAD = ("7.4", "8"), ("6.1", "8")
YEAR = [f"2026-Q{number}" for number in range(1, 5)]


async def measure(tenant: Tenant, contract_id: UUID, values: Mapping[str, tuple[str, ...]]) -> None:
    """What the lead provider registers for each quarter: a value for each of the two indicators."""
    lines = ["contractId,indicator,quarter,value,source"]
    for quarter, told in values.items():
        for code, value in zip(lives.CODES, told, strict=False):
            lines.append(f"{contract_id},{code},{quarter},{value},provider")
    answer = await tenant.ask(
        "outcomes", "POST", "/measurement-batches", content="\n".join(lines).encode(),
        headers={"Content-Type": "text/csv"}, oin=tenant.providers[0],
    )  # fmt: skip
    assert answer.json()["accepted"] == len(lines) - 1, answer.text


async def tell(tenant: Tenant) -> None:
    """Outcomes tells its verdicts, and everybody hears of them."""
    worked = await tenant.ask("outcomes", "POST", f"/sandbox/{tenant.owner}/work")
    assert worked.status_code == 200, worked.text
    await tenant.drain()


async def judged(
    tenant: Tenant, values: Mapping[str, tuple[str, ...]], **terms: Any
) -> tuple[Contract, list[ContractResult]]:
    """A contract in force that was measured and judged, with what contracts knows of its years."""
    contract = await lives.active_contract(tenant, **terms)
    await measure(tenant, contract.id, values)
    await tell(tenant)
    return contract, await tenant.client(ContractsClient).contract_results(contract.id)
