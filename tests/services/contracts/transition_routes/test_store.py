"""The SQL on transition routes."""

from __future__ import annotations

from tests.services.contracts.conftest import Ready
from tests.services.contracts.plainly import check_store
from tests.services.contracts.transition_routes.case import CASE


async def test_a_row_comes_back_as_it_was_kept(ready: Ready) -> None:
    """Every column and every nested part, by id, by page and by batch."""
    await check_store(ready, CASE)
