"""Posting entries, in sets and one by one over HTTP, beside django-hordak on the same PostgreSQL in the same run."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg

from deploy.postgres import SUPERUSER
from tests.bench.lab import OWNER, Lab, Side
from tests.bench.load import PLACE, request
from tests.bench.measure import Figure, Goal, Row, Unexpected, alternate, child
from tests.bench.national_year import check_sums, make_terms, settle
from tests.bench.scale import Scale

HERE = Path(__file__).parent
LOCK = HERE / "hordak.lock"
DATABASE = "hordak_bench"
AT_ONCE = 8
_AT_LEAST = False


def _environment(folder: Path) -> Path:
    """Python with hordak, as the lock file says, made once for each lock file; the house's own environment stays as it is."""
    home = folder / f"hordak-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    python, ready = home / "bin" / "python", home / "ready"
    if not ready.exists():
        print("Installing django-hordak for the benchmark alone, once …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(home)], check=True)
        subprocess.run(
            [
                sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check",
                "--require-hashes", "-r", str(LOCK),
            ],
            check=True,
        )  # fmt: skip
        ready.touch()
    return python


class Hordak:
    """Hordak in its own environment, on its own database of the same server."""

    def __init__(self, lab: Lab, python: Path) -> None:
        # Isolated: beside this file lies a `requests` that is not the package.
        self._command = [str(python), "-I", str(HERE / "hordak_books.py")]
        self._database = {
            "host": "127.0.0.1", "port": lab.cluster.port, "name": DATABASE, "user": SUPERUSER,
            "password": lab.cluster.secrets.get(SUPERUSER),
        }  # fmt: skip

    async def do(self, work: str, count: int = 0, **more: Any) -> float:
        """How many entries a second it makes of a kind of work. Raises Unexpected when it made others than asked."""
        seen = await child(self._command, {"database": self._database, "work": work, "count": count, **more})
        if seen.get("made", count) != count:
            raise Unexpected(f"hordak made {seen['made']} transactions, not {count}")
        return count / seen["seconds"] if count else 0.0


async def _hordak(lab: Lab) -> Hordak:
    python = await asyncio.to_thread(_environment, lab.folder.parent)
    server = await asyncpg.connect(lab.cluster.superuser_dsn)
    try:
        await server.execute(f"create database {DATABASE} template template0")
    finally:
        await server.close()
    hordak = Hordak(lab, python)
    await hordak.do("migrate")
    return hordak


def _entry(contract: str | None) -> bytes:
    sent = {
        "eventOn": "2026-01-01", "description": f"bench {PLACE.decode()}",
        "lines": [
            {"account": "programme-costs", "amountCents": 125_000},
            {"account": "suspense", "amountCents": -125_000},
        ],
    }  # fmt: skip
    return json.dumps(sent | ({"contractId": contract} if contract else {}), separators=(",", ":")).encode()


async def books(lab: Lab, scale: Scale) -> list[Row]:
    """Entries of two lines each way; afterwards the database's sums are those of the lines."""
    hordak = await _hordak(lab)
    async with lab.connection("settlement") as connection:
        await make_terms(connection, 0, 1)
        # As the machine's day goes; and the planner has seen the tables.
        await connection.execute("delete from clocks")
        contracts = [
            str(row["id"])
            for row in await connection.fetch("select id from contract_terms where owner = $1", OWNER)
        ]
        await _in_sets(lab, contracts, 2)
        await connection.execute("vacuum analyze")
        found = [await _bulk(lab, scale, hordak, contracts), await _requests(lab, scale, hordak)]
        await check_sums(connection)
    return found


async def _in_sets(lab: Lab, contracts: list[str], sets: int) -> float:
    took = await settle(lab, {"work": "sets", "owner": OWNER, "contracts": contracts, "sets": sets})
    return sets * 500 / float(took["seconds"])


async def _bulk(lab: Lab, scale: Scale, hordak: Hordak, contracts: list[str]) -> Row:
    sets = 2 if scale.requests else 20
    ours, bulk, single = list[float](), list[float](), list[float]()
    for first in alternate(scale.bulk_rounds):
        one = await _in_sets(lab, contracts, sets) if first else 0.0
        bulk.append(await hordak.do("in-sets", sets * 500))
        single.append(await hordak.do("one-by-one", sets * 50))
        ours.append(one or await _in_sets(lab, contracts, sets))
    return Row(
        "posting in sets: entries of two lines, 500 in a transaction, as the role that serves (policies, sums by account and day, periods)",
        "django-hordak on the same server",
        [
            Figure("beside its one by one", "/s", ours, single, Goal(10, _AT_LEAST)),
            Figure("beside its bulk_create", "/s", ours, bulk, Goal(3, _AT_LEAST)),
        ],
        f"{sets * 500} entries a round on 20 pairs of accounts",
    )


async def _requests(lab: Lab, scale: Scale, hordak: Hordak) -> Row:
    headers = lab.headers(content_type="application/json", idempotency_key=f'"books-{PLACE.decode()}"')
    own = request("POST", "/v1/entries", headers, _entry(f"00000000-0000-7000-8000-{PLACE.decode()}"))
    same = request("POST", "/v1/entries", headers, _entry(None))
    kinds = {"own": (own, AT_ONCE), "same": (same, AT_ONCE), "one": (own, 1)}
    count = 40 if scale.requests else 1000
    rates: dict[str, list[float]] = {name: [] for name in (*kinds, "hordak", "hordak-8")}
    async with lab.sides("settlement", bare=False) as (service, _):
        await _drive(lab, service, scale, own, AT_ONCE, 10**11)  # warms up
        for number, first in enumerate(alternate(scale.bulk_rounds)):
            for kind in range(2):
                if (kind == 0) == first:
                    for place, (name, (message, connections)) in enumerate(kinds.items()):
                        start = (number * len(kinds) + place) * 10**7
                        rates[name].append(await _drive(lab, service, scale, message, connections, start))
                else:
                    rates["hordak"].append(await hordak.do("one-by-one", count))
                    rates["hordak-8"].append(await hordak.do("at-once", count, processes=AT_ONCE))
    return Row(
        "posting one entry over HTTP (token, right, idempotency, rule, entry, sums, logbook)",
        "django-hordak one by one in its own process, without HTTP",
        [
            Figure("8 connections, a contract each", "/s", rates["own"], rates["hordak"], Goal(3, _AT_LEAST)),
            Figure("8, all on the same two accounts", "/s", rates["same"], rates["hordak"]),
            Figure("1 connection", "/s", rates["one"], rates["hordak"]),
            Figure("8 connections, hordak 8 processes", "/s", rates["own"], rates["hordak-8"]),
        ],
    )


async def _drive(lab: Lab, service: Side, scale: Scale, message: str, connections: int, start: int) -> float:
    how = {**scale.run, "connections": connections, "start": start}
    return (await lab.drive(service, message, 201, how)).rate
