"""Each check of the surface runs for all four services, on what the running service publishes."""

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from tests.security.asking import Matrix, ask_everything
from tests.security.listening import listen
from tests.support.house import House
from tests.support.tenants import Tenant
from tests.wire.documents import SERVICES, Document, Operation, operations, published
from tests.wire.life import Life

_MATRICES: dict[tuple[int, str], Matrix] = {}


@pytest_asyncio.fixture(params=SERVICES)
async def service(request: object) -> str:
    """The name of each service in turn."""
    name: str = request.param  # type: ignore[attr-defined]
    return name


@pytest_asyncio.fixture
async def document(house: House, service: str) -> Document:
    """The OpenAPI document that the running service publishes."""
    return await published(house.http, house.urls[service])


@pytest_asyncio.fixture
async def all_operations(service: str, document: Document) -> list[Operation]:
    """Every operation of the document."""
    return list(operations(service, document))


@pytest_asyncio.fixture
async def settled(house_lives: tuple[Life, Life]) -> Tenant:
    """A purchaser with data in every service; read it, change nothing."""
    return house_lives[0].tenant


@pytest_asyncio.fixture
async def matrix(
    house: House, settled: Tenant, service: str, all_operations: list[Operation]
) -> AsyncIterator[Matrix]:
    """Every operation of the service answered in every way that needs no data of its own; asked once."""
    key = (id(house), service)
    if key not in _MATRICES:
        _MATRICES[key] = await ask_everything(settled, all_operations)
    yield _MATRICES[key]


@pytest.fixture
def heard(
    house: House,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], str]:
    """All that the services log while a test runs, the line of each request too."""
    return listen(house, caplog, capfd, monkeypatch)
