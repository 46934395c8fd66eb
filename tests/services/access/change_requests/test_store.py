"""Requests for change in the database: the reference that a granted one leaves on what stays as it is."""

from typing import Any

from services.access.allocations import store as allocations
from services.access.change_requests import store
from tests.services.access.allocations.test_rest import granted


async def test_what_stays_gets_the_reference_and_no_version(agreed: Any) -> None:
    """The allocations that are named get the reference (IV097) at once; another one, and another municipality's word, change nothing."""
    several = [await granted(agreed, f"inwoner-{word}") for word in ("a", "b", "c")]
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        await store.refer(connection, owner, [one.id for one in several[:2]], "VOW/1")
        await store.refer(connection, owner, [], "VOW/2")
        await store.refer(connection, agreed.tenant.providers[0], [several[2].id], "VOW/3")
        kept = await allocations.REGISTER.list_by(connection, "id", [one.id for one in several])
    assert [(one.provider_reference, one.version) for one in kept] == [("VOW/1", 1), ("VOW/1", 1), (None, 1)]
