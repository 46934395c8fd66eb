"""A market with four registered providers."""

from __future__ import annotations

import pytest_asyncio

from tests.services.contracts.procuring import Market
from tests.support.tenants import Tenant


@pytest_asyncio.fixture
async def market(tenant: Tenant) -> Market:
    """A purchaser whose first four providers are registered, on 1 January 2026."""
    made = Market(tenant)
    await made.register(*tenant.providers[:4])
    return made
