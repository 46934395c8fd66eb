"""What the database itself keeps of ceilings."""

from __future__ import annotations

import asyncpg
import pytest

from tests.services.contracts.ceilings.test_rest import agreed, level_one
from tests.services.contracts.conftest import Ready


@pytest.mark.rule("R-C26")
async def test_the_database_keeps_no_ceiling_without_a_word_on_exempt_care(ready: Ready) -> None:
    """Neither care types nor explicitly none breaks a check, whoever writes it."""
    ceiling = await agreed(ready, level_one(ready))
    pool = ready.tenant.house.services["contracts"].database.pool
    raw = await pool.take()
    try:
        with pytest.raises(asyncpg.CheckViolationError, match="ck_ceilings_exemptions"):
            async with raw.transaction():
                await raw.execute("select set_config('app.organisations', $1, true)", ready.tenant.owner)
                await raw.execute("update ceilings set exempt_care_types = '[]' where id = $1", ceiling.id)
    finally:
        pool.give(raw)
