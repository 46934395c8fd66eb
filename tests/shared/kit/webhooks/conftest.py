"""A receiver and a subscriber: real services that deliver to a real server on the loopback."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.shared.kit.webhooks.receiver import Receiver, receiving
from tests.shared.kit.webhooks.subscribing import Subscriber, loopback_opened
from tests.support.house import House
from tests.support.tenants import Tenant


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver that says 204."""
    async with receiving() as found:
        yield found


@pytest_asyncio.fixture
async def subscriber(house: House, tenant: Tenant) -> AsyncIterator[Subscriber]:
    """The purchaser of a fresh tenant, to whom the loopback was opened."""
    with loopback_opened(house):
        yield Subscriber(tenant, tenant.owner)
