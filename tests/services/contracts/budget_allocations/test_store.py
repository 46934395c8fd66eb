"""How an allocation is kept: what its method uses, and nothing of the other methods."""

from __future__ import annotations

from services.contracts.budget_allocations.rules import Basis
from services.contracts.budget_allocations.rules.basis import AreaClients
from services.contracts.budget_allocations.store import ALLOCATIONS
from tests.services.contracts import given
from tests.services.contracts.budget_allocations.test_rest import EXAMPLE, allocate
from tests.support.tenants import Tenant


async def test_only_the_inputs_of_the_method_are_kept_and_read_back_whole(tenant: Tenant) -> None:
    """The basis in the row has three members; as a dataclass it is what was given."""
    made = await allocate(tenant, EXAMPLE["basis"])
    async with given.context(tenant).read() as connection:
        found = await ALLOCATIONS.get(connection, made.id)
    areas = [AreaClients(code="gebied-1", clients=400), AreaClients(code="gebied-2", clients=350)]
    assert found.basis == Basis(method="expectedClients", total_cents=1_000_000_000, areas=areas)
    assert set(ALLOCATIONS.values(found)["basis"]) == {"method", "total_cents", "areas"}
