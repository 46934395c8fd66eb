"""The order in the database is that of the rules, page by page."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.access.waiting_list import store
from services.access.waiting_list.rules import WaitingEntry, in_order
from services.access.waiting_list.store import REGISTER, Filter
from shared.kit.rows import PageRequest
from tests.services.access.waiting_list.test_rules import MAXIMA, TODAY, entry


async def enter(agreed: Any, count: int) -> list[WaitingEntry]:
    """Many entries of one citizen's questions, for two products, at random urgencies and days."""
    chance = random.Random(7)
    made = []
    for number in range(count):
        request = await agreed.report("inwoner-1", contact_on=TODAY - timedelta(days=90))
        ahead = chance.choice([None, None, -3, 2])
        one = entry(chance.randint(1, 3), chance.randint(0, 80), product_code=("02A03", None)[number % 2])
        until = None if ahead is None else max(one.since, TODAY + timedelta(days=ahead))
        made.append(
            replace(
                one,
                owner=agreed.tenant.owner,
                request_id=request.id,
                citizen_id=request.citizen_id,
                available_from=until,
            )
        )
    async with agreed.connection() as connection:
        for one in made:
            await REGISTER.add(connection, one, "balie")
    return made


@pytest.mark.rule("R-A37")
async def test_the_database_orders_as_the_rules_do(agreed: Any) -> None:
    """Per product, with positions from 1; page by page gives the same list, in one statement a page; who is placed is gone."""
    made = await enter(agreed, 14)
    coded, loose = [[one for one in made if (one.product_code is None) is none] for none in (False, True)]
    wanted = [*in_order(loose, MAXIMA, TODAY), *in_order(coded, MAXIMA, TODAY)]
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            whole = await store.list_in_order(connection, PageRequest(50), Filter(), MAXIMA, TODAY)
        assert [one.id for one in whole.items] == [one.id for one in wanted]
        assert [one.position for one in whole.items] == [*range(1, 8), *range(1, 8)]
        walked, after = [], None
        while True:
            page = await store.list_in_order(connection, PageRequest(3, after), Filter(), MAXIMA, TODAY)
            walked += [one.id for one in page.items]
            if page.last is None:
                break
            after = page.last
        assert walked == [one.id for one in wanted]
        one = whole.items[3]
        (found,) = (
            await store.list_in_order(
                connection, PageRequest(5), Filter(request_id=one.request_id), MAXIMA, TODAY
            )
        ).items
        assert (found.id, found.position) == (one.id, 4)
        assert {each.id for each in await store.lock_product(connection, wanted[-1])} == {
            each.id for each in coded
        }
    assert len(seen) == 1
    stranger = "00000099000000000999"
    async with agreed.connection(stranger) as connection:
        assert (await store.list_in_order(connection, PageRequest(5), Filter(), MAXIMA, TODAY)).items == []
