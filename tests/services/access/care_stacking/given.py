"""Citizens with allocations, put in by the stores themselves: as many as a case needs, without a request of each."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.access.allocations.rules import Allocation
from services.access.allocations.store import add_allocations
from shared.values import new_id
from shared.values.terms import Law

_CITIZENS = "insert into citizens (owner, id, client_id, reference) select $1, n.id, 'stock', n.id::text from unnest($2::uuid[]) n (id)"


async def citizens(agreed: Any, count: int) -> list[UUID]:
    """So many citizens, in the order of their surrogates."""
    made = sorted(new_id() for _ in range(count))
    async with agreed.connection() as connection:
        await connection.raw.execute(_CITIZENS, agreed.tenant.owner, made)
    return made


def allocation(agreed: Any, citizen_id: UUID, number: int, **other: Any) -> Allocation:
    """An allocation of 2026 of 1,000.00 under a number; `other` says what is different."""
    provider = agreed.tenant.providers[0]
    given: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": agreed.tenant.owner, "external_reference": None, "parties": [provider],
        "request_id": None, "citizen_id": citizen_id, "decision_id": None, "contract_id": None, "law": Law.WMO_2015,
        "allocation_number": number, "provider": provider, "product_category": "02", "product_code": f"02A{number % 90 + 10}",
        "volume": None, "unit": None, "frequency": None, "budget_cents": 100_000, "start_date": date(2026, 1, 1),
        "end_date": date(2026, 12, 31), "allocated_on": date(2026, 1, 1), "allocated_at": datetime(2026, 1, 1, 9, tzinfo=UTC),
        "told_version": 1,
    }  # fmt: skip
    return Allocation(**{**given, **other})


async def add(agreed: Any, *made: Allocation) -> None:
    """Put them in."""
    async with agreed.connection() as connection:
        await add_allocations(connection, list(made), "stock")
