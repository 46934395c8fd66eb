"""An allocation to test on."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.access.allocations.rules import Allocation
from shared.values import new_id
from shared.values.terms import Law

OWNER = "00000099000000000484"
PROVIDER = "00000099000000000901"
TODAY = date(2026, 4, 20)
NOW = datetime(2026, 4, 20, 10, tzinfo=UTC)
CITIZEN = UUID("01890000-0000-7000-8000-000000000001")


def an_allocation(**other: Any) -> Allocation:
    """Number 7: three hours a week of guidance for the first half of 2026, by one provider."""
    values: dict[str, Any] = {
        "id": new_id(),
        "version": 1,
        "owner": OWNER,
        "external_reference": None,
        "parties": [PROVIDER],
        "request_id": None,
        "citizen_id": CITIZEN,
        "decision_id": None,
        "contract_id": None,
        "law": Law.WMO_2015,
        "allocation_number": 7,
        "provider": PROVIDER,
        "product_category": "02",
        "product_code": "02A03",
        "volume": 3,
        "unit": "04",
        "frequency": "2",
        "budget_cents": None,
        "start_date": date(2026, 1, 1),
        "end_date": date(2026, 6, 30),
        "allocated_on": date(2025, 12, 15),
        "allocated_at": datetime(2025, 12, 15, 9, tzinfo=UTC),
    }
    return Allocation(**{**values, **other})
