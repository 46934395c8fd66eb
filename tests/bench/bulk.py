"""Bulk registration: a file of measurements over HTTP beside COPY of the same rows into the same table."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from shared.values.ids import new_id
from tests.bench.lab import OWNER, Lab, Side
from tests.bench.load import request
from tests.bench.measure import Figure, Goal, Peak, Row, Unexpected, alternate, ask, processor_times, spent
from tests.bench.scale import Scale

CONTRACTS, INDICATORS, YEARS = 20, 3, (2021, 2022, 2023, 2024)
PROVIDER = "00000099000000900001"
COLUMNS = [
    "owner", "id", "parties", "client_id", "external_reference", "contract_id", "indicator_id", "indicator", "quarter",
    "value", "respondents", "standard_deviation", "source", "narrative", "batch_id",
]  # fmt: skip
_NORM = {
    "valid_from": "2020-01-01",
    "valid_until": None,
    "norm": "7.0",
    "operator": "min",
    "contract_version": 1,
}
Connection = Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measurement may land."""

    contract: UUID
    indicator: UUID
    code: str


async def make_places(connection: Connection) -> list[Place]:
    """Twenty contracts with three indicators each, as the contracts feed would have brought them."""
    places = []
    for number in range(CONTRACTS):
        contract = new_id()
        await connection.execute(
            "insert into contract_copies (owner, id, parties, client_id, number, members, start_date)"
            " values ($1, $2, $3, 'stock', $4, $3, $5)",
            OWNER, contract, [PROVIDER], f"C-{number}", date(2020, 1, 1),
        )  # fmt: skip
        for place in range(1, INDICATORS + 1):
            found = Place(contract, new_id(), f"indicator-{place}")
            await connection.execute(
                "insert into indicators (owner, id, parties, client_id, contract_id, number, code, name, kind, scope, unit,"
                " lowest, highest, source, verdict_basis, year_rule, norm_invented, norms) values ($1, $2, $3, 'stock', $4,"
                " $5, $6, $6, 'outcome', 'client', 'score', '1.0', '10.0', 'municipality', 'point', 'lastValue', true, $7)",
                OWNER, found.indicator, [PROVIDER], contract, place, found.code, json.dumps([_NORM]),
            )  # fmt: skip
            places.append(found)
    return places


def good_lines(places: list[Place], start: int) -> Iterator[dict[str, Any]]:
    """Measurements without end, each with a reference of its own; the same for the same start."""
    chance = random.Random(start)
    for number in count(start):
        place = places[number % len(places)]
        yield {
            "externalReference": f"bench-{number}",
            "contractId": str(place.contract),
            "indicator": place.code,
            "quarter": f"{YEARS[number // 7 % len(YEARS)]}-Q{number % 4 + 1}",
            "value": f"{chance.randint(10, 100) / 10:.1f}",
            "respondents": chance.randint(20, 400),
            "standardDeviation": f"{chance.randint(5, 25) / 10:.1f}",
            "source": "municipality",
            "narrative": "Zoals afgesproken gemeten in de tweede week" if number % 10 == 0 else None,
        }


def spoiled(line: dict[str, Any], number: int) -> bytes:
    """A line with something wrong with it: a value, a name, a field, a type, or the JSON itself."""
    kinds: list[dict[str, Any]] = [
        {"value": "11.5"}, {"indicator": "unknown"}, {"quarter": "2024-Q5"}, {"respondents": "many"}, {"source": "provider"},
    ]  # fmt: skip
    which = number % (len(kinds) + 1)
    return b'{"value": ' if which == len(kinds) else json.dumps(line | kinds[which]).encode()


