"""The part of a purchaser's life in which somebody asks what there is to do."""

from shared.clients.access import AccessClient
from shared.schemas.contracts import Contract
from shared.values.work_lists import WorkListKind
from tests.support.tenants import Tenant


async def see_what_waits(tenant: Tenant, contract: Contract) -> None:
    """The municipality's work lists, and those of a provider, after all that was done before."""
    assert contract.owner == tenant.owner
    found = await tenant.client(AccessClient).work_lists(until=tenant.today, per_list=50)
    assert WorkListKind.OPEN_REQUESTS in {one.work_list for one in found.lists}
    own = await tenant.client(AccessClient, tenant.providers[0]).work_lists()
    assert {one.work_list for one in own.left_out} >= {WorkListKind.REMEDIES, WorkListKind.SIGNALS}
