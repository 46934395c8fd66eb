"""Budgets in the database, and what they come to per citizen."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.result_budgets.rules import ResultBudgetSum
from services.access.result_budgets.store import REGISTER, is_known, sum_budgets
from shared.values import new_id
from tests.services.access.result_budgets.test_rest import new_budget


@pytest.mark.rule("R-A32")
async def test_a_citizens_budgets_add_up(agreed: Any) -> None:
    """Two that stand come to their sum, and a withdrawn one to nothing; the database keeps each whole."""
    client = agreed.client()
    first, second, third = [await agreed.report(acute=True) for _ in range(3)]
    made = await client.register_result_budget(new_budget(first))
    await client.register_result_budget(new_budget(second))
    await client.withdraw_result_budget((await client.register_result_budget(new_budget(third))).id)
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        assert await sum_budgets(connection, owner, first.citizen_id) == ResultBudgetSum(
            first.citizen_id, owner, 2, 6, 900_000
        )
        assert await is_known(connection, owner, first.id)
        assert not await is_known(connection, owner, third.id)
        known = REGISTER.values(await REGISTER.get(connection, made.id))
    wrong: list[tuple[dict[str, Any], type[Exception]]] = [
        ({}, asyncpg.UniqueViolationError),
        ({"state": "ended", "results": None}, asyncpg.CheckViolationError),
        ({"state": "ended", "provider": "00000099000000000001"}, asyncpg.CheckViolationError),
        ({"state": "ended", "end_date": date(2026, 4, 30)}, asyncpg.CheckViolationError),
        ({"state": "chosen"}, asyncpg.CheckViolationError),
    ]
    for changes, error in wrong:
        with pytest.raises(error):
            async with agreed.connection() as connection:
                await REGISTER.add(connection, REGISTER.kind(**{**known, "id": new_id(), **changes}), "balie")
