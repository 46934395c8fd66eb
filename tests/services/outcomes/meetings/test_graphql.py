"""Meetings in the graph."""

from __future__ import annotations

from tests.services.outcomes.conftest import Measured
from tests.services.outcomes.meetings.case import cycle, meeting


async def test_meetings_in_the_graph(measured: Measured) -> None:
    """A cycle, a meeting and the agenda that follows, in one language."""
    new = "mutation ($new: NewMeetingCycle!) { registerMeetingCycle(new: $new) { id nextOn } }"
    made = await measured.query(new, new=cycle(measured))
    one = made["data"]["registerMeetingCycle"]["id"]
    hold = "mutation ($new: NewMeeting!) { registerMeeting(new: $new) { id kind } }"
    held = await measured.query(hold, new=meeting(measured, one))
    assert held["data"]["registerMeeting"]["kind"] == "steeringGroup", held
    ask = "query ($id: UUID!) { meetingCycle(id: $id) { nextOn agenda { items { subject origin } } } }"
    read = await measured.query(ask, id=one)
    assert read["data"]["meetingCycle"]["nextOn"] == "2026-08-12"
    assert len(read["data"]["meetingCycle"]["agenda"]["items"]) == 2
