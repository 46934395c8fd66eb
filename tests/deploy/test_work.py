"""`bedoeling work` leads, works and stops when it is told."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import pytest

from deploy.databases import prepare_databases
from deploy.issuer_keys import IssuerState, private_key_path
from deploy.migrate import upgrade
from deploy.postgres import Cluster
from deploy.settings import ROOT, ServiceDatabase
from shared.kit.work import LEADER


@pytest.fixture
def settlement(small_cluster: Cluster) -> ServiceDatabase:
    """Settlement's database, migrated."""
    dsn, secrets = small_cluster.superuser_dsn, small_cluster.secrets
    database = asyncio.run(prepare_databases(dsn, ["settlement"], "_work", secrets=secrets))["settlement"]
    upgrade("settlement", database)
    return database


def leads(database: ServiceDatabase) -> bool:
    """Whether somebody holds the lead of this service."""

    async def ask() -> bool:
        connection = await asyncpg.connect(database.worker_dsn)
        try:
            return await connection.fetchval("select not pg_try_advisory_lock($1)", LEADER)
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_it_leads_until_it_is_told_to_stop(settlement: ServiceDatabase, tmp_path: Path) -> None:
    """It takes the lead in its service's database and gives it back when it ends, without a word."""
    IssuerState(tmp_path)
    variables = {
        "DATABASE_URL": settlement.app_dsn,
        "DATABASE_WORKER_URL": settlement.worker_dsn,
        "BEDOELING_ISSUER": "http://127.0.0.1:9",
        "BEDOELING_SECRET": "ab" * 32,
        "BEDOELING_CLIENT_KEY": str(private_key_path(tmp_path, "service-settlement")),
        "BEDOELING_SERVICE_URLS": '{"contracts": "http://127.0.0.1:9", "access": "http://127.0.0.1:9",'
        ' "outcomes": "http://127.0.0.1:9"}',
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy", "work", "settlement", "--pause", "0.2"],
        cwd=ROOT, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while not leads(settlement):
            assert process.poll() is None and time.monotonic() < end
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    assert (process.returncode, said) == (143, b"")
    assert not leads(settlement)
