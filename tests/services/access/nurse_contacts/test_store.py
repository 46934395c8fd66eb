"""Counts in the database: those that end in some days, and none that contradict themselves."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.access.nurse_contacts.store import REGISTER, list_between
from shared.values import new_id
from tests.services.access.nurse_contacts.test_rules import FIRST, LAST, PRACTICE, counted


@pytest.mark.rule("R-A47")
async def test_the_counts_of_a_period_are_those_that_end_in_it(agreed: Any) -> None:
    """First and last day included; more handled than contacts is refused by the database too."""
    made = replace(counted(200, 120, 60), owner=agreed.tenant.owner)
    async with agreed.connection() as connection:
        await REGISTER.add(connection, made, "balie")
        assert await list_between(connection, LAST, LAST, PRACTICE) == [made]
        assert await list_between(connection, FIRST, date(2026, 6, 29), None) == []
    wrong = replace(made, id=new_id(), handled=141)
    with pytest.raises(asyncpg.CheckViolationError):
        async with agreed.connection() as connection:
            await REGISTER.add(connection, wrong, "balie")
