"""All lists are one statement, however much is on them; the order and the count of each are made in it."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.access.policies.rules import DEFAULT
from services.access.work_lists import store
from services.access.work_lists.rules import MEANT
from shared.kit.database import Connection
from shared.values.terms import ActorKind
from shared.values.work_lists import WorkListKind as Kind
from tests.services.access.waiting_list.test_rest import waiting
from tests.services.outcomes.conftest import counted

DAY = date(2026, 4, 20)
ALL = [kind for kind in Kind if ActorKind.PURCHASER in MEANT[kind]]


async def read(connection: Connection, kinds: list[Kind], **other: Any) -> list[Any]:
    """What the store finds of these lists, unless told otherwise."""
    given = {
        "today": DAY, "until": DAY + timedelta(days=90), "limit": 2, "worker": None, "team": None, "remedy_kinds": [],
    }  # fmt: skip
    return await store.list_work(connection, kinds, DEFAULT, **{**given, **other})


@pytest.mark.rule("R-A37")
async def test_all_lists_are_one_statement_and_count_beyond_their_limit(
    agreed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three questions with urgency 3, 1 and none: 1 before 3, of which two are shown and three counted; nothing asked asks nothing."""
    client = agreed.client()
    async with agreed.connection() as connection:
        with counted(monkeypatch) as statements:
            assert await read(connection, ALL) == []
        empty = len(statements)
    made = [await agreed.report(f"inwoner-{n}", urgency=n) for n in (3, 1)]
    bare = await agreed.report("inwoner-9")
    waits = [
        await client.register_waiting_entry(waiting(one.id, n)) for one, n in zip(made, (3, 1), strict=True)
    ]
    other = await client.register_waiting_entry(waiting(bare.id, 2, product_category="05", product_code=None))
    async with agreed.connection() as connection:
        with counted(monkeypatch) as statements:
            found = await read(connection, ALL, worker="j.jansen", team="TEAM-NOORD")
            assert found == []
            found = await read(connection, ALL, limit=50)
        assert (len(statements), empty) == (2, 1)
        few = await read(connection, [Kind.OPEN_REQUESTS, Kind.WAITING_LIST])
        with counted(monkeypatch) as statements:
            assert await read(connection, []) == []
        assert statements == []
    assert {one.work_list for one in found} == {Kind.OPEN_REQUESTS, Kind.STATUTORY_TERMS, Kind.WAITING_LIST}
    asked = [(one.id, one.total, one.rank) for one in few if one.work_list is Kind.OPEN_REQUESTS]
    assert asked == [(made[1].id, 3, 1), (made[0].id, 3, 2)]
    # Over all products by urgency; each with its place among who wait for the same.
    stands = [(one.id, one.position) for one in found if one.work_list is Kind.WAITING_LIST]
    assert stands == [(waits[1].id, 1), (other.id, 1), (waits[0].id, 2)]


@pytest.mark.rule("R-A37")
async def test_the_waiting_list_stands_as_its_own_feature_has_it(agreed: Any) -> None:
    """For one product the order and the places are those of the waiting list; a later day at own wish stands aside."""
    client = agreed.client()
    for number in (3, 1, 2):
        request = await agreed.report(f"wacht-{number}", contact_on=date(2026, 4, 1))
        await client.register_waiting_entry(waiting(request.id, number, since=date(2026, 4, 10 + number)))
    own = await client.list_waiting_list(productCategory="02")
    async with agreed.connection() as connection:
        found = await read(connection, [Kind.WAITING_LIST], limit=50)
    assert [(one.id, one.position) for one in found] == [(one.id, one.position) for one in own]
    assert [one.due_on for one in found] == [one.since + timedelta(days=one.maximum_days) for one in own]
