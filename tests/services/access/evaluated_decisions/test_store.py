"""Which decisions are on the work list, page by page."""

from typing import Any

import pytest

from services.access.evaluated_decisions import store
from shared.kit.rows import PageRequest
from tests.services.access.desired_results.test_rest import washing
from tests.services.access.evaluated_decisions.test_rest import judged


@pytest.mark.rule("R-X08")
async def test_judged_decisions_come_in_pages_of_their_own_municipality(agreed: Any) -> None:
    """In both directions; one without results is not among them, nor another municipality's."""
    client, made = agreed.client(), []
    for number in range(2):
        decision = await agreed.decided(f"inwoner-{number}")
        await agreed.hear(
            "client-result-evaluated", judged(await client.register_desired_result(washing(decision.id)))
        )
        made.append(decision.id)
    await agreed.decided("inwoner-9")
    today = agreed.tenant.today
    async with agreed.connection() as connection:
        first = await store.list_judged(connection, PageRequest(limit=1), today)
        assert ([one.id for one in first.items], first.last) == (made[:1], made[0])
        rest = await store.list_judged(connection, PageRequest(limit=5, after=first.last), today)
        assert ([one.id for one in rest.items], rest.last) == (made[1:], None)
        back = await store.list_judged(connection, PageRequest(descending=True), today)
        assert [one.id for one in back.items] == made[::-1]
        found = await store.find_judged(connection, made[1], today)
        assert found is not None and found.id == made[1]
    async with agreed.connection(agreed.tenant.providers[1]) as connection:
        assert await store.find_judged(connection, made[1], today) is None
