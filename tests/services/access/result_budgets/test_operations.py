"""Of two budgets at once one stands, and a choice is made in the version that was seen."""

import asyncio
from typing import Any

import pytest

from tests.services.access.legal_checks.known import talked
from tests.services.access.result_budgets.test_rest import WEIGHED, new_budget


@pytest.mark.rule("R-A32")
async def test_a_request_has_one_budget(agreed: Any) -> None:
    """Set four times in the same moment: one; a choice on another version than the newest is refused."""
    client, request = agreed.client(), await agreed.report()
    await talked(agreed, request, provisions_first=WEIGHED)
    made = await asyncio.gather(
        *(client.register_result_budget(new_budget(request)) for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == [*["Refusal"] * 3, "ResultBudget"]
    (budget,) = await client.list_result_budgets()
    old = await agreed.post(
        f"/result-budgets/{budget.id}/choice",
        {"provider": agreed.tenant.providers[0]},
        key="keuze",
        headers={"If-Match": '"7"'},
    )
    assert old.status_code == 412
