"""Stops of care in the database: one for a time and one for good at each start."""

from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from services.access.care_starts.store import REGISTER as STARTS
from services.access.care_stops import store
from services.access.care_stops.rules import Course, stop
from services.access.care_stops.store import REGISTER
from shared.values import new_id
from shared.values.care_courses import StopReason, StopState
from tests.services.access.care_starts.test_store import a_start


@pytest.mark.rule("R-X07")
async def test_a_start_has_one_stop_of_each_kind_that_holds(agreed: Any) -> None:
    """The unique index is the last wall (TR413, TR415); a withdrawn one makes room, and is not among those that hold."""
    (_, care), today = await a_start(agreed), agreed.tenant.today
    told = {"external_reference": None, "reported_by": care.provider, "today": today}
    made, _, _ = stop(Course(care), today, StopReason.AS_PLANNED, None, **told)
    pause, _, _ = stop(Course(care), today, StopReason.INTERRUPTED, None, **told)
    async with agreed.connection() as connection:
        await STARTS.add(connection, care, "balie")
        for one in (made, pause):
            await REGISTER.add(connection, one, "balie")
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, replace(made, id=new_id()), "balie")
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, replace(made, id=new_id(), temporary=True), "balie")
    async with agreed.connection() as connection:
        await REGISTER.save(connection, replace(made, version=2, state=StopState.WITHDRAWN))
        assert await store.list_recorded(connection, [care.id]) == [pause]
        await REGISTER.add(connection, replace(made, id=new_id()), "balie")
