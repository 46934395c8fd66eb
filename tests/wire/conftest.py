"""Each test of what is published runs for all four services."""

import pytest_asyncio

from tests.support.house import House
from tests.wire.documents import SERVICES, Document, published

__all__ = ["document"]


@pytest_asyncio.fixture(params=SERVICES)
async def service(request: object) -> str:
    """The name of each service in turn."""
    name: str = request.param  # type: ignore[attr-defined]
    return name


@pytest_asyncio.fixture
async def document(house: House, service: str) -> Document:
    """The OpenAPI document that the running service publishes."""
    return await published(house.http, house.urls[service])
