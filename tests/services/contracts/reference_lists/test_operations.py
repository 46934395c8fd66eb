"""Reading the lists of the sources needs no row of one's own."""

from __future__ import annotations

from services.contracts.reference_lists import operations
from tests.services.contracts import given
from tests.support.tenants import Tenant


async def test_lists_are_read_by_number_and_by_code(tenant: Tenant) -> None:
    """Nothing under a number that no list has."""
    ctx = given.context(tenant)
    assert [one.code for one in await operations.list_reference_lists(ctx, "N-54")] == [
        "cost-control-measures"
    ]
    assert await operations.list_reference_lists(ctx, "N-1") == []
    (found,) = await operations.list_reference_lists(ctx, code="readiness")
    assert found.enumeration == "A-14.16"
    assert await operations.list_reference_lists(ctx, "N-54", "readiness") == []
