"""A year of the whole country: planned and posted through settlement, beside one INSERT … SELECT of the very same rows."""

from __future__ import annotations

import sys
import time
from typing import Any

from deploy.databases import database_name
from deploy.postgres import SUPERUSER
from tests.bench.lab import SUFFIX, Lab
from tests.bench.measure import Figure, Goal, Row, Unexpected, child
from tests.bench.scale import Scale
from tests.bench.stock import MUNICIPALITIES

CONTRACTS, INSTALMENTS = 20, 12
# In an order that a foreign key would want; `LIKE … INCLUDING ALL` copies none.
TABLES = (
    "schedules",
    "instalments",
    "retentions",
    "entries",
    "entry_lines",
    "accounts",
    "account_days",
    "logbook",
)
_OWNER = "lpad((99000000900000 + n)::text, 20, '0')"
_TERMS = f"""
insert into contract_terms (owner, id, version, parties, client_id, number, legal_form, start_date, end_date, payee,
    sums, years)
select {_OWNER}, uuidv7(), 3, array[payee], 'stock', 'C-' || n || '-' || c, 'contract', '2026-01-01', '2029-12-31', payee,
    jsonb_build_array(jsonb_build_object('number', 1, 'form', 'lumpSumRetention', 'valid_from', '2026-01-01',
        'annual_amount_cents', 10000000 + 1000 * n + c, 'effective_on', '2026-01-01', 'advance_basis_points', 9500,
        'instalment_count', $3::int, 'instalment_day', 1)), '{{"2026": [], "2027": [], "2028": [], "2029": []}}'
from generate_series($1::bigint, $2::bigint - 1) n cross join generate_series(1, $4) c
cross join lateral (select lpad((99000000800000 + (n + c) % 97)::text, 20, '0') as payee) payees
"""
_KNOWN = """
insert into known_contracts (owner, id, version, parties, client_id)
select owner, id, version, parties, client_id from contract_terms where owner = any ($1)
"""
_CLOCKS = f"insert into clocks (owner, parties, today) select {_OWNER}, '{{}}', '2026-01-01' from generate_series($1::bigint, $2::bigint - 1) n"
Connection = Any


async def make_terms(connection: Connection, first: int, until: int) -> list[str]:
    """Municipalities from one number to another with twenty contracts each, and a clock of their own; their OINs."""
    await connection.execute(_TERMS, first, until, INSTALMENTS, CONTRACTS)
    await connection.execute(_CLOCKS, first, until)
    made = [f"{99000000900000 + number:020}" for number in range(first, until)]
    await connection.execute(_KNOWN, made)
    await connection.execute("vacuum analyze contract_terms, known_contracts, clocks")
    return made


async def settle(lab: Lab, plan: dict[str, Any]) -> dict[str, Any]:
    """Settlement's own work in a process of its own; the seconds that it took."""
    database = lab.databases["settlement"]
    clock = lab.cluster.dsn(SUPERUSER, database_name("settlement", SUFFIX))
    plan = {"app": database.app_dsn, "worker": database.worker_dsn, "clock": clock, **plan}
    return await child([sys.executable, "-m", "tests.bench.settling"], plan)


async def empty(connection: Connection) -> None:
    """Take away all that was planned and posted: the triggers that refuse it rest meanwhile."""
    await connection.execute(
        "set session_replication_role = replica; truncate "
        + ", ".join(TABLES)
        + " cascade; set session_replication_role = origin"
    )


async def make_bare(connection: Connection) -> None:
    """The same tables with columns, checks and indexes, without policies, triggers and foreign keys."""
    await connection.execute("drop schema if exists bare cascade; create schema bare")
    for table in TABLES:
        await connection.execute(f"create table bare.{table} (like public.{table} including all)")


async def copy(connection: Connection, but: str) -> float:
    """The same rows by one INSERT … SELECT a table, in one transaction, into empty tables; the seconds. One owner's are left out."""
    await connection.execute("truncate " + ", ".join(f"bare.{table}" for table in TABLES))
    await connection.execute("checkpoint")
    began = time.perf_counter()
    async with connection.transaction():
        for table in TABLES:
            await connection.execute(
                f"insert into bare.{table} overriding system value select * from public.{table} where owner <> $1",
                but,
            )
    return time.perf_counter() - began


