"""A real PostgreSQL 18 from a wheel, started by us: own account when root, scram passwords, 127.0.0.1 only, dies with its starter."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from deploy.account import Account, make_folder, program_folder, reachable_folder, server_account
from deploy.processes import (
    dies_with_parent,
    end_process,
    free_ports,
    note_process,
    noted_process,
    port_is_taken,
    wait_until,
)
from deploy.settings import Secrets, Trouble

SUPERUSER = "postgres"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "max_wal_size": "2GB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",  # a refused row's own values (DETAIL) stay out of the log: they may be personal data
    "log_checkpoints": "off",
}
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
}


class Cluster:
    """One PostgreSQL server with its data in `<folder>/data`; `start` and `stop` may be called again and again.

    `port` 0 picks a free one and keeps it over restarts of this object. `durable=False` gives up safety for speed: tests only.
    """

    def __init__(self, folder: Path, *, port: int = 0, durable: bool = True, log: Path | None = None) -> None:
        self._account: Account | None = server_account()
        self.folder = reachable_folder(folder, self._account, lasting=durable).resolve()
        self.data_directory = self.folder / "data"
        self.log_path = log or self.folder / "postgres.log"
        self.secrets = Secrets(self.folder / "secrets.json")
        self.port = port
        self._durable = durable
        self._chooses_port = port == 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def superuser_dsn(self) -> str:
        """The address for the superuser, `postgresql://postgres:…@127.0.0.1:<port>/postgres`."""
        return self.dsn(SUPERUSER, SUPERUSER)

    @property
    def pid(self) -> int | None:
        """The number of the server's first process, None when it does not run."""
        server = self._running_server()
        return server.pid if server else None

    @property
    def started_here(self) -> bool:
        """Whether this object started the server, so that its end is the server's."""
        return self._process is not None

    def dsn(self, role: str, database: str) -> str:
        """The address of a database for a role of this cluster."""
        return f"postgresql://{role}:{self.secrets.get(role)}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers; makes the data directory at the first start.

        Uses the server that another living process started on the same data. A server left by a dead one is ended first.
        Call it from the main thread: Linux ends the server when the thread that started it ends. Raises Trouble.
        """
        with self._alone():
            server = self._running_server()
            if server is not None:
                if self._process is not None or noted_process(self.folder / "owner") is not None:
                    self.port = self._port_on_record()
                    return
                end_process(server, (signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0))
            self._clear_remains()
            if not (self.data_directory / "PG_VERSION").exists():
                self._make_data()
            self._launch()

    def stop(self) -> None:
        """Stop the server if this object started it: connections are cut, what was committed is on disk."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            end_process(psutil.Process(process.pid), (signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0))
            process.wait()
        (self.folder / "owner").unlink(missing_ok=True)

    def remove(self) -> None:
        """Stop the server and delete everything it kept."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One starter at a time, over all processes."""
        with (self.folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _running_server(self) -> psutil.Process | None:
        """The living server on our data, by its own pid file; a number given out to another program does not count."""
        try:
            process = psutil.Process(int((self.data_directory / "postmaster.pid").read_text().split()[0]))
            if process.status() != psutil.STATUS_ZOMBIE and str(self.data_directory) in process.cmdline():
                return process
        except (OSError, ValueError, IndexError, psutil.Error):
            pass
        return None

    def _port_on_record(self) -> int:
        return int((self.data_directory / "postmaster.pid").read_text().splitlines()[3])

    def _clear_remains(self) -> None:
        """After a killed server: wait for its orphaned sessions, end those that stay, and take away its pid file."""

        def orphans() -> list[psutil.Process]:
            found = psutil.process_iter(["name", "cwd"])
            return [
                one
                for one in found
                if one.info["name"] == "postgres" and one.info["cwd"] == str(self.data_directory)
            ]

        record = self.data_directory / "postmaster.pid"
        if self._process is not None:
            self._process.poll()
            self._process = None
        if record.exists():
            if not wait_until(lambda: not orphans(), 5.0):
                for process in orphans():
                    end_process(process)
            record.unlink(missing_ok=True)

    def _make_data(self) -> None:
        """Run initdb beside the final place and move it there when it is whole."""
        birth = self.folder / "birth"
        shutil.rmtree(birth, ignore_errors=True)
        make_folder(birth)
        password = birth / "password"
        try:
            password.touch(0o600)
            password.write_text(self.secrets.get(SUPERUSER))
            if self._account:
                for path in (birth, password):
                    os.chown(path, self._account.user_id, self._account.group_id)
            command = [
                str(program_folder(self._account) / "initdb"),
                f"--pgdata={birth / 'data'}",
                f"--username={SUPERUSER}",
            ]
            command += ["--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--locale=C"]
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            command += ["--data-checksums"] if self._durable else ["--no-sync", "--no-data-checksums"]
            done = self._spawn(command, subprocess.PIPE, signal.SIGTERM)
            output, _ = done.communicate()
            if done.returncode != 0:
                raise self._trouble(output.decode(errors="replace"))
            (birth / "data").rename(self.data_directory)
        finally:
            shutil.rmtree(birth, ignore_errors=True)

    def _launch(self) -> None:
        """Start the server; with a port of our own choice another is tried when somebody was faster."""
        program = str(program_folder(self._account) / "postgres")
        if not self._chooses_port and port_is_taken(self.port):
            raise Trouble(
                f"Port {self.port}, meant for PostgreSQL, is taken; stop what listens there.",
                f"Poort {self.port}, bedoeld voor PostgreSQL, is bezet; stop wat daar luistert.",
            )
        for _ in range(5):
            if self._chooses_port and (not self.port or port_is_taken(self.port)):
                self.port = free_ports(1)[0]
            settings = _SETTINGS | ({} if self._durable else _FAST) | {"port": str(self.port)}
            command = [program, "-D", str(self.data_directory)]
            for name, value in settings.items():
                command += ["-c", f"{name}={value}"]
            make_folder(self.log_path.parent)
            with self.log_path.open("ab") as log:
                begin = log.tell()
                self._process = self._spawn(command, log.fileno(), signal.SIGINT)
            note_process(self.folder / "owner", os.getpid())
            if self._answers(self._process):
                return
            self.stop()
            with self.log_path.open("rb") as log:
                log.seek(begin)
                said = log.read().decode(errors="replace")
            if "Address already in use" not in said:
                break
        raise self._trouble(said)

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until the server writes `ready` in its pid file; recovery after a crash may take minutes."""
        record = self.data_directory / "postmaster.pid"
        end = time.monotonic() + 300
        while process.poll() is None and time.monotonic() < end:
            try:
                lines = record.read_text().splitlines()
            except OSError:
                lines = []
            if len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready":
                return True
            time.sleep(0.02)
        return False

    def _spawn(
        self, command: list[str], output: int, death_signal: signal.Signals
    ) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        account = self._account
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=environment | {"LC_ALL": "C"},
            user=account.user_id if account else None,
            group=account.group_id if account else None,
            extra_groups=[] if account else None,
            start_new_session=True,
            preexec_fn=dies_with_parent(death_signal),  # noqa: PLW1509  two system calls, no locks: safe among threads
        )

    def _trouble(self, said: str) -> Trouble:
        """What PostgreSQL said, as a sentence with the mend."""
        if "No space left" in said:
            return Trouble(
                f"The disk that holds {self.folder} is full; free some space and start again.",
                f"De schijf met {self.folder} is vol; maak ruimte en start opnieuw.",
            )
        if "incompatible" in said:
            return Trouble(
                f"The data in {self.data_directory} belong to another version of PostgreSQL; dump them with that version, "
                "or remove the folder to start anew.",
                f"De gegevens in {self.data_directory} horen bij een andere versie van PostgreSQL; exporteer ze met die versie, "
                "of verwijder de map om opnieuw te beginnen.",
            )
        last = next(
            (line for line in reversed(said.splitlines()) if "FATAL" in line or "error" in line.lower()),
            "no reason given",
        )
        return Trouble(
            f"PostgreSQL did not start ({last.strip()}); its whole story is in {self.log_path}.",
            f"PostgreSQL is niet gestart ({last.strip()}); het hele verhaal staat in {self.log_path}.",
        )


def start_test_cluster(directory: Path) -> Cluster:
    """A started cluster for tests, fast and not durable, removed when the process ends; `remove()` does it sooner."""
    cluster = Cluster(directory, durable=False)
    cluster.start()
    if cluster.started_here:
        atexit.register(cluster.remove)
    return cluster
