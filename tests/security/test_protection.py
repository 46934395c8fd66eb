"""Check 38: what is too deep, too wide, too much or not registered is refused by the graph before it costs anything."""

import asyncio
import hashlib
import json
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from graphql import get_introspection_query

from shared.kit.graphql.limits import Limits
from shared.kit.graphql.view import BODY_LIMIT
from shared.kit.telemetry import RequestLog
from tests.security.protecting import PATIENCE, ROOT, Own, own_service, touches
from tests.support.house import House
from tests.support.tenants import Tenant, new_tenant
from tests.wire.life import TODAY


@pytest_asyncio.fixture(scope="session")
async def hostile(house: House) -> Tenant:
    """A purchaser whose client sends bombs."""
    return await new_tenant(house, TODAY, providers=1)


def bombs(field: str) -> dict[str, tuple[dict[str, Any], str]]:
    """GraphQL bombs by name, each with the code that refuses it; `field` is a list with `first`."""
    page = f"{field}(first: 1) {{ nodes {{ id }} }}"
    deep = f"{{ {field}(first: 1) " + "{ edges { node { id " * 9 + "} } }" * 9 + " }"
    chain = " ".join(
        f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}" for number in range(150)
    )
    ring = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"
    return {
        "depth": ({"query": deep}, "graphql-too-deep"),
        "depth of brackets": ({"query": "{ a " * 900}, "graphql-invalid"),
        "aliases": ({"query": "{ " + " ".join(f"a{n}: {page}" for n in range(31)) + " }"}, "graphql-too-many-aliases"),
        "tokens": ({"query": "{ " + "__typename " * 2_100 + "}"}, "graphql-invalid"),
        "list size": ({"query": f"{{ {field}(first: 101) {{ nodes {{ id }} }} }}"}, "graphql-page-too-large"),
        "list size by variable": (
            {"query": f"query($n: Int!) {{ {field}(first: $n) {{ nodes {{ id }} }} }}", "variables": {"n": 10**6}},
            "graphql-page-too-large",
        ),
        "references": (
            {
                "query": "query($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
                "variables": {"r": [{}] * 1_001},
            },
            "graphql-page-too-large",
        ),
        "cost": ({"query": "{ " + " ".join(
            f"a{n}: {field}(first: 100) {{ nodes {{ __typename id version owner }} }}" for n in range(30)
        ) + " }"}, "graphql-too-costly"),
        "directives": ({"query": "{ __typename " + "@include(if: true) " * 280 + "}"}, "graphql-invalid"),
        "unknown directives": ({"query": "{ __typename " + "@nonsense " * 900 + "}"}, "graphql-invalid"),
        "fragments in a ring": ({"query": ring}, "graphql-invalid"),
        "fragments that double": (
            {"query": f"{{ ...F0 }} {chain} fragment F150 on Query {{ {page} }}"}, "graphql-too-many-repeats"
        ),
        "repeated fields": (
            {"query": f"{{ {field}(first: 1) {{ " + "nodes { id } " * 480 + "} }"}, "graphql-too-many-repeats"
        ),
        "unknown fields": ({"query": "{ " + " ".join(f"{field}{n}" for n in range(1_900)) + " }"}, "graphql-invalid"),
        "introspection in a circle": (
            {"query": "{ __schema { types " + "{ fields { type " * 4 + "{ name }" + " } }" * 4 + " } }"},
            "graphql-invalid",
        ),
        "introspection many times": ({"query": "{ " + " ".join(
            f"a{n}: __schema {{ types {{ name kind fields {{ name args {{ name type {{ name kind ofType {{ name }} }} }} }} }} }}"
            for n in range(28)
        ) + " }"}, "graphql-too-costly"),
        "a number of a megabyte": (
            {"query": f"{{ {field}(first: {'9' * 90_000}) {{ nodes {{ id }} }} }}"}, "graphql-page-too-large"
        ),
    }  # fmt: skip


