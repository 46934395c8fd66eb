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
        new_id(),
        2,
        owner,
        None,
        [measured.lead],
        new_id(),
        measured.contract.id,
        date(2026, 5, 7),
        date(2026, 5, 18),
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


async def test_what_still_waits_of_a_citizen_is_closed(measured: Measured) -> None:
    """Only without a first talk, once, of this citizen alone."""
    owner, citizen = measured.tenant.owner, new_id()
    waiting = Wait(new_id(), 1, owner, None, [], citizen, None, date(2026, 5, 7), None)
    talked = replace(waiting, id=new_id(), first_talk_on=date(2026, 5, 8))
    another = replace(waiting, id=new_id(), citizen_id=new_id())
    async with measured.tenant.house.services["outcomes"].system_context(owner).begin() as connection:
        connection.recorded = True
        for one in (waiting, talked, another):
            await store.save_wait(connection, one, "test")
        for day in (date(2026, 5, 9), date(2026, 5, 10)):
            await store.close_waits(connection, owner, citizen, day)
        closed = replace(waiting, closed_on=date(2026, 5, 9))
        assert await store.list_waits_of(connection, citizen) == sorted(
            [closed, talked], key=lambda one: one.id
        )
        assert await store.find_wait(connection, another.id) == another
