"""One embedded PostgreSQL for all workers, a house of real servers per worker, a fresh tenant per test."""

import gc
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings

from deploy.postgres import Cluster
from tests.support.canary import no_bsn_in_any_log  # noqa: F401
from tests.support.house import OPEN, House, leave_behind, open_house, shared_cluster
from tests.support.spreading import ByFile, begin_with_groups
from tests.support.tenants import Tenant, new_tenant
from tests.wire.life import TODAY, Life, live

# The same examples in each run, however slow the machine: a run tells of the change, not of the lot. New ones are looked for
# with `pytest --hypothesis-profile=search`.
settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first."""
    begin_with_groups(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """A file is one worker's."""
    return ByFile(config, log)


def pytest_collection_finish() -> None:
    """What is there now stays until the end: the collector need not look through it again, and again, and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def worker(worker_id: str) -> str:
    """This worker's name: gw0, gw1, … or master."""
    return worker_id


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker == "master" else base.parent) / "bedoeling"


@pytest.fixture(scope="session")
def cluster(shared_folder: Path) -> Iterator[Cluster]:
    """The embedded PostgreSQL of this run, with migrated template databases."""
    users = shared_folder / "users"
    users.mkdir(parents=True, exist_ok=True)
    mine = users / str(os.getpid())
    mine.touch()
    found = shared_cluster(shared_folder)
    yield found
    mine.unlink()
    # The worker that started the server keeps it until the others are done.
    deadline = 600
    while found.started_here and any(users.iterdir()) and deadline:
        time.sleep(0.1)
        deadline -= 1
    found.stop()


@pytest_asyncio.fixture(scope="session")
async def house(
    cluster: Cluster, worker: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """Issuer and four services as real HTTP servers."""
    async with open_house(cluster, f"_{worker}", tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest_asyncio.fixture(scope="module", autouse=True)
async def a_fresh_start() -> None:
    """A module follows what it wrote itself."""
    for one in OPEN:
        await leave_behind(one)


@pytest_asyncio.fixture
async def tenant(house: House) -> Tenant:
    """A fresh tenant on 1 January 2026."""
    return await new_tenant(house, date(2026, 1, 1))


@pytest.fixture
def tenant_on(house: House) -> Callable[[date], Awaitable[Tenant]]:
    """Make a fresh tenant on a day of your own."""

    async def make(today: date) -> Tenant:
        return await new_tenant(house, today)

    return make


@pytest_asyncio.fixture(scope="session")
async def house_lives(house: House) -> tuple[Life, Life]:
    """Two purchasers with data in every service, made through the API; read them, and make your own to change."""
    first, second = await new_tenant(house, TODAY, providers=2), await new_tenant(house, TODAY, providers=2)
    return await live(first), await live(second)