def codes(answer: httpx.Response) -> set[str]:
    """The codes of the errors."""
    return {error["extensions"]["code"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("name", bombs("x"))
async def test_check_38_a_graphql_bomb_is_refused_before_any_sql(
    house: House, hostile: Tenant, service: str, name: str
) -> None:
    """Check 38: depth, aliases, tokens, list size, cost, directives, fragments, repetitions: no data, no SQL, no time."""
    body, code = bombs(ROOT[service])[name]
    with touches(house.services[service]) as sql:
        began = time.process_time()
        answer = await hostile.ask(service, "POST", "/graphql", json=body)
        seconds = time.process_time() - began
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json"), answer.text
    assert not any((answer.json()["data"] or {}).values()) and code in codes(answer), answer.text[:500]
    assert sql == [] and seconds < PATIENCE and len(answer.content) < 20_000
    assert "API-Version" in answer.headers and answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (json.dumps([{"query": "{ __typename }"}] * 100).encode(), 400, "graphql-unreadable"),
        (b"[" * 90_000, 400, "graphql-unreadable"),
        (b'{"query":"{ __typename }","variables":{"a":' + b"[" * 90_000, 400, "graphql-unreadable"),
        (b'{"query":"' + b"a" * BODY_LIMIT + b'"}', 413, "body-too-large"),
        (b'{"query":{"a":1}}', 400, "graphql-unreadable"),
        (b'{"query":"{ __typename }","variables":[]}', 400, "graphql-unreadable"),
    ],
)
async def test_check_38_a_body_that_is_no_single_request_is_refused(
    house: House, hostile: Tenant, service: str, content: bytes, status: int, code: str
) -> None:
    """Check 38: a batch would count as one; it, depth and size are problems with a mend, without SQL."""
    with touches(house.services[service]) as sql:
        answer = await hostile.ask(
            service, "POST", "/graphql", content=content, headers={"Content-Type": "application/json"}
        )
    assert (answer.status_code, answer.json()["code"]) == (status, code) and answer.json()["mend"]
    assert sql == []


PAGE = "measurements(first: 100) { nodes { __typename id value quarter } }"
QUERY = "query Newest($n: Int!) { measurements(first: $n) { nodes { id value } } }"
SHA256 = hashlib.sha256(QUERY.encode()).hexdigest()
APOLLO = {"persistedQuery": {"version": 1, "sha256Hash": SHA256}}


@pytest_asyncio.fixture(scope="session")
async def strict(house: House) -> AsyncIterator[Own]:
    """The outcomes service in strict mode, with one registered operation."""
    async with own_service(
        house, "outcomes", graphql_operations={SHA256: QUERY}, graphql_strict=True
    ) as found:
        yield found


async def test_check_38_strict_mode_answers_only_what_is_registered(strict: Own, hostile: Tenant) -> None:
    """Check 38: by its hash or by its very text; any other text, introspection and bombs are refused unparsed."""
    for body in ({"extensions": APOLLO}, {"query": QUERY}, {"query": QUERY, "extensions": APOLLO}):
        answer = await strict.ask(hostile, "POST", "/graphql", json={"variables": {"n": 5}, **body})
        assert answer.json() == {"data": {"measurements": {"nodes": []}}}, answer.text
    others = [
        {"query": "{ __typename }"},
        {"query": QUERY + " "},
        {"query": get_introspection_query()},
        {"query": "{ _service { sdl } }"},
        {"query": "{ " + "__typename " * 2_100 + "}"},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}},
    ]
    with touches(strict.service) as sql:
        for body in others:
            answer = await strict.ask(hostile, "POST", "/graphql", json=body)
            problem = answer.json()
            assert (answer.status_code, problem["code"]) == (400, "graphql-operation-unregistered")
            assert problem["mend"] and "__typename" not in answer.text
    assert sql == []


