"""The only SQL on meetings and their cycle."""

from __future__ import annotations

from services.outcomes.meetings.rules import CycleNotFound, Meeting, MeetingCycle, MeetingNotFound
from services.outcomes.tables import meeting_cycles, meetings
from shared.kit.registers import Register
from shared.schemas import outcomes as schemas

CYCLES = Register(meeting_cycles, MeetingCycle, schemas.MeetingCycle, CycleNotFound)
MEETINGS = Register(meetings, Meeting, schemas.Meeting, MeetingNotFound)
