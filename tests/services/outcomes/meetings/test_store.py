"""The SQL on meetings and their cycles."""

from __future__ import annotations

from services.outcomes.meetings import store
from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.consulting import check_store
from tests.services.outcomes.meetings.case import cycle, meeting


async def test_meetings_come_back_as_they_were_kept(measured: Measured) -> None:
    """Every column and every nested part, to their owner and its parties alone."""
    made = (await measured.post("/meeting-cycles", cycle(measured))).json()
    await check_store(measured, store.CYCLES, made)
    held = await measured.post("/meetings", meeting(measured, made["id"]))
    await check_store(measured, store.MEETINGS, held.json())