async def test_check_38_a_hash_stands_for_its_own_text(strict: Own, house: House, hostile: Tenant) -> None:
    """Check 38: a hash with another text is refused, and so is what is no hash, in either mode."""
    async with own_service(house, "outcomes", graphql_operations={SHA256: QUERY}) as open_:
        by_hash = await open_.ask(
            hostile, "POST", "/graphql", json={"extensions": APOLLO, "variables": {"n": 1}}
        )
        assert by_hash.json() == {"data": {"measurements": {"nodes": []}}}
        assert (await open_.ask(hostile, "POST", "/graphql", json={"query": "{ __typename }"})).json()["data"]
        for own in (strict, open_):
            for persisted, query, code in (
                (APOLLO["persistedQuery"], "{ __typename }", "graphql-operation-hash-wrong"),
                ({"sha256Hash": "0" * 64}, QUERY, "graphql-operation-hash-wrong"),
                ({"sha256Hash": "0" * 64}, None, "graphql-operation-unregistered"),
                ({"sha256Hash": SHA256.upper()}, None, "graphql-unreadable"),
                ({"sha256Hash": 5}, None, "graphql-unreadable"),
                ("x", None, "graphql-unreadable"),
            ):
                with touches(own.service) as sql:
                    answer = await own.ask(
                        hostile, "POST", "/graphql", json={"query": query, "extensions": {"persistedQuery": persisted}}
                    )  # fmt: skip
                assert (answer.status_code, answer.json()["code"], sql) == (400, code, []), answer.text


async def test_check_38_introspection_is_a_policy(house: House, hostile: Tenant, service: str) -> None:
    """Check 38: on here; where it is off the schema is not told by the graph, nor hinted at, and still published."""
    opened = await hostile.ask(service, "POST", "/graphql", json={"query": get_introspection_query()})
    assert opened.json()["data"]["__schema"]["types"]
    async with own_service(house, service, graphql_introspection=False) as closed:
        with touches(closed.service) as sql:
            for query in (get_introspection_query(), '{ __type(name: "Query") { name } }'):
                answer = await closed.ask(hostile, "POST", "/graphql", json={"query": query})
                assert answer.json()["data"] is None and codes(answer) == {"graphql-invalid"}
            wrong = await closed.ask(hostile, "POST", "/graphql", json={"query": f"{{ {ROOT[service]}s }}"})
        assert "Did you mean" not in wrong.text and sql == []
        assert (await closed.ask(hostile, "POST", "/graphql", json={"query": "{ __typename }"})).json()[
            "data"
        ]
        page = (await closed.send("GET", "/graphql/limits")).json()["items"][0]["values"]
        assert page["introspection"] is False
        assert ROOT[service] in (await closed.send("GET", "/graphql/explorer")).text


async def test_check_38_a_fault_of_ours_is_masked(house: House, hostile: Tenant) -> None:
    """Check 38: what goes wrong inside shows as its code and the trace, never as its text."""
    secret = "select * from measurements where narrative like 'geheim'"
    async with own_service(house, "outcomes", environment="production") as own:
        own.service.database.pool.take = _failing(secret)
        answer = await own.ask(
            hostile, "POST", "/graphql", json={"query": "{ measurements { nodes { id } } }"}
        )
        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == "internal-error" and error["extensions"]["traceId"]
        assert "geheim" not in answer.text and "RuntimeError" not in answer.text


def _failing(text: str) -> Any:
    async def fails() -> Any:
        raise RuntimeError(text)

    return fails


async def test_check_38_the_eight_protections_are_published(house: House, service: str) -> None:
    """Check 38: each with its number, both languages, and the values that hold; open to everyone."""
    answer = await house.http.get(f"{house.urls[service]}/v1/graphql/limits")
    items = answer.json()["items"]
    assert [one["number"] for one in items] == list(range(1, 9))
    assert all(
        one[part][language] for one in items for part in ("name", "description") for language in ("nl", "en")
    )
    limits, values = Limits(), [one["values"] for one in items]
    first = values[0]
    assert (first["depth"], first["aliases"], first["tokens"]) == (
        limits.depth,
        limits.aliases,
        limits.tokens,
    )
    assert (first["first"], first["repeats"], first["bodyBytes"]) == (
        limits.first,
        limits.repeats,
        BODY_LIMIT,
    )
    assert (values[1]["cost"], values[1]["costPerPoint"]) == (limits.cost, 100)
    assert (values[1]["pointsPerClient"], values[1]["windowSeconds"]) == (30_000, 60)
    assert (values[2]["strict"], values[2]["registered"]) == (False, 0)
    assert "Cents" in values[6]["scalars"]


