"""The SQL of the calendar: contracts whose term touches the period, and no drafts."""

from __future__ import annotations

from datetime import date

import pytest

from services.contracts.contract_calendar import store
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready


@pytest.mark.rule("D-39")
async def test_only_contracts_whose_term_touches_the_period_are_read(ready: Ready) -> None:
    """2026 up to and including 2029: its first and its last day belong to it, the days around it do not, a draft never."""
    contract = await ready.active()
    await ready.draft(number="concept")
    async with given.context(ready.tenant).read() as connection:
        for start, until, count in (
            (date(2025, 1, 1), date(2025, 12, 31), 0),
            (date(2025, 1, 1), date(2026, 1, 1), 1),
            (date(2029, 12, 31), date(2030, 1, 1), 1),
            (date(2030, 1, 1), date(2031, 1, 1), 0),
        ):
            found = await store.list_running(connection, start, until)
            assert [one.id for one in found] == [contract.id] * count
        assert await store.list_held(connection, [contract.id]) == []
        assert await store.list_changed(connection, [contract.id]) == []
