"""The limit beside the house: bare Starlette and asyncpg, nothing between a request and the same SQL.

The same server (uvicorn, uvloop, httptools, one worker), the same pool, and tables in the schema `bare` that are like
the house's own: columns, indexes and checks, without row-level security.
"""

from __future__ import annotations

import argparse
import gc
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.kit.clock import machine_now
from shared.kit.settings import Settings
from shared.values.ids import new_id

OWNER = os.environ.get("BENCH_OWNER", "")
ORGANISATION = (
    "insert into bare.organisations (owner, id, version, parties, client_id, external_reference, oin, kind, name,"
    " municipality_code, agb_code) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
)
LOGBOOK = (
    "insert into bare.logbook (owner, parties, actor, client_id, end_user, what, subject, version, event_day, trace_id,"
    " span_id, retry_key, input_hash, status, data, derivation)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
)
RETENTIONS = (
    "select owner, id, version, parties, client_id, external_reference, created_at, contract_id, contract_number, year,"
    " amount_cents, withheld_cents, released_cents, state, released_on, paid_on, verdict_id, verdict_version,"
    " audit_statement_id, payee from bare.retentions where owner = $1 order by id limit $2"
)

REQUESTS = (
    "select owner, id, version, parties, client_id, external_reference, created_at, citizen_id, contract_id, law, contact_on,"
    " first_talk_on, acute, state from bare.requests where owner = $1 order by id limit $2"
)
LINES = (
    "insert into bare.processing_log (started_at, owner, actor, client_id, end_user, role, activity, event, name, status,"
    " trace_id, span_id, subject) select $1, $2, $2, 'bare', 'j.jansen', 'purchaser', 'access-to-support', 'search',"
    " 'access.requests.list_requests', 'Ok', $3, $4, one from unnest($5::uuid[]) one"
)


async def _prepare(connection: Any) -> None:
    """The fastest way for jsonb that asyncpg has: the bytes themselves."""
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        format="binary",
        encoder=lambda body: b"\x01" + body,
        decoder=orjson.loads,
    )


async def _keep(_: Any) -> None:
    """No reset between two requests: the house saves that round trip too."""


async def ready(request: Request) -> Response:
    """Answers once the pool is open."""
    return Response(b"{}", media_type="application/json")


async def add_organisation(request: Request) -> Response:
    """Two inserts in one transaction."""
    sent = orjson.loads(await request.body())
    id_ = new_id()
    body = orjson.dumps({"id": str(id_), "version": 1, "owner": OWNER, **sent})
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        await connection.execute(
            ORGANISATION, OWNER, id_, 1, [sent["oin"]], "bare", sent.get("externalReference"), sent["oin"], sent["kind"], sent["name"],
            sent.get("municipalityCode"), sent.get("agbCode"),
        )  # fmt: skip
        await connection.execute(
            LOGBOOK, OWNER, [OWNER, sent["oin"]], OWNER, "bare", "j.jansen", "organisation-registered", id_, 1, request.app.state.day,
            secrets.token_hex(16), secrets.token_hex(8), secrets.token_bytes(32), secrets.token_bytes(32), 201, body, None,
        )  # fmt: skip
    return Response(body, 201, media_type="application/json")


async def list_retentions(request: Request) -> Response:
    """The select, written as it comes."""
    limit = int(request.query_params["limit"])
    async with request.app.state.pool.acquire() as connection:
        rows = await connection.fetch(RETENTIONS, OWNER, limit + 1)
    last = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    body = orjson.dumps({"items": [dict(row) for row in rows[:limit]], "next": last}, default=str)
    return Response(body, media_type="application/json")


async def list_requests(request: Request) -> Response:
    """The select and one line in the log for each person in it, written as it comes."""
    limit = int(request.query_params["limit"])
    async with request.app.state.pool.acquire() as connection:
        rows = await connection.fetch(REQUESTS, OWNER, limit + 1)
        persons = [row["citizen_id"] for row in rows[:limit]]
        trace, span = secrets.token_hex(16), secrets.token_hex(8)
        await connection.execute(LINES, machine_now(), OWNER, trace, span, persons)
    last = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    body = orjson.dumps({"items": [dict(row) for row in rows[:limit]], "next": last}, default=str)
    return Response(body, media_type="application/json")


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """The pool, with the house's size."""
    size = Settings("bare").pool_size
    async with asyncpg.create_pool(
        os.environ["DATABASE_URL"],
        min_size=1,
        max_size=size,
        init=_prepare,
        reset=_keep,
        max_inactive_connection_lifetime=0,
    ) as pool:
        app.state.pool, app.state.day = pool, machine_now().date()
        yield


app = Starlette(
    routes=[
        Route("/ready", ready),
        Route("/organisations", add_organisation, methods=["POST"]),
        Route("/retentions", list_retentions),
        Route("/requests", list_requests),
    ],
    lifespan=lifespan,
)

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    gc.collect()
    gc.freeze()
    uvicorn.run(
        app, port=parser.parse_args().port, loop="uvloop", http="httptools", access_log=False, server_header=False,
        log_level="warning",
    )  # fmt: skip
