"""Two who hire at once, and what an order costs."""

from __future__ import annotations

import asyncio

import pytest

from services.settlement.hire_orders import operations
from shared.schemas import settlement as schemas
from tests.services.settlement import given
from tests.services.settlement.hire_orders.test_rest import committed, hire, neighbourhoods, wanted
from tests.support.tenants import Tenant


@pytest.mark.rule("R-S55")
async def test_of_those_who_hire_the_last_euro_at_once_one_wins(tenant: Tenant) -> None:
    """A euro is left and six core teams order it at once: one has it, five are refused, and a euro is committed."""
    agreed = await neighbourhoods(tenant, 100)
    answers = await asyncio.gather(*(hire(tenant, agreed.contract_id, 100) for _ in range(6)))
    assert sorted(one.status_code for one in answers) == [201] + [409] * 5
    assert await committed(tenant, agreed.contract_id) == 100


@pytest.mark.rule("R-S55")
async def test_an_order_costs_as_many_statements_beside_many(
    tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first order and the seventh take the same number of statements."""
    agreed = await neighbourhoods(tenant)
    counts = []
    for _ in range(7):
        ctx = given.acting(tenant)
        new = schemas.NewHireOrder.model_validate(wanted(tenant, agreed.contract_id, 500))
        with given.counted(monkeypatch) as ran:
            await operations.place_order(ctx, new)
        counts.append(len(ran))
    assert counts[0] == counts[-1] <= 6, counts
