"""When a meeting is due, what its record must say, and what the next agenda should hold (N-154, D-01, D-02, D-58, G-07)."""

from services.outcomes.meetings.rules.agendas import ProposedAgenda, propose
from services.outcomes.meetings.rules.records import (
    CycleNotFound,
    Meeting,
    MeetingCycle,
    MeetingNotFound,
    MeetingRefused,
    check_agreements,
    check_cycle,
    check_meeting,
    next_after,
    traces,
    with_figures,
)

__all__ = [
    "CycleNotFound", "Meeting", "MeetingCycle", "MeetingNotFound", "MeetingRefused", "ProposedAgenda", "check_agreements",
    "check_cycle", "check_meeting", "next_after", "propose", "traces", "with_figures",
]  # fmt: skip
