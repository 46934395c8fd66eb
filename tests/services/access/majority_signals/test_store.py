"""Which running youth help is watched, and that the database keeps months alone."""

from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.majority_signals.store import (
    REGISTER,
    list_due,
    list_unwatched,
    lock_due,
    lock_unwatched,
)
from shared.values import new_id
from shared.values.terms import Law
from tests.services.access.legal_checks.known import youth


@pytest.mark.rule("R-A16")
async def test_only_running_youth_help_of_known_age_is_watched(agreed: Any) -> None:
    """Not support under the Wmo, not help that ended, not of who has no day of birth; watched once, and by months."""
    client, today = agreed.client(), agreed.tenant.today
    await agreed.decided()
    request = await youth(agreed, "2008-11-01")
    running = await client.take_decision(
        request.id, agreed.new_decision(law=Law.JEUGDWET, end_date=date(2026, 9, 30))
    )
    unknown = await agreed.report("onbekend", law=Law.JEUGDWET)
    await client.take_decision(unknown.id, agreed.new_decision(law=Law.JEUGDWET))
    async with agreed.connection() as connection:
        assert await list_unwatched(connection, today) == [running.id]
        assert await list_unwatched(connection, date(2026, 10, 1)) == []
        assert await lock_unwatched(connection, running.id, date(2026, 10, 1)) is None
    await agreed.work()
    async with agreed.connection() as connection:
        assert await list_unwatched(connection, today) == []
        assert await list_due(connection, date(2026, 4, 30)) == []
        (due,) = await list_due(connection, date(2026, 5, 1))
        assert await list_due(connection, date(2026, 10, 1)) == []
        found = await lock_due(connection, due, date(2026, 5, 1))
    assert found is not None
    known = REGISTER.values(found)
    for changes in ({"signal_on": date(2026, 5, 2)}, {"state": "raised"}):
        with pytest.raises(asyncpg.CheckViolationError):
            async with agreed.connection() as connection:
                row: dict[str, Any] = {**known, "id": new_id(), **changes}
                await REGISTER.add(connection, REGISTER.kind(**row), "balie")
