"""Data at scale, made by one INSERT … SELECT past the services, and the bare tables beside the house's own."""

from __future__ import annotations

import json
from typing import Any

import asyncpg
import httpx

from deploy.settings import role_of
from tests.bench.lab import OWNER, Lab, Side
from tests.bench.measure import Unexpected

MUNICIPALITIES = 342
_RETENTIONS = """
insert into retentions (owner, id, parties, client_id, contract_id, contract_number, year, amount_cents,
                        withheld_cents, released_cents, forfeited_cents, release_rule, state, payee)
select lpad((99000000900000 + n % $1)::text, 20, '0'), uuidv7(),
       array[lpad((99000000800000 + n % 97)::text, 20, '0')], 'stock', uuidv7(), 'C-' || n, 2020 + n % 7,
       35000000 + n, 30000000 + n, 0, 0, 'allOrNothing', 'withheld', lpad((99000000800000 + n % 97)::text, 20, '0')
from generate_series(0, $2 - 1) as n
"""
_ORGANISATIONS = """
insert into organisations (owner, id, parties, client_id, oin, kind, name, agb_code)
select lpad((99000000900000 + n % $1)::text, 20, '0'), uuidv7(), array[lpad((98000000000 + n)::text, 20, '0')], 'stock',
       lpad((98000000000 + n)::text, 20, '0'), 'provider', 'Aanbieder ' || n, '98765432'
from generate_series(0, $2 - 1) as n
"""
_CITIZENS = """
insert into citizens (owner, id, client_id, reference)
select lpad((99000000900000 + n % $1)::text, 20, '0'), uuidv7(), 'stock', 'inwoner-' || n from generate_series(0, $2 - 1) as n
"""
_REQUESTS = """
insert into requests (owner, id, parties, client_id, citizen_id, law, contact_on, acute, state)
select owner, uuidv7(), array['00000099000000800000'], 'stock', id, 'wmo2015', current_date, false, 'received'
from citizens order by id
"""
_RECORDS = """
insert into logbook (owner, parties, actor, client_id, end_user, what, subject, version, event_day, trace_id, span_id,
                     retry_key, input_hash, status, data)
select owner, owner || parties, owner, client_id, 'j.jansen', 'organisation-registered', id, version, current_date,
       md5(oin), left(md5(oin), 16), sha256(oin::bytea), sha256(oin::bytea), 201, to_jsonb(organisations)
from organisations order by id
"""


async def make_organisations(lab: Lab, rows: int) -> None:
    """So many organisations with their rows in the logbook, and the bare twins of both tables."""
    async with lab.connection("contracts") as connection:
        await connection.execute(_ORGANISATIONS, MUNICIPALITIES, rows)
        await connection.execute(_RECORDS)
        await copy_tables(lab, connection, "contracts", "organisations", "logbook")
        await connection.execute(
            "select setval(pg_get_serial_sequence('bare.logbook', 'id'), max(id)) from bare.logbook"
        )


async def make_retentions(lab: Lab, rows: int) -> None:
    """So many retentions, spread over 342 municipalities, and their copy without policies."""
    async with lab.connection("settlement") as connection:
        # No municipality has fewer than a page and a bit: small stocks have fewer municipalities.
        await connection.execute(_RETENTIONS, min(MUNICIPALITIES, rows // 120), rows)
        await copy_tables(lab, connection, "settlement", "retentions")


async def make_requests(lab: Lab, rows: int) -> None:
    """So many citizens with a request each, spread over 342 municipalities; the bare twins, with a log by month."""
    async with lab.connection("access") as connection:
        await connection.execute(_CITIZENS, min(MUNICIPALITIES, rows // 120), rows)
        await connection.execute(_REQUESTS)
        await copy_tables(lab, connection, "access", "requests")
        role = role_of(lab.databases["access"].app_dsn)
        await connection.execute(
            "create table bare.processing_log (like public.processing_log including all) partition by range (created_at);"
            "create table bare.processing_log_all partition of bare.processing_log default;"
            f'grant insert on bare.processing_log to "{role}"; grant usage on all sequences in schema bare to "{role}"'
        )


async def copy_tables(
    lab: Lab, connection: asyncpg.Connection[asyncpg.Record], service: str, *tables: str
) -> None:
    """The bare twins of tables: the same columns, indexes, checks and rows, no policies; the application may use them."""
    role = role_of(lab.databases[service].app_dsn)
    await connection.execute(f'create schema if not exists bare; grant usage on schema bare to "{role}"')
    for table in tables:
        await connection.execute(
            f"create table bare.{table} (like public.{table} including all);"
            f"insert into bare.{table} overriding system value select * from public.{table};"
            f'grant select, insert on bare.{table} to "{role}"; grant usage on all sequences in schema bare to "{role}"'
        )
        for schema in ("public", "bare"):
            await connection.execute(f"vacuum analyze {schema}.{table}")


async def check_retentions(lab: Lab, side: Side) -> int:
    """Walk all pages of our municipality through the API: as many, and as much money, as the database says."""
    async with lab.connection("settlement") as connection:
        wanted = await connection.fetchrow(
            "select count(*) as count, sum(withheld_cents)::bigint as cents from retentions where owner = $1",
            OWNER,
        )
    count, cents, cursor = 0, 0, None
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{side.port}", trust_env=False) as http:
        while True:
            query = {"limit": "100"} | ({"cursor": cursor} if cursor else {})
            answer = (
                await http.get("/v1/retentions", params=query, headers=lab.headers())
            ).raise_for_status()
            page: dict[str, Any] = json.loads(answer.content)
            count += len(page["items"])
            cents += sum(one["withheldCents"] for one in page["items"])
            cursor = page["next"]
            if cursor is None:
                break
    if wanted is None or (count, cents) != (wanted["count"], wanted["cents"]):
        raise Unexpected(f"the API shows {count} retentions of {cents} cents, the database holds {wanted}")
    return count
