"""What happens to allocations at once and again: one of each reference, and its fact is the answer."""

from __future__ import annotations

import pytest

from tests.services.contracts import given
from tests.services.contracts.budget_allocations.test_rest import EXAMPLE
from tests.support.tenants import Tenant


async def test_twenty_retries_at_once_under_one_reference_make_one_allocation(tenant: Tenant) -> None:
    """With keys of their own: one 201, nineteen times what the first one made, and one fact without the motivation."""
    body = {**EXAMPLE, "externalReference": "begroting-1", "motivation": "Omdat."}
    answers = await given.twenty(tenant, "POST", "/budget-allocations", json=body)
    assert given.statuses(answers) == {200: 19, 201: 1}
    (fact,) = await given.facts(tenant, "budget-allocated")
    assert all(answer.json() == {**fact["data"], "motivation": "Omdat."} for answer in answers)


@pytest.mark.rule("R-C19")
async def test_a_refused_division_leaves_nothing(tenant: Tenant) -> None:
    """No row and no fact."""
    budgets = [{"code": "A", "amountCents": 1}]
    body = {
        "name": "x",
        "year": 2027,
        "basis": {"method": "neighbourhoods", "totalCents": 2, "budgets": budgets},
    }
    refused = await tenant.ask("contracts", "POST", "/budget-allocations", json=body)
    assert refused.status_code == 409
    assert (await tenant.ask("contracts", "GET", "/budget-allocations")).json()["items"] == []
    assert await given.facts(tenant, "budget-allocated") == []
