"""The rows that are made of single requests: a write, a page, the page over GraphQL, an empty request."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.bench.lab import Lab, Side
from tests.bench.load import PLACE, request
from tests.bench.measure import Figure, Goal, Row, Sample, Unexpected, alternate
from tests.bench.scale import Scale
from tests.bench.stock import check_retentions, make_organisations, make_requests, make_retentions

Drive = Callable[[int], Awaitable[Sample]]
_AT_LEAST = False
_GRAPH_FIELDS = (
    "id version owner contractId contractNumber year amountCents withheldCents releasedCents state releasedOn paidOn"
    " verdictId auditStatementId payee"
)


async def side_by_side(rounds: int, ours: Drive, bare: Drive) -> tuple[list[Sample], list[Sample]]:
    """Both sides in every round, in turns; the first round warms up and is not counted."""
    found: tuple[list[Sample], list[Sample]] = ([], [])
    for number, first in enumerate(alternate(rounds + 1)):
        one = await ours(number) if first else None
        other = await bare(number)
        found[0].append(one or await ours(number))
        found[1].append(other)
    return found[0][1:], found[1][1:]


def figures(ours: list[Sample], bare: list[Sample], cost: float, rate: float | None = None) -> list[Figure]:
    """What every row of requests tells, with its goals."""
    kept = None if rate is None else Goal(rate, _AT_LEAST)
    return [
        Figure("server CPU a request", "ms", [s.cost for s in ours], [s.cost for s in bare], Goal(cost)),
        Figure("requests a second", "/s", [s.rate for s in ours], [s.rate for s in bare], kept),
        Figure(
            "database CPU a request", "ms", [s.database_cost for s in ours], [s.database_cost for s in bare]
        ),
        Figure("latency, median", "ms", [1000 * s.p50 for s in ours], [1000 * s.p50 for s in bare]),
        Figure("latency, 99 %", "ms", [1000 * s.p99 for s in ours], [1000 * s.p99 for s in bare]),
    ]


async def write(lab: Lab, scale: Scale) -> Row:
    """Register an organisation: token, permission, idempotency, rule, row, logbook; beside two inserts."""
    await make_organisations(lab, scale.stock)
    place = PLACE.decode()
    body = json.dumps(
        {"oin": f"00000099{place}", "kind": "provider", "name": f"Aanbieder {place}", "agbCode": "98765432"},
        separators=(",", ":"),
    ).encode()
    headers = {"content-type": "application/json", "idempotency-key": f'"bench-{place}"'}
    house = request("POST", "/v1/organisations", lab.headers() | headers, body)
    bare = request("POST", "/organisations", headers, body)
    async with lab.sides("contracts") as (service, limit):

        def on(side: Side, message: str, base: int) -> Drive:
            return lambda number: lab.drive(side, message, 201, {**scale.run, "start": base + number * 10**6})

        ours, others = await side_by_side(scale.rounds, on(service, house, 0), on(limit, bare, 10**9))
    async with lab.connection("contracts") as connection:
        for schema in ("public", "bare"):
            same = await connection.fetchval(
                f"select (select count(*) from {schema}.organisations) = (select count(*) from {schema}.logbook)"
            )
            if not same:
                raise Unexpected(f"{schema}: not every organisation has its one row in the logbook")
    return Row(
        "one write: register an organisation (token, permission, idempotency, rule, row, logbook)",
        "bare Starlette + asyncpg, two inserts in one transaction",
        figures(ours, others, 2.7, 0.4),
        f"{scale.stock} rows in each table before",
    )


async def pages(lab: Lab, scale: Scale) -> list[Row]:
    """A page of 100 retentions beside the same select, and the same page over GraphQL beside REST."""
    await make_retentions(lab, scale.stock)
    house = request("GET", "/v1/retentions?limit=100", lab.headers())
    bare = request("GET", "/retentions?limit=100", {})
    query = f"{{retentions(first:100){{nodes{{{_GRAPH_FIELDS}}}pageInfo{{hasNextPage endCursor}}}}}}"
    graph = request(
        "POST",
        "/v1/graphql",
        lab.headers(content_type="application/json"),
        json.dumps({"query": query}).encode(),
    )
    async with lab.sides("settlement") as (service, limit):
        shown = await check_retentions(lab, service)

        def on(side: Side, message: str) -> Drive:
            return lambda number: lab.drive(side, message, 200, scale.run)

        ours, others = await side_by_side(scale.rounds, on(service, house), on(limit, bare))
        _same_page(ours[0].example, others[0].example)
        graphs, rests = await side_by_side(scale.rounds, on(service, graph), on(service, house))
        _same_nodes(graphs[0].example, rests[0].example)
    under = f"{scale.stock} rows of {min(342, scale.stock // 120)} municipalities underneath, {shown} of the one that asks"
    return [
        Row(
            "a page of 100 retentions",
            "bare Starlette + asyncpg, same select, orjson",
            figures(ours, others, 2.0),
            under,
        ),
        Row("the page over GraphQL", "our REST page", figures(graphs, rests, 2.0), under),
    ]


async def persons(lab: Lab, scale: Scale) -> Row:
    """A page of 100 requests, each of another person, with a line for each in the processing log; beside the same two statements."""
    await make_requests(lab, scale.stock)
    house = request("GET", "/v1/requests?limit=100", lab.headers())
    bare = request("GET", "/requests?limit=100", {})
    async with lab.sides("access") as (service, limit):

        def on(side: Side, message: str) -> Drive:
            return lambda number: lab.drive(side, message, 200, scale.run)

        ours, others = await side_by_side(scale.rounds, on(service, house), on(limit, bare))
        _same_page(ours[0].example, others[0].example)
    async with lab.connection("access") as connection:
        for schema in ("public", "bare"):
            lines = await connection.fetchrow(
                f"select count(*) as lines, count(distinct trace_id) as requests from {schema}.processing_log"
            )
            if lines is None or lines["lines"] != 100 * lines["requests"] or not lines["lines"]:
                raise Unexpected(f"{schema}: not every person of every page has a line in the log: {lines}")
    return Row(
        "a page of 100 persons, a line in the processing log for each",
        "bare Starlette + asyncpg, same select and one insert of 100 log rows, orjson",
        figures(ours, others, 2.0),
        f"{scale.stock} rows of {min(342, scale.stock // 120)} municipalities underneath",
    )


def _same_page(ours: str, bare: str) -> None:
    ids = [[row["id"] for row in json.loads(page)["items"]] for page in (ours, bare)]
    if ids[0] != ids[1] or len(ids[0]) != 100:
        raise Unexpected("the two sides do not show the same hundred rows")


def _same_nodes(graph: str, rest: str) -> None:
    """Every field that the graph was asked for says what the REST page says."""
    data: dict[str, Any] = json.loads(graph)
    nodes, items = data["data"]["retentions"]["nodes"], json.loads(rest)["items"]
    if data.get("errors") or nodes != [{name: row[name] for name in _GRAPH_FIELDS.split()} for row in items]:
        raise Unexpected("GraphQL and REST do not show the same hundred rows")


async def routes(lab: Lab, scale: Scale) -> Row:
    """An empty request (OPTIONS: no token, no body, no database) on the last route beside the first."""
    async with lab.sides("contracts", bare=False) as (service, _):
        first, last = _first_and_last()

        def on(path: str) -> Drive:
            message = request("OPTIONS", path, {})
            return lambda number: lab.drive(service, message, 204, scale.run)

        ours, others = await side_by_side(max(1, scale.rounds // 2), on(last), on(first))
    told = [one for one in figures(ours, others, 1.3) if not one.name.startswith("database")]
    return Row(f"an empty request on the last route (OPTIONS {last})", f"the first route ({first})", told)


def _first_and_last() -> tuple[str, str]:
    """The path of contracts that is found first, and the one for which most patterns are tried."""
    from services.contracts.app import create_app
    from services.contracts.settings import Settings

    surface = create_app(Settings("contracts", issuers=("http://127.0.0.1:9",)))
    longest = max(surface.paths.parts.values(), key=len)
    last = next(iter(longest[-1][2].values()))
    filled = last.path
    while "{" in filled:
        head, _, tail = filled.partition("{")
        filled = f"{head}0190163d-8694-739b-aea5-966c26f8ad91{tail.partition('}')[2]}"
    return f"/v1{surface.endpoints[0].path}", f"/v1{filled}"
