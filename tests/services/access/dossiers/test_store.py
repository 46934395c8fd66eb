"""What there is of one citizen in the tables of access."""

from uuid import UUID

from services.access.dossiers import store
from shared.values import new_id
from tests.support.files import file
from tests.support.tenants import Tenant


async def test_what_there_is_of_one_citizen(tenant: Tenant) -> None:
    """Requests, decisions and referrals of that citizen; of another, and of nobody, nothing."""
    filed = await file(tenant)
    other = UUID(await filed.register("Ander", ""))
    async with tenant.house.services["access"].system_context(tenant.owner).read() as connection:
        for citizen, counts in (
            (UUID(filed.citizen_id), (2, 1, 1)),
            (other, (0, 0, 0)),
            (new_id(), (0, 0, 0)),
        ):
            found = (
                await store.list_requests_of(connection, citizen),
                await store.list_decisions_of(connection, citizen),
                await store.list_referrals_of(connection, citizen),
            )
            assert tuple(map(len, found)) == counts
            assert {one.citizen_id for several in found for one in several} <= {citizen}
            assert await store.list_transfers_of(connection, citizen) == []
            assert await store.list_erasures_of(connection, citizen) == []
