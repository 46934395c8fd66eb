"""The work list takes two statements however long it is, and shows nothing that is over."""

from datetime import date
from typing import Any

import pytest

from tests.services.access.desired_results.test_rest import washing
from tests.services.access.evaluated_decisions.test_rest import judged
from tests.support.statements import counted


@pytest.mark.rule("R-A34")
async def test_the_list_is_two_statements_and_ends_with_the_allocation(agreed: Any) -> None:
    """One decision or three: as many statements; the day after its last one a decision is gone from the list."""
    client, ran = agreed.client(), []
    for number in range(3):
        decision = await agreed.decided(f"inwoner-{number}", end_date=date(2026, 4, 21 + number))
        result = await client.register_desired_result(washing(decision.id))
        await agreed.hear("client-result-evaluated", judged(result))
        if number != 1:
            async with counted(agreed.tenant.house, "access") as statements:
                assert len(await client.list_evaluated_decisions()) == number + 1
            ran.append(len(statements))
    assert ran[0] == ran[1]
    await agreed.on(date(2026, 4, 22))
    assert [one.end_date for one in await client.list_evaluated_decisions()] == [
        date(2026, 4, 22), date(2026, 4, 23),
    ]  # fmt: skip
