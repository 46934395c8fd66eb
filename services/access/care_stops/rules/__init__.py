"""Why care stopped, and when its stop may be reported, corrected and withdrawn."""

from services.access.care_stops.rules.reasons import CODES, MEANS, StopReasonRefused, settle_reason
from services.access.care_stops.rules.stops import (
    CareStop,
    Course,
    correct,
    stop,
    stop_by_move,
    withdraw,
)
from services.access.care_stops.rules.words import CareStopNotFound, CareStopRefused

__all__ = [
    "CODES",
    "MEANS",
    "CareStop",
    "CareStopNotFound",
    "CareStopRefused",
    "Course",
    "StopReasonRefused",
    "correct",
    "settle_reason",
    "stop",
    "stop_by_move",
    "withdraw",
]
