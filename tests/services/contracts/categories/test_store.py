"""What the database itself keeps of squares and transfers."""

from __future__ import annotations

import asyncpg
import pytest

from tests.services.contracts.categories.test_rest import opened, requested
from tests.services.contracts.conftest import Ready


@pytest.mark.rule("F-29")
async def test_the_database_books_nothing_without_a_consent(ready: Ready) -> None:
    """A booking without an approver and a day breaks a check, whoever writes it."""
    square = await opened(ready)
    asked = await requested(ready, square, 5)
    pool = ready.tenant.house.services["contracts"].database.pool
    raw = await pool.take()
    try:
        with pytest.raises(asyncpg.CheckViolationError, match="ck_category_transfers_consented"):
            async with raw.transaction():
                await raw.execute("select set_config('app.organisations', $1, true)", ready.tenant.owner)
                await raw.execute(
                    "update category_transfers set state = 'booked', booked_on = '2026-01-01' where id = $1",
                    asked.id,
                )
    finally:
        pool.give(raw)
