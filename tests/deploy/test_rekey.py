"""`bedoeling rekey access` seals everything anew under the new key; without the old one it says what to put back."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from deploy.databases import prepare_databases
from deploy.issuer_keys import IssuerState, private_key_path
from deploy.migrate import upgrade
from deploy.postgres import Cluster
from deploy.settings import ROOT, SERVICES, Secrets, ServiceDatabase, citizen_keys
from services.access.app import create_app
from services.access.citizens import rules, store
from services.access.review_samples import rules as samples_rules
from services.access.review_samples import store as samples
from services.access.settings import HASHING, SEALING, Settings
from services.access.transfers import rules as transfer_rules
from services.access.transfers import store as transfers
from shared.kit.sealing import Keys, parse_keys
from shared.values.terms import PersonalField
from tests.support.persons import invented_bsn

OLD, NEW = "cd" * 32, "ef" * 32
OLD_HASH, NEW_HASH = "01" * 32, "02" * 32
SECRET = "5a" * 32
OWNERS = ("00000099000000000484", "00000099000000000518")
NOWHERE = dict.fromkeys(SERVICES, "http://127.0.0.1:9")
MARKS = (
    "select distinct encode(substring(sealed from 1 for 3), 'hex') as mark from citizens"
    " union select distinct encode(substring(bsn_hash from 1 for 3), 'hex') from citizens"
    " union select distinct encode(substring(sealed from 1 for 3), 'hex') from transfers"
    " union select distinct encode(substring(sealed from 1 for 3), 'hex') from review_samples"
)


@pytest.fixture
def access(small_cluster: Cluster) -> ServiceDatabase:
    """Access's database, migrated."""
    dsn, secrets = small_cluster.superuser_dsn, small_cluster.secrets
    database = asyncio.run(prepare_databases(dsn, ["access"], "_rekey", secrets=secrets))["access"]
    upgrade("access", database)
    return database


async def fill(database: ServiceDatabase, keys: Keys, count: int) -> None:
    """Citizens of two municipalities and a transfer of each, sealed under these keys."""
    settings = Settings(
        "access", database_url=database.app_dsn, worker_url=database.worker_dsn, follow_seconds=0,
        service_urls=NOWHERE, issuers=("http://127.0.0.1:9",),
        client_key={}, citizen_keys=keys,
    )  # fmt: skip
    service = create_app(settings).service
    await service.database.open()
    try:
        for owner in OWNERS:
            ctx = service.system_context(owner)
            async with ctx.begin() as connection:
                connection.recorded = True
                for number in range(count):
                    personal = {PersonalField.BSN: rules.Stated(invented_bsn(), "identification")}
                    one = rules.register(
                        owner, f"inwoner-{number}-{len(keys.sealer.keys)}", personal, date(2026, 1, 1)
                    )
                    await store.add_person(connection, keys, one, "balie")
                to = OWNERS[owner == OWNERS[0]]
                _, transfer, _ = transfer_rules.depart(one, None, date(2026, 6, 1), to, date(2026, 1, 1))
                await transfers.add_transfer(connection, keys, transfer, personal, "balie")
                sample, _ = samples_rules.promise(owner, "2026-01", SECRET, [], date(2026, 1, 1), None)
                await samples.add_sample(connection, keys, sample, SECRET, "balie")
    finally:
        await service.database.close()


def command(database: ServiceDatabase, state: Path, sealing: str, hashing: str, *more: str) -> Any:
    """Run the command in a process of its own with these keys."""
    IssuerState(state)
    variables = {
        "DATABASE_URL": database.app_dsn,
        "DATABASE_WORKER_URL": database.worker_dsn,
        "BEDOELING_ISSUER": "http://127.0.0.1:9",
        "BEDOELING_SECRET": "ab" * 32,
        "BEDOELING_CLIENT_KEY": str(private_key_path(state, "service-access")),
        "BEDOELING_SERVICE_URLS": json.dumps(NOWHERE),
        SEALING: sealing,
        HASHING: hashing,
    }
    return subprocess.run(
        [sys.executable, "-m", "deploy", "rekey", "access", *more], cwd=ROOT, env={**os.environ, **variables},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def marks_in(cluster: Cluster, database: ServiceDatabase) -> set[str]:
    """Under which keys everything is."""

    async def ask() -> set[str]:
        server = cluster.superuser_dsn.rsplit("/", 1)[0]
        connection = await asyncpg.connect(f"{server}/{database.app_dsn.rsplit('/', 1)[1]}")
        try:
            return {row["mark"] for row in await connection.fetch(MARKS)}
        finally:
            await connection.close()

    return asyncio.run(ask())


@pytest.mark.rule("F-06")
def test_everything_is_sealed_anew_and_once(
    access: ServiceDatabase, small_cluster: Cluster, tmp_path: Path
) -> None:
    """All municipalities, citizens, transfers and samples, in small steps; a second time there is nothing to do."""
    old = Keys.of(parse_keys(f"1:{OLD}"), parse_keys(f"1:{OLD_HASH}"))
    asyncio.run(fill(access, old, 7))
    assert marks_in(small_cluster, access) == {"010001"}
    lost = command(access, tmp_path, f"2:{NEW}", f"2:{NEW_HASH}")
    assert lost.returncode == 2 and "key 1" in lost.stderr and SEALING in lost.stderr
    assert "Traceback" not in lost.stderr and NEW not in lost.stderr + lost.stdout
    both = (f"2:{NEW},1:{OLD}", f"2:{NEW_HASH},1:{OLD_HASH}")
    done = command(access, tmp_path, *both, "--batch", "3")
    assert (done.returncode, done.stdout.split(" ")[0]) == (0, "18"), done.stderr + done.stdout
    assert marks_in(small_cluster, access) == {"010002"}
    again = command(access, tmp_path, f"2:{NEW}", f"2:{NEW_HASH}")
    assert (again.returncode, again.stdout.split(" ")[0]) == (0, "0"), again.stderr


def test_without_keys_it_does_not_start(access: ServiceDatabase, tmp_path: Path) -> None:
    """Two lines name the variable."""
    done = command(access, tmp_path, "", f"2:{NEW_HASH}")
    assert done.returncode == 2 and done.stderr.count(SEALING) == 2 and "Traceback" not in done.stderr


def test_development_makes_its_keys_once_and_access_alone_gets_them(tmp_path: Path) -> None:
    """Kept with the other secrets; another service's process has none; what the environment says goes before."""
    secrets = Secrets(tmp_path / "secrets.json")
    made = citizen_keys("access", "development", secrets, {})
    assert made == citizen_keys("access", "development", Secrets(tmp_path / "secrets.json"), {})
    assert Keys.of(*(parse_keys(made[name]) for name in (SEALING, HASHING)))
    own = citizen_keys("access", "development", secrets, {SEALING: "7:x"})
    assert own == {SEALING: "7:x", HASHING: made[HASHING]}
    for other in ("contracts", "settlement", "outcomes", "issuer"):
        assert citizen_keys(other, "development", secrets, {SEALING: "7:x"}) == {SEALING: "", HASHING: ""}
    assert citizen_keys("access", "production", secrets, {}) == {SEALING: "", HASHING: ""}
