"""Requests for allocation in the database, what any request of a provider is held against, and how it is answered."""

from services.access.allocation_requests.store.answering import (
    investigate,
    locked,
    new_asked,
    reject,
    withdraw,
)
from services.access.allocation_requests.store.asking import REGISTER, speaking_for, what_stands

__all__ = [
    "REGISTER", "investigate", "locked", "new_asked", "reject", "speaking_for", "what_stands", "withdraw",
]  # fmt: skip
