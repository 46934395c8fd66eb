"""A file of a hundred thousand claims, judged line by line over HTTP: `python -m tests.bench.claims [--lines N]`.

Half of it under many allocations of the whole year, with lines that do not match among them; then the same file once more.
Goal: under 60 seconds, and under 500 MB in the service.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from datetime import date
from uuid import UUID

import asyncpg
import httpx

from deploy.settings import Settings
from shared.values import new_id
from tests.bench.lab import OWNER, Lab, Side
from tests.bench.measure import Unexpected

PROVIDER = "00000099000000900001"
MONTHS = 10
GOAL_SECONDS, GOAL_BYTES = 60.0, 500_000_000


async def fill(connection: asyncpg.Connection[asyncpg.Record], allocations: int) -> None:
    """A contract that pays hours by claims, its tariff, and so many allocations of the whole year."""
    contract: UUID = new_id()
    first = date(2025, 1, 1)
    await connection.execute(
        "insert into known_contracts (owner, id, version, parties, client_id, number, payee, start_date, partial_approval)"
        " values ($1, $2, 1, $3, 'bench', 'C-1', $4, $5, 'split')", OWNER, contract, [PROVIDER], PROVIDER, first,
    )  # fmt: skip
    terms = json.dumps({"form": "production", "number": 1, "productCodes": ["02A15"]})
    await connection.execute(
        "insert into funding_agreements (owner, id, parties, client_id, contract_id, number, form, product_codes, valid_from,"
        " terms) values ($1, $2, $3, 'bench', $4, 1, 'production', $5, $6, $7::jsonb)",
        OWNER, new_id(), [PROVIDER], contract, ["02A15"], first, terms,
    )  # fmt: skip
    amounts = json.dumps([{"valid_from": "2025-01-01", "valid_until": None, "amount": "55.00"}])
    await connection.execute(
        "insert into tariffs (owner, id, client_id, product_code, unit, valid_from, amounts, tiers)"
        " values ($1, $2, 'bench', '02A15', 'hour', $3, $4::jsonb, '[]'::jsonb)", OWNER, new_id(), first, amounts,
    )  # fmt: skip
    await connection.execute(
        "insert into allocations (owner, id, parties, client_id, kind, citizen_id, contract_id, law, provider, allocation_number,"
        " start_date, end_date, acute, volume, product_category, product_code, unit, frequency, allocated_on)"
        " select $1, gen_random_uuid(), $2, 'bench', 'decision', gen_random_uuid(), $3, 'wmo2015', $4, n, $5, $6, false, 20,"
        " '02', '02A15', '04', '4', $5 from generate_series(1, $7) n",
        OWNER, [PROVIDER], contract, PROVIDER, first, date(2025, 12, 31), allocations,
    )  # fmt: skip
    await connection.execute("analyze allocations")


def lines(count: int) -> bytes:
    """The file: ten months of each allocation; one line in fifty claims more than was allocated, one in fifty has no allocation."""
    header = (
        "externalReference,law,allocationNumber,productCode,unit,periodStart,periodEnd,volume,amountCents\n"
    )
    made = [header]
    for at in range(count):
        number, month = at // MONTHS + 1, at % MONTHS + 1
        volume = 30 if at % 50 == 7 else 10
        named = 900_000_000 + at if at % 50 == 13 else number
        made.append(
            f"d-{at:07},wmo2015,{named},02A15,04,2025-{month:02}-01,2025-{month:02}-28,{volume},{volume * 5_500}\n"
        )
    return "".join(made).encode()


async def send(lab: Lab, side: Side, content: bytes, token: str) -> tuple[float, dict[str, int]]:
    """Send the file; the seconds it took and its counts. Raises Unexpected."""
    headers = {"authorization": f"Bearer {token}", "content-type": "text/csv"}
    began = time.perf_counter()
    async with httpx.AsyncClient(trust_env=False, timeout=600) as http:
        answer = await http.post(
            f"http://127.0.0.1:{side.port}/v1/claim-batches?owner={OWNER}",
            content=content,
            headers={**headers, "idempotency-key": str(new_id())},
        )
    if answer.status_code != 202:
        raise Unexpected(answer.text[:500])
    told = answer.json()
    counts = {name: told[name] for name in ("received", "accepted", "rejected", "duplicates")}
    return time.perf_counter() - began, counts


async def measure(count: int) -> bool:
    """Judge the file twice and say what it took; whether the goals were met."""
    folder = Settings.from_environment().state / "bench-claims"
    async with Lab(folder, ["settlement"]) as lab:
        async with lab.connection("settlement") as connection:
            await fill(connection, count // MONTHS)
        token = await lab.token_for(PROVIDER, "provider")
        content = lines(count)
        async with lab.sides("settlement", bare=False) as (side, _):
            first, counts = await send(lab, side, content, token)
            peak = side.process.memory_info().rss
            again, repeated = await send(lab, side, content, token)
    print(f"{count} lines, {len(content) / 1e6:.1f} MB: {first:.1f} s, {counts}; service {peak / 1e6:.0f} MB")
    print(f"the same file again: {again:.1f} s, {repeated}")
    met = first < GOAL_SECONDS and peak < GOAL_BYTES
    print("goals met" if met else f"goals missed: {GOAL_SECONDS:.0f} s and {GOAL_BYTES / 1e6:.0f} MB")
    return met


def main() -> int:
    """Read the size and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    return 0 if asyncio.run(measure(parser.parse_args().lines)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