async def check(connection: Connection, owners: list[str]) -> int:
    """Every contract was planned and every instalment posted, and the sums are those of the lines; how many rows there are.

    Raises Unexpected.
    """
    contracts = len(owners) * CONTRACTS
    wanted = {
        "schedules": contracts,
        "instalments": contracts * INSTALMENTS,
        "entries": contracts * (1 + 2 * INSTALMENTS),
        "logbook": contracts * (1 + INSTALMENTS),
    }
    for table, count in wanted.items():
        found = await connection.fetchval(f"select count(*) from {table} where owner = any($1)", owners)
        if found != count:
            raise Unexpected(f"{found} rows in {table}, not {count}")
    await check_sums(connection)
    every = " union all ".join(
        f"select count(*) as rows from {table} where owner = any($1)" for table in TABLES
    )
    return int(await connection.fetchval(f"select sum(rows) from ({every}) counts", owners))


async def check_sums(connection: Connection) -> None:
    """What the database keeps of the accounts is what the lines add up to. Raises Unexpected."""
    wrong = await connection.fetchval(
        "select count(*) from (select owner, account, contract_id, sum(amount_cents) filter (where kind = 'posted') as posted,"
        " sum(amount_cents) filter (where kind = 'pending') as pending from entry_lines group by 1, 2, 3) l"
        " full join accounts a using (owner, account, contract_id)"
        " where coalesce(l.posted, 0) is distinct from a.debit_cents - a.credit_cents"
        " or coalesce(l.pending, 0) is distinct from a.pending_cents"
    )
    if wrong:
        raise Unexpected(f"{wrong} accounts are not the sum of their lines")


async def national_year(lab: Lab, scale: Scale) -> Row:
    """Plan and post a year for so many municipalities, in two halves; then copy the rows."""
    # A fifth of the country (BENCH_SCALE=3 the whole) keeps it within two minutes.
    share = 1.0 if scale.factor >= 3 else min(1.0, scale.factor) / 5
    many = max(2, round(MUNICIPALITIES * share) // 2 * 2)
    rounds = 1 if many > MUNICIPALITIES // 2 or scale.requests else 2
    ours, bare, half, planned, posted, python = (list[float]() for _ in range(6))
    async with lab.connection("settlement") as connection:
        await empty(connection)
        first, *owners = await make_terms(connection, 0, many + 1)
        await make_bare(connection)
        for _ in range(rounds):
            await empty(connection)
            # A house that runs already: its tables are not empty, and the planner has seen them.
            await settle(lab, {"work": "years", "owners": [first]})
            await connection.execute("vacuum analyze")
            await connection.execute("checkpoint")
            parts = [
                await settle(lab, {"work": "years", "owners": part})
                for part in (owners[: many // 2], owners[many // 2 :])
            ]
            seconds = [part["planned"] + part["posted"] for part in parts]
            rows = await check(connection, owners)
            ours.append(sum(seconds))
            half.append(seconds[0])
            planned.append(sum(part["planned"] for part in parts))
            posted.append(sum(part["posted"] for part in parts))
            python.append(sum(part["processor"] for part in parts))
            bare.append(await copy(connection, first))
        await empty(connection)
        await connection.execute(
            "drop schema bare cascade; delete from contract_terms; delete from known_contracts; delete from clocks"
        )
    return Row(
        f"a year of {many} municipalities with {CONTRACTS} contracts each: planned, {many * CONTRACTS * INSTALMENTS:,} instalments posted",
        "one INSERT … SELECT of the same rows into each of the same tables, in one transaction",
        [
            Figure("the whole year", "s", ours, bare, Goal(3)),
            Figure("twice the municipalities", "s", ours, half, Goal(2.1)),
            Figure("planning", "s", planned, []),
            Figure("posting", "s", posted, []),
            Figure("processor of the service", "s", python, []),
        ],
        f"{rows:,} rows with the logbook; {many} of {MUNICIPALITIES} municipalities",
    )
