"""Who may do what with waiting times."""

from services.outcomes.rights.base import DUE, PARTIES, READERS, R
from shared.kit.rights import READ, Right
from shared.values.terms import ProcessingEvent

WAITING = (
    Right("waiting_times", READ, R, READERS),
    Right("waiting_times", "list_waiting_times", R, PARTIES, "waiting-times", ProcessingEvent.SEARCH),
    Right("waiting_times", "apply_request", None, DUE),
)
