"""What is kept of waits."""

from dataclasses import replace
from datetime import date

from services.outcomes.waiting_times import store
from services.outcomes.waiting_times.rules import Wait
from shared.values import Period, new_id
from tests.services.outcomes.conftest import Measured


async def test_a_wait_is_kept_in_its_newest_version(measured: Measured) -> None:
    """Found by id and by contract and days; parties are set apart from the request's version."""
    owner = measured.tenant.owner
    wait = Wait(
        new_id(), 2, owner, None, [measured.lead], measured.contract.id, date(2026, 5, 7), date(2026, 5, 18)
    )
    ctx = measured.tenant.house.services["outcomes"].system_context(owner)
    async with ctx.begin() as connection:
        connection.recorded = True
        await store.save_wait(connection, wait, "test")
        await store.save_wait(connection, replace(wait, version=1, first_talk_on=None), "test")
        assert await store.find_wait(connection, wait.id) == wait
        assert await store.list_waits(connection, measured.contract.id, Period.quarter(2026, 2)) == [wait]
        assert await store.list_waits(connection, measured.contract.id, Period.quarter(2026, 3)) == []
        await store.save_parties(connection, wait.id, [measured.tenant.auditor])
        assert await store.find_wait(connection, wait.id) == replace(wait, parties=[measured.tenant.auditor])
        assert await store.find_wait(connection, new_id()) is None
