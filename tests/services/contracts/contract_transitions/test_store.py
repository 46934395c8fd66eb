"""The SQL on transitions and their lines."""

from __future__ import annotations

from uuid import UUID

from services.contracts.contract_transitions import store
from shared.kit.rows import PageRequest
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.contract_transitions.case import case
from tests.services.contracts.plainly import check_store, make


async def test_a_row_comes_back_as_it_was_kept(ready: Ready) -> None:
    """Every column and every nested part, by id, by page and by batch."""
    await check_store(ready, await case(ready))


async def test_lines_come_back_with_their_version(ready: Ready) -> None:
    """Two lines of the first version in one order, by list and by page; no line of another version."""
    made = await make(ready, await case(ready))
    async with given.context(ready.tenant).read() as connection:
        found = await store.TRANSITIONS.get(connection, UUID(made["id"]))
        lines = await store.list_lines(connection, [found.id])
        page = await store.LINES.page(connection, PageRequest(), transition_id=found.id)
        assert page.items == lines
    assert [(one.transition_version, one.outcome.value, one.gap_days) for one in lines] == [
        (1, "placed", 0)
    ] * 2
