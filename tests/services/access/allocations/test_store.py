"""Allocations in the database: versions stay, what runs is found, and sets take as few statements as one."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.allocations import rules, store
from shared.values import new_id
from shared.values.allocating import AllocationOrigin
from tests.services.access.allocations.made import NOW, TODAY
from tests.services.access.allocations.test_rest import granted


async def test_sets_versions_and_what_runs(agreed: Any) -> None:
    """Numbers come in a row, many are added and changed at once, none is lost, and nobody rewrites a version."""
    seen = await granted(agreed)
    async with agreed.connection() as connection:
        first = await store.REGISTER.get(connection, seen.id)
        numbers = await store.next_numbers(connection, first.owner, first.law, 3)
        assert list(numbers) == [2, 3, 4]
        several = [
            replace(
                first, id=new_id(), allocation_number=number, product_code=f"02A1{number}",
                origin=AllocationOrigin.SCALING, told_version=0,
            )
            for number in numbers
        ]  # fmt: skip
        await store.add_allocations(connection, several, "client")
        changed = [rules.changed(one, "05", TODAY, NOW, end_date=date(2026, 5, 31)) for one in several]
        assert await store.save_allocations(connection, changed, "client") == 3
        running = await store.list_running(connection, first.owner, first.citizen_id, date(2026, 6, 15))
        assert [one.id for one in running] == [first.id]
        on_day = await store.list_running(connection, first.owner, first.citizen_id, date(2026, 5, 1))
        assert len(on_day) == 4 == len(await store.list_granted(connection, first.owner, first.citizen_id))
        versions = await store.list_versions(connection, several[0].id)
        assert [one.version for one in versions] == [1, 2] and rules.current(versions) == versions[1]
        assert len(await store.list_versions_by_allocation(connection, [one.id for one in several])) == 6
        assert await store.list_untold(connection) == [one.id for one in several]
        told = await store.lock_untold(connection, several[0].id)
        assert told is not None
        await store.mark_told(connection, told)
        assert await store.lock_untold(connection, several[0].id) is None
        assert not await store.is_delivered(connection, first)
        locked = [
            await store.lock_allocated(connection, first.owner, decision, number)
            for decision, number in ((seen.decision_id, 1), (seen.decision_id, 9), (seen.id, 1))
        ]
        assert locked == [first, None, None]
        assert await store.list_pgb_products(connection, first.owner, first.citizen_id) == []
        assert await store.list_departing(connection) == []
        assert await store.lock_departing(connection, first.id) is None
    with pytest.raises(asyncpg.PostgresError, match="append-only"):
        async with agreed.connection() as connection:
            await connection.raw.execute("update allocation_versions set end_date = null")
