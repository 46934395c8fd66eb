"""A file of a million measurements in pieces, read and entered by a job, beside COPY of the same rows: `python -m tests.bench.uploads`."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from deploy.children import Child
from deploy.settings import Settings
from tests.bench import report
from tests.bench.bulk import Place, check_batch, copy, make_places, rows, write_file
from tests.bench.lab import Lab, Side
from tests.bench.measure import Figure, Goal, Peak, Row, Unexpected, processor_times, spent

PIECE = 16_777_216
LINES, ROUNDS = 1_000_000, 2
_SLICE = 100_000


class WorkingLab(Lab):
    """A lab whose servers do their jobs."""

    def _child(self, name: str, service: str, port: int) -> Child:
        child = super()._child(name, service, port)
        return replace(child, environment={**child.environment, "BEDOELING_FOLLOW_SECONDS": "1"})


@dataclass(frozen=True, slots=True)
class Sent:
    """One file: seconds of sending, of reading and entering, of the transaction in which it became visible, and of the
    time in it that its contracts were locked.
    """

    sending: float
    processing: float
    switch: float
    locked: float
    batch: dict[str, Any]


async def watch(lab: Lab, over: asyncio.Event) -> float:
    """For how many seconds somebody held contracts locked, seen twenty times a second."""
    held = (
        "select count(*) from pg_locks where relation = 'contract_copies'::regclass and mode = 'RowShareLock' and granted"
        " and database = (select oid from pg_database where datname = current_database())"
    )
    seconds, before = 0.0, time.perf_counter()
    async with lab.connection("outcomes") as connection:
        while not over.is_set():
            locked = await connection.fetchval(held)
            await asyncio.sleep(0.05)
            now = time.perf_counter()
            seconds, before = seconds + (now - before if locked else 0.0), now
    return seconds


async def send(lab: Lab, side: Side, path: Path) -> Sent:
    """Announce a file, send it in pieces, have it processed. Raises Unexpected."""
    base = f"http://127.0.0.1:{side.port}/v1"
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    told = {"mediaType": "application/x-ndjson", "length": path.stat().st_size, "sha256": digest.hexdigest()}
    headers = lab.headers(idempotency_key=digest.hexdigest())
    async with httpx.AsyncClient(base_url=base, trust_env=False, timeout=120, headers=headers) as http:

        async def ask(method: str, address: str, **more: Any) -> Any:
            answer = await http.request(method, address, **more)
            if answer.status_code >= 300:
                raise Unexpected(f"{method} {address} was answered {answer.text[:300]}")
            return answer.json()

        begin = time.perf_counter()
        upload = await ask("POST", "/measurement-uploads", json=told)
        at = f"/measurement-uploads/{upload['id']}"
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                offset = {
                    "Upload-Offset": str(upload["resumeOffset"]),
                    "Content-Type": "application/octet-stream",
                }
                upload = await ask("PATCH", at, content=piece, headers=offset)
        sending = time.perf_counter() - begin
        over = asyncio.Event()
        watching = asyncio.create_task(watch(lab, over))
        upload = await ask("POST", f"{at}/completion")
        while upload["state"] in ("queued", "processing"):
            await asyncio.sleep(0.25)
            upload = await ask("GET", at)
        if upload["state"] != "completed":
            raise Unexpected(f"the file is {upload['state']}: {upload['problem']}")
        over.set()
        locked = await watching
        batch = await ask("GET", f"/batches/{upload['batchId']}")
    async with lab.connection("outcomes") as connection:
        found = await connection.fetchrow(
            "select extract(epoch from j.ended_at - j.started_at) as processing,"
            " extract(epoch from j.ended_at - b.created_at) as switch"
            " from jobs j, batches b where j.id = $1 and b.id = $2",
            UUID(upload["jobId"]), UUID(upload["batchId"]),
        )  # fmt: skip
    assert found is not None
    return Sent(sending, float(found["processing"]), float(found["switch"]), locked, batch)


async def copy_all(connection: Any, places: list[Place], lines: int, start: int) -> tuple[int, float]:
    """COPY the good rows of such a file; how many, and the seconds, without those of preparing them."""
    count, seconds = 0, 0.0
    for first in range(0, lines, _SLICE):
        found = rows(places, min(_SLICE, lines - first), start + first)
        seconds += await copy(connection, found)
        count += len(found)
    return count, seconds


async def measure(lab: Lab, lines: int, rounds: int) -> Row:
    """A file and COPY in turns; memory and processor time are the server's."""
    path = lab.folder / "measurements.ndjson"
    ours, bare, memory, cost = list[float](), list[float](), list[float](), list[float]()
    sending, switch, locked = list[float](), list[float](), list[float]()
    async with lab.connection("outcomes") as connection, lab.sides("outcomes", bare=False) as (side, _):
        places = await make_places(connection)
        write_file(path, places, 200, 10**9)
        await send(lab, side, path)  # warms up
        peak = Peak(side.process.pid)
        for number in range(1, rounds + 1):
            good = write_file(path, places, lines, number * 10**7)
            peak.forget()
            before = processor_times([side.process])
            sent = await send(lab, side, path)
            cost.append(1e6 * spent(before, processor_times([side.process])) / lines)
            memory.append(peak.above)
            await check_batch(lab, side, sent.batch, lines, good)
            copied, seconds = await copy_all(connection, places, lines, number * 10**7 + 5 * 10**6)
            ours.append(good / (sent.sending + sent.processing))
            bare.append(copied / seconds)
            sending.append(sent.sending)
            switch.append(sent.switch)
            locked.append(sent.locked)
            print(f"round {number}: {sent.sending:.1f} s sent, {sent.processing:.1f} s processed,"
                  f" {sent.switch:.1f} s of it the switch; COPY {seconds:.1f} s", flush=True)  # fmt: skip
    return Row(
        f"a file of {lines:,} measurements in pieces of 16 MiB, 1 % of the lines wrong and explained",
        "COPY of the good rows into the same table, past the policies (asyncpg, rows prepared)",
        [
            Figure("good rows a second, from the first byte to the switch", "/s", ours, bare, Goal(0.5, at_most=False)),
            Figure("server memory above idle", "MB", memory, [], Goal(50, unit="MB")),
            Figure("server CPU a line", "µs", cost, []),
            Figure("sending", "s", sending, []),
            Figure("the switch (one transaction)", "s", switch, []),
            Figure("contracts locked in it", "s", locked, []),
        ],
    )  # fmt: skip


async def _main(lines: int, rounds: int) -> None:
    async with WorkingLab(Settings.from_environment().state / "bench-uploads", ["outcomes"]) as lab:
        print(report.on_terminal(await measure(lab, lines, rounds)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", nargs="?", type=int, default=LINES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    asyncio.run(_main(chosen.lines, chosen.rounds))
