"""One service as a process of its own on the database of the house under test: killed by SIGKILL and started again."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from deploy.issuer_keys import private_key_path
from deploy.processes import dies_with_parent, free_ports
from tests.support.house import House

ROOT = Path(__file__).parents[2]


@dataclass
class Mortal:
    """A process of a service: where it answers, and its life."""

    house: House
    service: str
    folder: Path
    port: int
    module: str
    process: asyncio.subprocess.Process | None = None
    deaths: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def dying(self) -> Path:
        """As long as this file is there, the process dies after its next commit."""
        return self.folder / "dying"

    async def start(self) -> None:
        """Start it and wait until it is ready."""
        house, database = self.house, self.house.databases[self.service]
        own = {
            "DATABASE_URL": database.app_dsn,
            "DATABASE_WORKER_URL": database.worker_dsn,
            "BEDOELING_ISSUER": house.issuer,
            "BEDOELING_SECRET": (b"s" * 32).hex(),
            "BEDOELING_SERVICE_URLS": json.dumps(house.urls),
            "BEDOELING_CLIENT_KEY": str(private_key_path(house.issuer_folder, f"service-{self.service}")),
            "BEDOELING_FOLLOW_SECONDS": "0",
            "BEDOELING_REQUEST_LOG": "off",
            "BEDOELING_CITIZEN_KEYS": f"1:{(b'c' * 32).hex()}",
            "BEDOELING_CITIZEN_HASH_KEYS": f"1:{(b'h' * 32).hex()}",
            "DYING": str(self.dying),
        }
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self.module, "run", self.service, "--port", str(self.port),
                cwd=ROOT, env=os.environ | own, stdout=log, stderr=log,
                preexec_fn=dies_with_parent(signal.SIGKILL),
            )  # fmt: skip
        end = time.monotonic() + 60
        async with httpx.AsyncClient(trust_env=False) as client:
            while time.monotonic() < end and self.process.returncode is None:
                try:
                    if (await client.get(f"{self.url}/v1/health/ready")).status_code == 200:
                        return
                except httpx.HTTPError:
                    await asyncio.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text()[-2000:])

    async def die(self) -> None:
        """End it as a power cut would, unless it is dead already."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        self.deaths += 1


@asynccontextmanager
async def mortal(house: House, service: str, folder: Path, module: str = "deploy") -> AsyncIterator[Mortal]:
    """The process, started; whatever happens it is gone afterwards."""
    found = Mortal(house, service, folder, free_ports(1)[0], module)
    await found.start()
    try:
        yield found
    finally:
        await found.die()
