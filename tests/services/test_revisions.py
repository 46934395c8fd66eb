"""The migrations of every service: one head, up, down and up again, and nothing that the tables know better."""

import asyncio

import pytest

from deploy import migrate
from deploy.databases import prepare_databases
from deploy.postgres import Cluster
from deploy.settings import SERVICES


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_goes_up_down_and_up_and_its_tables_agree(cluster: Cluster, service: str) -> None:
    """After every way up `alembic check` finds no difference, and there is one head."""
    suffix = "_revisions"
    made = await prepare_databases(cluster.superuser_dsn, [service], suffix, secrets=cluster.secrets)
    database = made[service]
    assert len(migrate.heads(migrate.migrations_folder(service))) == 1
    assert await asyncio.to_thread(migrate.upgrade, service, database)
    assert await asyncio.to_thread(migrate.check, service, database) is None
    await asyncio.to_thread(migrate.downgrade, service, database, "base")
    assert not await migrate.is_current(service, database)
    assert await asyncio.to_thread(migrate.upgrade, service, database)
    assert await asyncio.to_thread(migrate.check, service, database) is None