@pytest.fixture
def logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], list[dict[str, Any]]]:
    """Let a surface write its request log, and read the lines so far."""
    path = tmp_path / "log"
    path.touch()
    real = os.write

    def write(descriptor: int, data: bytes) -> int:
        if descriptor != 1:
            return real(descriptor, data)
        with path.open("ab") as file:
            return file.write(data)

    monkeypatch.setattr(os, "write", write)

    def read(surface: Any) -> list[dict[str, Any]]:
        monkeypatch.setattr(surface, "requests", RequestLog("outcomes", enabled=True))
        return [json.loads(line) for line in path.read_text().splitlines()]

    return read


async def test_check_38_each_operation_is_seen_in_the_log(
    house: House, hostile: Tenant, logged: Callable[[Any], list[dict[str, Any]]]
) -> None:
    """Check 38: name and cost, also of what was refused; no variables, no text, and a name is cut off and names no citizen."""
    surface = house.surfaces["outcomes"]
    logged(surface)
    for body in (
        {"query": QUERY, "variables": {"n": 7}},
        {"query": "query Bsn999900006 { __typename }"},
        {"query": "query " + "a" * 5_000 + " { __typename }"},
        {"query": "query Dear { " + " ".join(f"a{n}: {PAGE}" for n in range(30)) + " }"},
        {"query": "{ geheim }"},
        {"query": "{"},
    ):
        await hostile.ask("outcomes", "POST", "/graphql", json=body)
    await hostile.ask("outcomes", "GET", "/measurements")
    lines = logged(surface)
    told = [(line.get("operation"), line.get("cost")) for line in lines]
    assert told[0] == ("Newest", 1 + 1 + 100 * 2)
    assert told[1] == ("Bsn*******06", 1) and told[2] == ("a" * 64, 1)
    assert told[3] == ("Dear", 30 * (1 + 1 + 100 * 4))
    assert told[4] == (None, 1) and told[5] == told[6] == (None, None)
    assert "geheim" not in json.dumps(lines) and all("variables" not in line for line in lines)
    assert all(line["clientId"] for line in lines)


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/measurements", "application/json"),
        ("/graphql", "application/json"),
        ("/measurement-batches", "text/csv"),
        ("/measurement-batches", "application/x-ndjson"),
    ],
)
async def test_a_body_that_drips_is_ended_at_every_door(
    house: House, hostile: Tenant, path: str, media: str
) -> None:
    """A real socket that sends a byte now and then: 408 with a mend, the connection closed, nothing written."""
    async with own_service(house, "outcomes", body_seconds=0.5, stream_seconds=0.5) as own:
        token = await hostile.token(hostile.owner)
        reader, writer = await asyncio.open_connection("127.0.0.1", own.port)
        writer.write(
            f"POST /v1{path} HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: drip\r\n"
            f"Content-Type: {media}\r\nContent-Length: 5000\r\n\r\n".encode()
        )
        answer = asyncio.create_task(_everything(reader))
        while not answer.done():
            writer.write(b" ")
            await asyncio.sleep(0.05)
        head, _, body = (await answer).partition(b"\r\n\r\n")
        writer.close()
        assert head.startswith(b"HTTP/1.1 408 ") and b"connection: close" in head.lower(), head
        problem = json.loads(body)
        assert (problem["status"], problem["code"]) == (408, "body-too-slow") and problem["mend"]
        for header in (b"api-version", b"ratelimit", b"x-frame-options", b"strict-transport-security"):
            assert header in head.lower()
    kept = await hostile.ask("outcomes", "GET", "/measurements")
    assert kept.json()["items"] == []


async def _everything(reader: asyncio.StreamReader) -> bytes:
    """All that comes until the server closes."""
    found = b""
    async with asyncio.timeout(60):
        with suppress(ConnectionError):
            while piece := await reader.read(65_536):
                found += piece
    return found
