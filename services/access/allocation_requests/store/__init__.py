"""Requests for allocation in the database, what any request of a provider is held against, and how it is answered."""

from services.access.allocation_requests.store.answering import (
    investigate,
    locked,
    new_asked,
    reject,
    withdraw,
)
from services.access.allocation_requests.store.asking import REGISTER, speaking_for, what_stands
from services.access.allocation_requests.store.judging import called_acute, ground, switch_team_of

__all__ = [
    "REGISTER", "called_acute", "ground", "investigate", "locked", "new_asked", "reject", "speaking_for", "switch_team_of", "what_stands", "withdraw",
]  # fmt: skip
