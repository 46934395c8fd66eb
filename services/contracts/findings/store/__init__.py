"""The only SQL of findings: what is entered for them, the subsidies to check, and what the register knows around a contract."""

from services.contracts.findings.store.around import read_around
from services.contracts.findings.store.assessing import assess
from services.contracts.findings.store.kept import (
    CIRCUMSTANCES,
    DEFINITION_TESTS,
    find_circumstances,
    find_tests,
    list_subsidies,
)

__all__ = [
    "CIRCUMSTANCES",
    "DEFINITION_TESTS",
    "assess",
    "find_circumstances",
    "find_tests",
    "list_subsidies",
    "read_around",
]
