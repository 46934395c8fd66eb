"""Balances and statements while the books grow: a kept sum costs the same however many entries lie underneath."""

from __future__ import annotations

import time
from typing import Any

from tests.bench.lab import OWNER, Lab, Side
from tests.bench.load import request
from tests.bench.measure import Figure, Goal, Row, Unexpected
from tests.bench.national_year import check_sums, make_terms
from tests.bench.scale import Scale

AT_ONCE = 100_000  # entries in one statement: the trigger that keeps the sums looks at them together
ASKED = 20
# A year, day after day, on the twenty contracts of one municipality, through the triggers: what they refuse would not be here.
_FILL = """
with written as (
  insert into entries (owner, id, client_id, kind, cause, description, event_on, booked_on, contract_id, currency, line_count)
  select $1, uuidv7(), 'stock', 'posted', 'instalment', 'stock', day, day, ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'EUR', 2
  from generate_series($3::bigint, $4::bigint - 1) n
  cross join lateral (select date '2025-01-01' + ((n - $5::bigint) * 365 / $6::bigint)::integer as day) days
  returning owner, id, contract_id, booked_on
)
insert into entry_lines (owner, entry_id, position, kind, contract_id, account, currency, booked_on, amount_cents)
select owner, id, position, 'posted', contract_id, account, 'EUR', booked_on, cents
from written cross join (values (1, 'programme-costs', 1250), (2, 'payable', -1250)) lines (position, account, cents)
"""
Connection = Any


async def fill(connection: Connection, contracts: list[Any], first: int, until: int) -> float:
    """Entries from one number to another; the seconds."""
    began = time.perf_counter()
    for start in range(first, until, AT_ONCE):
        end = min(start + AT_ONCE, until)
        await connection.execute(_FILL, OWNER, contracts, start, end, first, until - first)
    took = time.perf_counter() - began
    await connection.execute("vacuum analyze entries, entry_lines, accounts, account_days")
    return took


def _sizes(scale: Scale) -> list[int]:
    """A quarter of a million entries and a million; from BENCH_SCALE=2 on one, four and ten million (a quarter of an hour)."""
    if scale.factor >= 2:
        return [1_000_000, 4_000_000, 10_000_000]
    least = max(8_000, round(250_000 * min(1.0, scale.factor)))
    return [least, 4 * least]


def _questions(contract: Any) -> dict[str, str]:
    page = f"/v1/accounts/payable/statement?contractId={contract}&from=2025-07-01&limit=100"
    return {
        "trial balance": "/v1/trial-balance",
        "trial balance on a day": "/v1/trial-balance?day=2025-06-30",
        "accounts on a day": "/v1/accounts?day=2025-06-30",
        "a page of a statement": page,
    }


async def balances(lab: Lab, scale: Scale) -> Row:
    """The same questions with so many entries, and with four (and ten) times as many."""
    sizes = _sizes(scale)
    seen: dict[str, list[list[float]]] = {}
    before, filled = 0, 0.0
    async with (
        lab.connection("settlement") as connection,
        lab.sides("settlement", bare=False) as (service, _),
    ):
        await make_terms(connection, 0, 1)
        await connection.execute("delete from clocks")
        contracts = [
            row["id"]
            for row in await connection.fetch("select id from contract_terms where owner = $1", OWNER)
        ]
        for size in sizes:
            filled += await fill(connection, contracts, before, size)
            before = size
            await check_sums(connection)
            for name, path in _questions(contracts[7]).items():
                seen.setdefault(name, []).append(await _ask(lab, service, scale, path))
    figures = [
        Figure(f"{name}: {sizes[place]:,} beside {sizes[0]:,}", "ms", found[place], found[0], Goal(1.25))
        for name, found in seen.items()
        for place in range(1, len(sizes))
    ]
    return Row(
        f"balances of one municipality with {sizes[-1]:,} entries",
        f"the same with {sizes[0]:,}",
        figures,
        f"filled in {filled:.0f} s by one INSERT … SELECT of {AT_ONCE:,} entries a time with the triggers on; sums checked",
    )


async def _ask(lab: Lab, service: Side, scale: Scale, path: str) -> list[float]:
    """The median of twenty requests on one connection, a few times over; in milliseconds."""
    message = request("GET", path, lab.headers())
    how = {"seconds": 600, "requests": ASKED, "connections": 1}
    rounds = 1 if scale.requests else 5
    await lab.drive(service, message, 200, how)
    found = [await lab.drive(service, message, 200, how) for _ in range(rounds)]
    if not any(name in found[0].example for name in ("debitCents", "balanceCents")):
        raise Unexpected(f"{path} shows no balance: {found[0].example[:200]}")
    return [1000 * one.p50 for one in found]
