"""The calendar of a municipality: the built-in years and those that it added."""

from datetime import date
from typing import Any

import pytest

from services.access.equated_days import store
from shared.schemas.access import NewEquatedDays
from shared.values import CALENDAR
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-A55")
async def test_the_calendar_knows_what_the_municipality_added(agreed: Any) -> None:
    """Nothing added is the built-in one; another municipality does not learn of it."""
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        assert await store.calendar_of(connection, owner) is CALENDAR
    await agreed.client().register_equated_day(
        NewEquatedDays(year=2029, days=[date(2029, 5, 11)], decree="Besluit 2029")
    )
    async with agreed.connection() as connection:
        calendar = await store.calendar_of(connection, owner)
        assert not calendar.is_working_day(date(2029, 5, 11)) and calendar.is_working_day(date(2029, 5, 14))
        assert [one.year for one in await store.lock_years(connection, owner)] == [2029]
    async with agreed.connection(invented_oin()) as connection:
        assert await store.list_years(connection, owner) == []
