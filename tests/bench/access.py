"""The published sizing for 100,000 inhabitants, over HTTP: 60 requests a second of the mix "read a file, decide, refer".

`python -m tests.bench.access [--seconds 60] [--rate 60] [--files 10000]`: requests leave on a fixed clock, whether the ones before are
answered or not, and each is timed from the moment it was due; what the machine did beside is printed with it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psutil

from tests.bench.lab import OWNER, Lab, Side
from tests.bench.measure import Unexpected

GOAL_P95_MS = 150
PROVIDER = "00000099000000800000"
PERSON = "j.jansen"
# Of ten requests: a file is read six times for each time it is worked on, and a work list is looked at.
MIX = ("file", "file", "list", "file", "decide", "file", "file", "refer", "file", "report")
_FILES = """
with people as (
  insert into citizens (owner, id, client_id, reference)
  select $1, uuidv7(), 'stock', 'inwoner-' || n from generate_series(1, $2) n returning owner, id
)
insert into requests (owner, id, parties, client_id, citizen_id, contract_id, law, contact_on, acute, state)
select owner, uuidv7(), '{}', 'stock', id, $3, 'wmo2015', current_date - 7, false, 'received' from people
"""
_TERMS = """
insert into contract_terms (owner, id, parties, client_id, number, state, start_date, end_date, acceptance_duty, members)
values ($1, $2, array[$3], 'stock', 'C-1', 'active', current_date - 100, current_date + 1000, true, $4::jsonb)
"""
_MANDATE = """
insert into mandates (owner, id, parties, client_id, holder, role, law, valid_from)
values ($1, uuidv7(), '{}', 'stock', $2, 'consultant', 'wmo2015', current_date - 100)
"""
_FILE = """query($id: UUID!) { request(id: $id) {
  id state contactOn citizen { id } decisions { id state allocationNumber endDate } referrals { id state } derivation { steps { rule } }
} }"""


@dataclass
class Seen:
    """What the requests met: per kind the milliseconds from when each was due, and the statuses."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[str] = field(default_factory=Counter)
    example: str = ""


def _decision(today: str) -> dict[str, Any]:
    """A whole case in one call."""
    return {
        "productCategory": "02", "productCode": "02A03", "provider": PROVIDER, "startDate": today, "volume": 4,
        "unit": "04", "frequency": "4", "motivation": "Begeleiding is nodig.", "valueCents": 1_000_000,
        "legalFrame": {"law": "wmo2015", "outcome": "allowed"},
        "clarification": {
            "heldOn": today, "method": "talk", "supportOfferedOn": today,
            "provisionsFirst": [{"kind": "generalProvision", "outcome": "insufficient"}],
        },
    }  # fmt: skip


class Mix:
    """The requests of the mix, each on a file that nobody worked on before."""

    def __init__(self, lab: Lab, http: httpx.AsyncClient, files: list[UUID], contract: UUID) -> None:
        self.lab, self.http, self.files, self.contract = lab, http, files, contract
        self.next, self.seen = 0, Seen()
        self.today = time.strftime(
            "%Y-%m-%d"
        )  # the bench's own day: the service's clock is the machine's here

    def _fresh(self) -> UUID:
        self.next += 1
        return self.files[self.next - 1]

    async def ask(self, kind: str, due: float) -> None:
        """One request of a kind, timed from when it was due."""
        headers = self.lab.headers()
        if kind in ("decide", "refer", "report"):
            headers["Idempotency-Key"] = secrets.token_hex(12)
        method, path, body = self._request(kind)
        answer = await self.http.request(method, path, json=body, headers=headers)
        self.seen.took[kind].append((time.perf_counter() - due) * 1000)
        self.seen.statuses[f"{kind} {answer.status_code}"] += 1
        if answer.status_code >= 400 or (kind == "file" and "errors" in answer.json()):
            self.seen.example = self.seen.example or answer.text[:600]

    def _request(self, kind: str) -> tuple[str, str, dict[str, Any] | None]:
        if kind == "file":
            chosen = str(secrets.choice(self.files))
            return "POST", "/v1/graphql", {"query": _FILE, "variables": {"id": chosen}}
        if kind == "list":
            return "GET", "/v1/requests?state=received&limit=25", None
        if kind == "report":
            new = {
                "citizenReference": f"nieuw-{uuid4()}",
                "law": "wmo2015",
                "contactOn": self.today,
            }
            return "POST", "/v1/requests", new
        if kind == "refer":
            return "POST", f"/v1/requests/{self._fresh()}/referrals", {"provider": PROVIDER}
        return "POST", f"/v1/requests/{self._fresh()}/decisions", _decision(self.today)