def write_file(path: Path, places: list[Place], lines: int, start: int) -> int:
    """A file of so many lines, one in a hundred spoiled; returns how many are good."""
    good = 0
    with path.open("wb") as file:
        for number, line in zip(range(lines), good_lines(places, start), strict=False):
            bad = number % 100 == 50
            good += not bad
            file.write((spoiled(line, number // 100) if bad else json.dumps(line).encode()) + b"\n")
    return good


def rows(places: list[Place], lines: int, start: int) -> list[tuple[Any, ...]]:
    """The good lines of such a file as COPY takes them."""
    by_code = {(str(place.contract), place.code): place.indicator for place in places}
    batch, found = new_id(), []
    for number, line in zip(range(lines), good_lines(places, start), strict=False):
        if number % 100 != 50:
            found.append(
                (
                    OWNER, new_id(), [PROVIDER], "copy", line["externalReference"], UUID(line["contractId"]),
                    by_code[line["contractId"], line["indicator"]], line["indicator"], line["quarter"], line["value"],
                    line["respondents"], line["standardDeviation"], line["source"], line["narrative"], batch,
                )
            )  # fmt: skip
    return found


async def send(lab: Lab, side: Side, path: Path, number: int) -> dict[str, Any]:
    """Register a file over HTTP; gives the seconds and the batch. Raises Unexpected."""
    headers = {"content-type": "application/x-ndjson", "idempotency-key": f"file-{number}"}
    message = request("POST", "/v1/measurement-batches", lab.headers() | headers, length=path.stat().st_size)
    seen = await ask({"port": side.port, "request": message, "file": str(path)})
    if seen["status"] != "202":
        raise Unexpected(f"the file was answered {seen['status']}: {seen['example'][:300]}")
    return {"seconds": seen["seconds"], "batch": json.loads(seen["example"])}


async def copy(connection: Connection, found: list[tuple[Any, ...]]) -> float:
    """COPY the prepared rows; returns the seconds."""
    begin = time.perf_counter()
    async with connection.transaction():
        await connection.copy_records_to_table("measurements", records=found, columns=COLUMNS)
    return time.perf_counter() - begin


async def check_batch(lab: Lab, side: Side, batch: dict[str, Any], lines: int, good: int) -> None:
    """All lines are answered for: the good ones are there, the others were explained."""
    counts = (batch["received"], batch["accepted"], batch["rejected"], batch["duplicates"])
    async with lab.connection("outcomes") as connection:
        kept = await connection.fetchval(
            "select count(*) from measurements where batch_id = $1", UUID(batch["id"])
        )
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{side.port}/v1", trust_env=False) as http:
        answer = await http.get(f"/batches/{batch['id']}/errors", headers=lab.headers())
    explained = {json.loads(line)["line"] for line in answer.text.splitlines()}
    if counts != (lines, good, lines - good, 0) or kept != good or len(explained) != lines - good:
        raise Unexpected(f"of {lines} lines, {good} good: {counts}, {kept} kept, {len(explained)} explained")


async def bulk(lab: Lab, scale: Scale) -> Row:
    """A file over HTTP and COPY by the database's superuser, in turns; memory is the server's, above idle."""
    path = lab.folder / "measurements.ndjson"
    ours, bare, memory, cost = list[float](), list[float](), list[float](), list[float]()
    async with lab.connection("outcomes") as connection, lab.sides("outcomes", bare=False) as (side, _):
        places = await make_places(connection)
        write_file(path, places, 200, 10**9)
        await send(lab, side, path, 0)  # warms up: compiles its statements, opens its connection
        peak = Peak(side.process.pid)
        for number, first in enumerate(alternate(scale.bulk_rounds), 1):
            start = number * 10**7
            good, copied = write_file(path, places, scale.lines, start), rows(places, scale.lines, start)
            seconds = 0.0 if first else await copy(connection, copied)
            peak.forget()
            before = processor_times([side.process])
            sent = await send(lab, side, path, number)
            cost.append(1e6 * spent(before, processor_times([side.process])) / scale.lines)
            memory.append(peak.above)
            seconds = seconds or await copy(connection, copied)
            await check_batch(lab, side, sent["batch"], scale.lines, good)
            ours.append(good / sent["seconds"])
            bare.append(len(copied) / seconds)
    path.unlink()
    return Row(
        f"bulk registration: a file of {scale.lines:,} measurements over HTTP, 1 % of the lines wrong and explained",
        "COPY of the good rows into the same table, past the policies (asyncpg, rows prepared)",
        [
            Figure("good rows a second", "/s", ours, bare, Goal(0.5, at_most=False)),
            Figure("server memory above idle", "MB", memory, [], Goal(50, unit="MB")),
            Figure("server CPU a line", "µs", cost, []),
        ],
    )
