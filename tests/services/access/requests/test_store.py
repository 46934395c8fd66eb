"""Requests in the database: found in one statement, guarded by their version and by the database itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.requests import store
from services.access.requests.store import Filter
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest
from shared.values.terms import RequestState


async def test_a_page_is_one_statement_however_many_rows(agreed: Any) -> None:
    """With all filters on, for one row and for five; the last id says where the next page begins."""
    made = [await agreed.report(f"inwoner-{number}", external_reference=f"m-{number}") for number in range(5)]
    asked = Filter(
        state=RequestState.RECEIVED,
        contact_on_from=date(2026, 4, 13),
        contact_on_to=date(2026, 4, 13),
        contract_id=agreed.contract.id,
    )
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            one = await store.list_requests(connection, PageRequest(1), asked)
            rest = await store.list_requests(connection, PageRequest(4, after=one.last), asked)
    assert [found.id for found in (*one.items, *rest.items)] == [request.id for request in made]
    assert (one.last, rest.last) == (made[0].id, None)
    assert len(seen) == 2


async def test_a_version_is_written_over_once(agreed: Any) -> None:
    """Who holds an older version in hand is refused."""
    request = await agreed.report()
    async with agreed.connection() as connection:
        known = await store.lock_request(connection, request.id)
        talked = replace(known, version=2, first_talk_on=date(2026, 4, 17))
        await store.save_request(connection, talked)
        with pytest.raises(PreconditionFailed):
            await store.save_request(connection, talked)


async def test_many_requests_by_id_leave_out_what_is_not_visible(agreed: Any) -> None:
    """The batch behind a loader asks once, and shows a provider nothing that is not its own."""
    ids = [(await agreed.report(f"inwoner-{number}")).id for number in range(3)]
    async with agreed.connection() as connection:
        assert {one.id for one in await store.list_requests_by_id(connection, ids)} == set(ids)
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await store.list_requests_by_id(connection, ids) == []


@pytest.mark.rule("R-O06")
async def test_the_database_itself_knows_no_talk_before_the_contact(agreed: Any) -> None:
    """The last wall, whatever the code above it does."""
    request = await agreed.report()
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            known = await store.lock_request(connection, request.id)
            await store.save_request(connection, replace(known, version=2, first_talk_on=date(2026, 4, 12)))
