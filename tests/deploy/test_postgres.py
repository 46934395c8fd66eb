"""The embedded PostgreSQL: it starts, stops, survives being killed, and leaves nothing behind."""

import os
import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path

import asyncpg
import psutil
import pytest

from deploy.postgres import Cluster
from deploy.processes import free_ports, wait_until
from deploy.settings import ROOT, Trouble


async def ask(cluster: Cluster, question: str) -> object:
    """One value from the server, as superuser."""
    connection = await asyncpg.connect(cluster.superuser_dsn)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


def sessions(cluster: Cluster) -> list[int]:
    """The processes that work in the cluster's data directory."""
    return [one.pid for one in psutil.process_iter(["cwd"]) if one.info["cwd"] == str(cluster.data_directory)]


async def test_data_survive_a_stop_and_a_start_on_the_same_port(cluster: Cluster) -> None:
    """What was committed before a stop is there after the next start, at the same address."""
    cluster.start()
    address = cluster.superuser_dsn
    await ask(cluster, "create table kept as select 7 as figure")
    cluster.stop()
    assert cluster.pid is None and sessions(cluster) == []
    cluster.start()
    assert cluster.superuser_dsn == address
    assert await ask(cluster, "select figure from kept") == 7


async def test_a_killed_server_starts_again_over_its_stale_pid_file(cluster: Cluster) -> None:
    """After kill -9 of the first process, with a session open, the next start recovers and answers."""
    cluster.start()
    connection = await asyncpg.connect(cluster.superuser_dsn)
    first = cluster.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: cluster.pid is None, 5)
    cluster.start()
    assert cluster.pid not in (None, first)
    assert await ask(cluster, "select 1") == 1
    connection.terminate()


async def test_a_pid_file_with_the_number_of_another_program_does_not_block(cluster: Cluster) -> None:
    """A number that was given out again after a restart of the machine is not taken for the server."""
    cluster.start()
    record = cluster.data_directory / "postmaster.pid"
    lines = record.read_text().splitlines()
    cluster.stop()
    record.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    cluster.start()
    assert await ask(cluster, "select 1") == 1


async def test_a_second_user_shares_the_server_and_does_not_stop_it(cluster: Cluster) -> None:
    """Whoever starts a cluster that already runs uses it; only who started it ends it."""
    cluster.start()
    other = Cluster(cluster.folder, durable=False)
    other.start()
    assert (other.pid, other.port) == (cluster.pid, cluster.port)
    other.stop()
    assert await ask(cluster, "select 1") == 1


def test_it_dies_with_who_started_it(tmp_path: Path) -> None:
    """When the starter is killed with SIGKILL its server ends too, and a new starter takes over the data."""
    code = (
        "import sys, pathlib, time\n"
        "from deploy.postgres import Cluster\n"
        "c = Cluster(pathlib.Path(sys.argv[1]), durable=False); c.start(); print(c.pid, flush=True); time.sleep(60)"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "p")], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert starter.stdout is not None
    server = int(starter.stdout.readline())
    assert psutil.pid_exists(server)
    starter.kill()
    starter.wait()
    starter.stdout.close()
    cluster = Cluster(tmp_path / "p", durable=False)
    try:
        if sys.platform == "linux":
            assert wait_until(lambda: not psutil.pid_exists(server), 10)
        cluster.start()
        assert cluster.pid not in (None, server)
    finally:
        cluster.remove()


async def test_it_listens_on_this_machine_only_and_asks_a_password(small_cluster: Cluster) -> None:
    """No other address, no socket file, and no way in without the password."""
    assert await ask(small_cluster, "show listen_addresses") == "127.0.0.1"
    assert await ask(small_cluster, "show unix_socket_directories") == ""
    assert (
        await ask(small_cluster, "select bool_and(auth_method = 'scram-sha-256') from pg_hba_file_rules")
        is True
    )
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(f"postgresql://postgres:wrong@127.0.0.1:{small_cluster.port}/postgres")


def test_passwords_are_for_the_owner_alone(small_cluster: Cluster) -> None:
    """The file with the passwords has mode 0600, and the file for initdb is gone."""
    assert (small_cluster.folder / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert not (small_cluster.folder / "birth").exists()


async def test_text_sorts_the_same_everywhere(small_cluster: Cluster) -> None:
    """The collation is PostgreSQL's own C.UTF-8, not one of the operating system."""
    found = await ask(
        small_cluster, "select datlocprovider::text || datlocale from pg_database where datname = 'postgres'"
    )
    assert found == "bC.UTF-8"


async def test_a_cluster_for_real_data_is_durable(tmp_path: Path) -> None:
    """Without the flag for tests every commit is on disk and pages carry checksums."""
    cluster = Cluster(tmp_path / "durable")
    try:
        cluster.start()
        assert [
            await ask(cluster, f"show {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")
        ] == ["on"] * 3
        assert await ask(cluster, "show data_checksums") == "on"
    finally:
        cluster.remove()


def test_a_taken_port_is_named(cluster: Cluster) -> None:
    """A port of one's own choice that somebody uses gives the port and the mend in both languages."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        taken = Cluster(cluster.folder, port=listener.getsockname()[1], durable=False)
        with pytest.raises(Trouble) as trouble:
            taken.start()
    assert str(taken.port) in trouble.value.en and str(taken.port) in trouble.value.nl
    assert taken.pid is None


async def test_a_chosen_port_that_was_taken_meanwhile_is_replaced(cluster: Cluster) -> None:
    """When the server picks its own port, a neighbour that took it in between does not stop it."""
    cluster.port = free_ports(1)[0]
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", cluster.port))
        listener.listen()
        cluster.start()
        assert cluster.port != listener.getsockname()[1]
        assert await ask(cluster, "select 1") == 1


def test_a_first_start_that_fails_leaves_no_half_data(tmp_path: Path) -> None:
    """When initdb cannot write its files there is a sentence, no data directory, and the next start succeeds."""
    code = (
        "import sys, pathlib, resource\n"
        "from deploy.postgres import Cluster\n"
        "from deploy.settings import Trouble\n"
        "c = Cluster(pathlib.Path(sys.argv[1]), durable=False)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))\n"
        "try:\n    c.start()\nexcept Trouble as trouble:\n    print(trouble.en)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "p")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "PostgreSQL did not start" in done.stdout
    cluster = Cluster(tmp_path / "p", durable=False)
    try:
        assert not cluster.data_directory.exists() and not (cluster.folder / "birth").exists()
        cluster.start()
        assert cluster.pid is not None
    finally:
        cluster.remove()
