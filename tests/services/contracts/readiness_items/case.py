"""The mandate of the access decision, under way."""

from __future__ import annotations

from services.contracts.readiness_items import operations, store
from tests.services.contracts.plainly import Case

CASE = Case(
    operations.PLAIN,
    store.READINESS_ITEMS,
    {
        "municipalityCode": "0484",
        "code": "accessMandate",
        "status": "underWay",
        "dueOn": "2026-12-31",
        "ownerRole": "legal",
        "evidence": "Collegebesluit",
    },
    "readiness-item-registered",
    {"status": "done"},
    "readiness-item-changed",
)