async def _stock(lab: Lab, files: int) -> tuple[list[UUID], UUID]:
    """So many citizens with an open question, a contract with a provider, and a mandate."""
    async with lab.connection("access") as connection:
        contract: UUID = await connection.fetchval("select uuidv7()")
        members = f'[{{"oin": "{PROVIDER}", "role": "main"}}]'
        await connection.execute(_TERMS, OWNER, contract, PROVIDER, members)
        await connection.execute(_MANDATE, OWNER, PERSON)
        await connection.execute(_FILES, OWNER, files, contract)
        for table in ("citizens", "requests"):
            await connection.execute(f"vacuum analyze {table}")
        rows = await connection.fetch("select id from requests where owner = $1 order by random()", OWNER)
    return [row["id"] for row in rows], contract


async def _drive(mix: Mix, rate: int, seconds: int) -> float:
    """Send the mix on its clock; returns how long it took."""
    began = time.perf_counter()
    running = []
    for number in range(rate * seconds):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        running.append(asyncio.create_task(mix.ask(MIX[number % len(MIX)], due)))
    await asyncio.gather(*running)
    return time.perf_counter() - began


def _told(seen: Seen, took: float, spent: float, rate: int) -> float:
    """Print what was seen; returns the 95th percentile of all."""
    every = sorted(one for times in seen.took.values() for one in times)
    for kind, times in [*sorted(seen.took.items()), ("all", every)]:
        ordered = sorted(times)
        p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.95, 0.99))
        print(
            f"{kind:7} {len(ordered):6} requests  p50 {statistics.median(ordered):6.1f} ms  p95 {p95:6.1f} ms"
            f"  p99 {p99:6.1f} ms  most {ordered[-1]:6.1f} ms"
        )
    print(f"{len(every) / took:.1f} requests/s asked at {rate}/s; {dict(seen.statuses)}")
    print(
        f"the service's process used {spent / took:.2f} of a core, {spent / len(every) * 1000:.2f} ms a request"
    )
    return every[int(len(every) * 0.95)]


async def measure(rate: int, seconds: int, files: int, folder: Path) -> float:
    """Make the stock, warm up, send the mix; prints what was seen and how busy the machine was. Raises Unexpected."""
    async with Lab(folder, ["access"]) as lab:
        stock, contract = await _stock(lab, files)
        async with (
            lab.sides("access", bare=False) as (side, _),
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{side.port}",
                timeout=30,
                trust_env=False,
                limits=httpx.Limits(max_connections=200, max_keepalive_connections=200, keepalive_expiry=2),
            ) as http,
        ):
            return await _measured(Mix(lab, http, stock, contract), side, rate, seconds)


async def _measured(mix: Mix, side: Side, rate: int, seconds: int) -> float:
    await _drive(mix, rate, 3)
    if mix.seen.example:
        raise Unexpected(f"the warm-up met {mix.seen.statuses}: {mix.seen.example}")
    mix.seen = Seen()
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} before, the load client beside the service",
        flush=True,
    )
    psutil.cpu_percent()
    before = side.process.cpu_times()
    took = await _drive(mix, rate, seconds)
    after = side.process.cpu_times()
    spent = (after.user + after.system) - (before.user + before.system)
    p95 = _told(mix.seen, took, spent, rate)
    print(f"the machine was {psutil.cpu_percent():.0f} % busy, load {os.getloadavg()[0]:.2f} after")
    if mix.seen.example:
        raise Unexpected(f"{mix.seen.statuses}: {mix.seen.example}")
    print(f"p95 {p95:.1f} ms, goal {GOAL_P95_MS} ms: {'reached' if p95 < GOAL_P95_MS else 'NOT reached'}")
    return p95


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=60)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--files", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(asked.rate, asked.seconds, asked.files, Path(folder) / "bench"))


if __name__ == "__main__":
    main()
