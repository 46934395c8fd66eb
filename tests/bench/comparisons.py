"""Fair comparison at scale, over HTTP: a fit as a job, and 400 providers compared over client-level rows, beside the bare count.

`python -m tests.bench.comparisons [rows]`: 1,000,000 rows made by one INSERT … SELECT, each question asked five times.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from deploy.children import Child
from shared.values.comparing import ComparabilityTest
from tests.bench.lab import OWNER, Lab
from tests.bench.measure import Unexpected

PROVIDERS = 400
ROUNDS = 5
INDICATOR = "goals-reached"
PATIENCE_SECONDS = 120
_ROWS = """
insert into client_outcomes (owner, id, parties, client_id, provider, indicator, kind, quarter, outcome, area, age_band, sex,
                             ses_quintile, ses_score, household, severity, earlier_support, amount, exposed)
select $1, uuidv7(), array[provider], 'stock', provider, $2, 'binary', '2025-Q' || 1 + n % 4, reached::text,
       'WK' || lpad((h % 97)::text, 6, '0'),
       (array['upTo11','from12To17','from18To26','from27To44','from45To64','from65To79','from80'])[1 + h % 7],
       (array['female','male'])[1 + h / 7 % 2], 1 + h / 14 % 5, ((h / 14 % 150) / 100.0 - 0.75)::numeric(4, 2)::text,
       (array['alone','withPartner','family','singleParent'])[1 + h / 70 % 4], severity,
       (array['none','upToAYear','longer'])[1 + h / 280 % 3], reached, 1
from (select n, h, severity, '000000990000' || lpad((1000 + n % $3)::text, 8, '0') as provider,
             case when abs(hashint4(n + 7)) % 100 < 75 - 8 * severity + (n % $3) % 7 then 1 else 0 end as reached
      from (select n, abs(hashint4(n)) as h, 1 + abs(hashint4(n)) / 840 % 5 as severity from generate_series(1, $4) n) made) told
"""
# What any way must do at least: read the rows and add them up per provider.
_BARE = "select provider, count(*), sum(amount) from client_outcomes where owner = $1 and indicator = $2 group by provider"
_COVARIATES = ["ageBand", "sex", "sesQuintile", "household", "severity", "earlierSupport"]


def _question(method: str, **more: Any) -> dict[str, Any]:
    return {
        "indicator": INDICATOR, "quarterFrom": "2025-Q1", "quarterTo": "2025-Q4", "unit": "provider", "method": method,
        "direction": "higherIsBetter", "tests": [{"test": one.value, "verdict": "comparable"} for one in ComparabilityTest],
        **more,
    }  # fmt: skip


class _Working(Lab):
    """A lab whose service does jobs, too."""

    def _child(self, name: str, service: str, port: int) -> Child:
        child = super()._child(name, service, port)
        return replace(child, environment={**child.environment, "BEDOELING_FOLLOW_SECONDS": "30"})


class _Asking:
    """The service over HTTP, with a stopwatch."""

    def __init__(self, http: httpx.AsyncClient, lab: Lab) -> None:
        self.http, self.lab, self.asked = http, lab, 0

    async def post(self, path: str, body: dict[str, Any], status: int) -> tuple[float, Any]:
        """How long an answer took, and what it was. Raises Unexpected."""
        self.asked += 1
        headers = self.lab.headers(idempotency_key=f"bench-{self.asked}")
        began = time.perf_counter()
        found = await self.http.post(path, json=body, headers=headers)
        took = time.perf_counter() - began
        if found.status_code != status:
            raise Unexpected(f"{path}: {found.status_code} {found.text[:300]}")
        return took, found.json()

    async def fit(self, covariates: list[str]) -> tuple[float, Any]:
        """How long a model took from the question until it was frozen, and the model."""
        body = {
            "indicator": INDICATOR,
            "quarterFrom": "2025-Q1",
            "quarterTo": "2025-Q4",
            "covariates": covariates,
        }
        began = time.perf_counter()
        _, made = await self.post("/v1/case-mix-models", body, 202)
        while time.perf_counter() - began < PATIENCE_SECONDS:
            found = await self.http.get(f"/v1/case-mix-models/{made['id']}", headers=self.lab.headers())
            if found.json()["state"] != "requested":
                return time.perf_counter() - began, found.json()
            await asyncio.sleep(0.05)
        raise Unexpected(f"no model within {PATIENCE_SECONDS} s")


async def _compared(asking: _Asking, name: str, body: dict[str, Any]) -> None:
    times = []
    for _ in range(ROUNDS):
        took, made = await asking.post("/v1/comparisons", body, 201)
        if made["unitCount"] != PROVIDERS:
            raise Unexpected(f"{made['unitCount']} units")
        times.append(took)
    print(f"{name}: median {statistics.median(times):.2f} s ({min(times):.2f}-{max(times):.2f})", flush=True)


async def measure(rows: int, folder: Path) -> None:
    """Make the rows, fit, compare; prints what each took."""
    async with _Working(folder, ["outcomes"]) as lab:
        async with lab.connection("outcomes") as connection:
            began = time.perf_counter()
            await connection.execute(_ROWS, OWNER, INDICATOR, PROVIDERS, rows)
            await connection.execute("vacuum analyze client_outcomes")
            size = await connection.fetchval(
                "select pg_size_pretty(pg_total_relation_size('client_outcomes'))"
            )
            print(f"{rows} rows made in {time.perf_counter() - began:.1f} s, {size} with indexes", flush=True)
            bare = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                await connection.fetch(_BARE, OWNER, INDICATOR)
                bare.append(time.perf_counter() - began)
            print(f"bare count per provider: median {statistics.median(bare):.2f} s")
        async with (
            lab.sides("outcomes", bare=False) as (side, _),
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{side.port}", timeout=PATIENCE_SECONDS, trust_env=False
            ) as http,
        ):
            await _ask(_Asking(http, lab))


async def _ask(asking: _Asking) -> None:
    took, model = await asking.fit(_COVARIATES)
    print(f"fit on {len(model['terms'])} coefficients: {took:.1f} s, {model['state']}", flush=True)
    took, finer = await asking.fit([*_COVARIATES, "sesScore"])
    print(f"fit with a score of 150 values beside it: {took:.1f} s, {finer['state']}", flush=True)
    await _compared(asking, "frozen model", _question("logistic", modelId=model["id"], target="reference"))
    await _compared(asking, "no correction", _question("none"))
    await _compared(
        asking, "indirect over 70 strata", _question("indirect", covariates=["ageBand", "sex", "severity"])
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(parser.parse_args().rows, Path(folder) / "bench"))


if __name__ == "__main__":
    main()
