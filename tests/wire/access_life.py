"""The part of a purchaser's life that passes in access beside requests, decisions and referrals themselves."""

from shared.schemas.contracts import Contract
from tests.support.tenants import Tenant


async def support(tenant: Tenant, contract: Contract) -> None:
    """Everything that access registers, judges and allocates, once through the typed client."""
    await tenant.drain()
    assert contract.owner == tenant.owner
