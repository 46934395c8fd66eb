"""The whole house: one at a time, everything up or nothing, and Ctrl-C at any moment leaves no process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import httpx
import psutil
import pytest

from deploy import supervisor
from deploy.children import Child, python
from deploy.processes import free_ports, wait_until
from deploy.settings import ROOT, ServiceDatabase, Trouble

SERVICE = str(Path(__file__).with_name("small_service.py"))
PORTS = dict.fromkeys(("contracts", "access", "settlement", "outcomes", "issuer"), 0)


class SmallHouse(supervisor.House):
    """A house of one service of a few lines, with the real PostgreSQL."""

    def _plan(self) -> list[Child]:
        port = free_ports(1)[0]
        self.urls = {"contracts": f"http://127.0.0.1:{port}"}
        return [Child("contracts", python(SERVICE, str(port)), port, "/")]


@pytest.fixture(autouse=True)
def no_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are not what these tests are about."""

    def upgrade(service: str, database: ServiceDatabase) -> bool:
        return False

    monkeypatch.setattr(supervisor, "upgrade", upgrade)


def in_house(state: Path) -> list[int]:
    """The processes that work for a house on this state folder."""
    found = []
    for process in psutil.process_iter(["cmdline", "status", "pid"]):
        words = process.info["cmdline"] or []
        if SERVICE in words or any(f"{state}/" in word for word in words):
            found.append(process.info["pid"])
    return found


async def test_databases_and_services_are_there_inside_and_gone_outside(tmp_path: Path) -> None:
    """Within the `async with` each service has a database that answers; afterwards nothing runs."""
    async with SmallHouse(tmp_path, ports=PORTS, durable=False) as house:
        assert httpx.get(house.urls["contracts"]).status_code == 200
        assert house.processes["contracts"].returncode is None
        for database in house.databases.values():
            connection = await asyncpg.connect(database.app_dsn)
            assert await connection.fetchval("select 1") == 1
            await connection.close()
        cluster, service = house.cluster, house.processes["contracts"].pid
        assert cluster is not None and "ready to serve" in house.log_path("contracts").read_text()
    assert cluster.pid is None and not psutil.pid_exists(service)
    cluster.remove()


async def test_a_second_house_on_the_same_state_is_refused(tmp_path: Path) -> None:
    """The second says so and leaves the first alone."""
    async with SmallHouse(tmp_path, ports=PORTS, durable=False) as house:
        with pytest.raises(Trouble, match="BEDOELING_STATE"):
            await SmallHouse(tmp_path, ports=PORTS, durable=False).__aenter__()
        assert httpx.get(house.urls["contracts"]).status_code == 200
        cluster = house.cluster
    assert cluster is not None
    cluster.remove()


async def test_a_killed_database_comes_back_at_the_same_address(tmp_path: Path) -> None:
    """After kill -9 of PostgreSQL the services' addresses work again."""
    import asyncio

    async with SmallHouse(tmp_path, ports=PORTS, durable=False) as house:
        cluster = house.cluster
        assert cluster is not None and cluster.pid is not None
        os.kill(cluster.pid, signal.SIGKILL)
        for _ in range(1200):
            await asyncio.sleep(0.05)
            try:
                connection = await asyncpg.connect(house.databases["access"].app_dsn)
            except (OSError, asyncpg.PostgresError):
                continue
            break
        assert await connection.fetchval("select 1") == 1
        await connection.close()
    cluster.remove()


async def test_a_house_that_cannot_open_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a service fails to start PostgreSQL stops too, and the state folder can be used again."""
    house = SmallHouse(tmp_path, ports=PORTS, durable=False)
    monkeypatch.setattr(house, "_plan", lambda: [Child("access", python("-c", "1/0"), free_ports(1)[0], "/")])
    with pytest.raises(Trouble, match="ZeroDivisionError"):
        await house.__aenter__()
    assert house.cluster is not None and house.cluster.pid is None
    async with SmallHouse(tmp_path, ports=PORTS, durable=False) as again:
        assert again.cluster is not None
    again.cluster.remove()


async def test_production_refuses_the_local_issuer_and_the_embedded_server(tmp_path: Path) -> None:
    """In production each service's own server must be named."""
    with pytest.raises(Trouble, match="DATABASE_CONTRACTS_URL"):
        supervisor.House(tmp_path, environment={"BEDOELING_ENVIRONMENT": "production"})


HOUSE = """
import asyncio, pathlib, sys
sys.path.insert(0, ".")
from deploy import supervisor
from tests.deploy.test_supervisor import SmallHouse, PORTS
supervisor.upgrade = lambda service, database: False
async def stay():
    print("begin", flush=True)
    async with SmallHouse(pathlib.Path(sys.argv[1]), ports=PORTS, durable=False) as house:
        print(house.cluster.pid, house.processes["contracts"].pid, house.cluster.folder, flush=True)
        await asyncio.Event().wait()
    return 0
raise SystemExit(supervisor.run(stay()))
"""


def opened(state: Path) -> subprocess.Popen[str]:
    """A house in a process of its own, which has just begun to open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOUSE, str(state)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "begin\n"
    return process


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_signal_ends_the_house_with_all_that_runs_in_it(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """Ctrl-C and SIGTERM close it in order; even SIGKILL leaves no process."""
    process = opened(tmp_path)
    assert process.stdout is not None
    server, service, folder = process.stdout.readline().split()
    process.send_signal(number)
    assert process.wait(60) == code
    process.stdout.close()
    assert wait_until(lambda: not psutil.pid_exists(int(server)) and not psutil.pid_exists(int(service)), 60)
    subprocess.run(["rm", "-rf", folder], check=True)


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15, 0.3, 0.6])
def test_ctrl_c_while_it_opens_leaves_no_process_and_no_half_file(tmp_path: Path, delay: float) -> None:
    """At whatever moment it comes; two in a row change nothing; the next house opens on the same state."""
    process = opened(tmp_path)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stdout is not None
    process.stdout.close()
    assert wait_until(lambda: not in_house(tmp_path), 60)
    assert [path for path in tmp_path.rglob(".*") if path.is_file()] == [] and not list(
        tmp_path.rglob("birth")
    )
    again = opened(tmp_path)
    assert again.stdout is not None
    folder = again.stdout.readline().split()[2]
    again.send_signal(signal.SIGINT)
    assert again.wait(60) == 130
    again.stdout.close()
    subprocess.run(["rm", "-rf", folder], check=True)
