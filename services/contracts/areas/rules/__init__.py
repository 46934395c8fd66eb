"""How areas are part of each other, when their borders hold, and which smallest areas a large one comes to (N-104)."""

from services.contracts.areas.rules.entering import (
    OVERLAPPING,
    Area,
    AreaNotFound,
    AreasRefused,
    Entry,
    enter,
)
from services.contracts.areas.rules.smallest import joined, smallest

__all__ = ["OVERLAPPING", "Area", "AreaNotFound", "AreasRefused", "Entry", "enter", "joined", "smallest"]
