"""A provider that sends its measurements in pieces."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import asyncpg
import pytest_asyncio

from deploy.postgres import Cluster
from shared.clients.outcomes import OutcomesClient
from shared.kit.context import Context
from shared.kit.jobs_running import Runner
from shared.schemas.common import Batch
from shared.schemas.jobs import Job
from shared.schemas.outcomes import MeasurementUpload, NewMeasurementUpload
from tests.security.test_events import behind
from tests.services.outcomes.conftest import Measured, a_contract
from tests.support.house import House
from tests.support.tenants import new_tenant

HEADER = "contractId,indicator,quarter,value,source,narrative\n"
_numbers = itertools.count(1)


def word(number: int) -> str:
    """A number in letters: digits might pass for a citizen's."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


@dataclass
class Sender:
    """The main contractor of a contract, with its client, its context, and a look behind the service."""

    measured: Measured
    cluster: Cluster

    @property
    def client(self) -> OutcomesClient:
        """The typed client."""
        return self.measured.client(self.measured.lead)

    @property
    def service(self) -> Any:
        """Outcomes."""
        return self.measured.tenant.house.services["outcomes"]

    async def context(self) -> Context:
        """As a request of the provider has it."""
        token = await self.measured.tenant.token(self.measured.lead)
        return Context(self.service, await self.service.verifier.verify(token))

    def file(self, lines: int = 30, *, name: str | None = None) -> bytes:
        """A file that nobody sent before, unless it is named: one line in ten has a value beyond its scale."""
        told = name or word(next(_numbers))
        rows = [
            f"{self.measured.contract.id},client-satisfaction,2026-Q{n % 2 + 1},{'11' if n % 10 == 5 else f'{n % 9 + 1}.5'},"
            f"provider,{told} é {word(n)}\n"
            for n in range(lines)
        ]
        return (HEADER + "".join(rows)).encode()

    async def open(self, **given: Any) -> MeasurementUpload:
        """Announce a CSV file."""
        return await self.client.open_upload(NewMeasurementUpload(media_type="text/csv", **given))

    async def send(self, contents: bytes, **given: Any) -> MeasurementUpload:
        """Send a file whole, in one piece, up to its completion."""
        upload = await self.open(**given)
        await self.client.append_piece(upload.id, 0, contents)
        return await self.client.complete_upload(upload.id)

    async def work(self, runner: Runner | None = None) -> int:
        """Let the provider's jobs be done."""
        return await (runner or self.service.jobs).work([self.measured.lead])

    async def came_of(self, upload: MeasurementUpload) -> tuple[MeasurementUpload, Job, Batch | None]:
        """The file as it is now, with its job and its batch."""
        now = await self.client.upload(upload.id)
        assert now.job_id is not None
        batch = None if now.batch_id is None else await self.client.get_batch(now.batch_id)
        return now, await self.client.job(now.job_id), batch

    @asynccontextmanager
    async def admin(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection that no policy binds."""
        async with behind(self.cluster, self.measured.tenant.house, "outcomes") as connection:
            yield connection

    async def kept_bytes(self, upload: MeasurementUpload) -> int:
        """How much of a file is kept."""
        async with self.admin() as admin:
            query = "select coalesce(sum(size), 0) from upload_pieces where upload_id = $1"
            found: int = await admin.fetchval(query, upload.id)
        return found

    async def entered(self) -> int:
        """How many measurements of the contract there are."""
        async with self.admin() as admin:
            query = "select count(*) from measurements where contract_id = $1"
            found: int = await admin.fetchval(query, self.measured.contract.id)
        return found


@pytest_asyncio.fixture(scope="module")
async def sender(house: House, cluster: Cluster) -> Sender:
    """One for all tests of a module: each sends files of its own."""
    tenant = await new_tenant(house, date(2026, 8, 10), providers=2)
    measured = Measured(tenant, a_contract(tenant))
    await measured.tell("contracts", "contract-activated", measured.contract)
    return Sender(measured, cluster)
