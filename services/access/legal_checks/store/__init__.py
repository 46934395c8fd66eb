"""The only SQL on legal checks: reading them, the one way to a day of birth, and what is reported of the legal frame."""

from services.access.legal_checks.store.checks import REGISTER, find_birth_date, list_checks
from services.access.legal_checks.store.reporting import (
    count_adapted,
    count_checks,
    count_outcomes,
    count_shifted,
    count_youth,
)

__all__ = [
    "REGISTER",
    "count_adapted",
    "count_checks",
    "count_outcomes",
    "count_shifted",
    "count_youth",
    "find_birth_date",
    "list_checks",
]
