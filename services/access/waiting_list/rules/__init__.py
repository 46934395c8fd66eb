"""Who may wait, in which order, and how a wait ends (R-A37, G-61, G-75, G-76, E-75)."""

from services.access.waiting_list.rules.entries import (
    Asked,
    WaitingEntry,
    check_change,
    check_waiting,
    delay,
    duty_prevails,
    enter,
    leave,
    own_days,
    serve_at_once,
    withdraw,
)
from services.access.waiting_list.rules.order import (
    Standing,
    deadline,
    in_order,
    order_key,
    place,
    standing,
)
from services.access.waiting_list.rules.overview import (
    WaitingCell,
    WaitingListOverview,
    WaitingQuality,
    age_classes,
    overview,
)
from services.access.waiting_list.rules.words import (
    AlreadyWaiting,
    WaitingEnded,
    WaitingEntryNotFound,
    WaitingRefused,
)

__all__ = [
    "AlreadyWaiting",
    "Asked",
    "Standing",
    "WaitingCell",
    "WaitingEnded",
    "WaitingEntry",
    "WaitingEntryNotFound",
    "WaitingListOverview",
    "WaitingQuality",
    "WaitingRefused",
    "age_classes",
    "check_change",
    "check_waiting",
    "deadline",
    "delay",
    "duty_prevails",
    "enter",
    "in_order",
    "leave",
    "order_key",
    "overview",
    "own_days",
    "place",
    "serve_at_once",
    "standing",
    "withdraw",
]
