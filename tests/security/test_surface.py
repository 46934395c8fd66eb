"""The surface of the four services against the NL API Design Rules 2.2, as the running services answer.

Every test is generated from the OpenAPI document that a service publishes and named after its check.

| check | what | shown by |
|---|---|---|
| 1 | no error and no warning of the linter, 3.1 and 3.0.3 | `make check` (deploy/lint_openapi.py) |
| 2 | valid, and a client can be generated | tests/wire/test_openapi.py, tests/wire/test_generated.py |
| 3 | openapi.json below /v1, open, for every origin | test_check_03 |
| 4 | API-Version on every answer | test_check_04 |
| 5 | problem+json, with a page, nothing of the inside | test_check_05 |
| 6 | 400 and never 422, every fault at once | test_check_06 |
| 7 | a trailing slash is 404, no redirect | test_check_07 |
| 8 | kebab-case, camelCase, PascalCase | test_check_08 |
| 10 | 405 with Allow, HEAD as GET | test_check_10 |
| 12 | dates, instants | test_check_12 |
| 13 | nothing sensitive in an address | test_check_13 |
| 14 | no BSN in logs, feeds, errors | test_canaries.py |
| 15 | security headers on every answer | test_check_15 |
| 16 | other origins by list | test_check_16 |
| 17 | 406 and 415 | test_check_17 |
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from shared.kit import meta
from shared.kit.openapi_parts import PROBLEM_SCHEMAS
from tests.security.asking import EVERY_METHOD, Asker, Matrix, crawl, example_of
from tests.support.house import House, make_app
from tests.support.tenants import Tenant
from tests.wire.documents import Document, Operation, resolved, schemas
from tests.wire.life import UUIDS, Life

pytestmark = pytest.mark.xdist_group("published")

KEBAB = re.compile(r"(/([a-z][a-z0-9]*(-[a-z0-9]+)*|_[a-z]+(-[a-z]+)*|\{[a-z]+([A-Z][a-z]+)*\}))+")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
PASCAL = re.compile(r"([A-Z][a-z0-9]*)+")
INSIDE = re.compile(
    r"Traceback|\.py\b|asyncpg|sqlalchemy|pydantic|starlette|postgres|\bselect\b .*\bfrom\b|\binsert into\b|Exception",
    re.I,
)
SENSITIVE = re.compile(
    r"bsn|burgerservice|geboorte|birth|naam|surname|first.?name|last.?name|citizen.?reference", re.I
)


async def test_check_03_the_document_is_open_to_everyone(house: House, service: str) -> None:
    """/v1/openapi.json and its 3.0.3 rendering need no token, and every origin may read them."""
    for name, newest in (("openapi.json", "3.1.0"), ("openapi-3.0.json", "3.0.3")):
        headers = {"Origin": "https://elders.example.org"}
        answer = await house.http.get(f"{house.urls[service]}/v1/{name}", headers=headers)
        assert (answer.status_code, answer.json()["openapi"]) == (200, newest)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.json()["servers"] == [{"url": f"{house.urls[service]}/v1"}]


async def test_check_04_the_version_is_on_every_answer(matrix: Matrix, document: Document) -> None:
    """API-Version equals info.version on every kind of answer, also where nothing was found."""
    statuses = {one.answer.status_code for one in matrix.all}
    assert statuses >= {200, 204, 400, 401, 403, 404, 405, 406, 415}
    assert [
        str(one) for one in matrix.all if one.answer.headers.get("API-Version") != document["info"]["version"]
    ] == []
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])


async def test_check_04_an_outdated_version_is_412(
    house_lives: tuple[Life, Life], all_operations: list[Operation]
) -> None:
    """Every act on something that is there takes If-Match, and refuses an older version before it looks at the state."""
    life = house_lives[0]
    asker = Asker(life.tenant, all_operations[0].service)
    await asker.prepare()
    known: defaultdict[str, list[str]] = defaultdict(list)
    for each in await crawl(life, all_operations):
        if each.answer.status_code == 200:
            known[place(each.path)].append(each.path)
    lead = await life.tenant.token(life.tenant.providers[0])
    for one in all_operations:
        if "If-Match" not in one.names("header") or "Id}" not in one.path:
            continue
        below = re.sub(r"\{\w+\}", "1", one.path.split("}", 1)[1])
        addresses = [begin + below for begin in known[place(one.path.split("}")[0] + "}")]]
        headers = {
            "Idempotency-Key": "sleutel-412",
            "If-Match": '"999999"',
            "Content-Type": "application/json",
        }
        sent = {"content": example_of(one)} if one.content else {}
        answers = [
            await asker.send(one.method, address, token, headers, **sent)
            for address in addresses
            for token in (asker.token_for(one), lead)
        ]
        refused = [each for each in answers if each.status_code == 412]
        assert refused, f"{one}: {[each.text for each in answers]}"
        assert refused[0].headers["API-Version"] and refused[0].json()["code"] in one.codes(412)


def place(path: str) -> str:
    """A path with a mark where an id stands."""
    return re.sub(r"\{\w+\}", "{}", UUIDS.sub("{}", path))


async def test_check_05_a_problem_is_whole_and_tells_nothing_of_the_inside(
    house: House, matrix: Matrix
) -> None:
    """Every 4xx has the members of RFC 9457, a page behind its type, and no word of our code."""
    pages = {
        item["type"]: item
        for item in (await house.http.get(f"{_base(house, matrix)}/problem-types")).json()["items"]
    }
    wrong = []
    for one in matrix.problems():
        problem = one.answer.json() if one.answer.content else {}
        if (
            one.answer.headers["Content-Type"] != "application/problem+json"
            or problem.keys() - {"errors"} != _MEMBERS
        ):
            wrong.append(f"{one}: {one.answer.text}")
            continue
        page = pages.get(problem["type"], {"code": None, "status": None})
        if (problem["status"], problem["code"], one.answer.status_code) != (
            page["status"],
            page["code"],
            page["status"],
        ):
            wrong.append(f"{one}: {problem}")
        if not (problem["title"] and problem["detail"] and problem["mend"]) or INSIDE.search(one.answer.text):
            wrong.append(f"{one}: {problem}")
        if one.operation is not None and problem["code"] not in one.operation.codes(problem["status"]):
            wrong.append(f"{one}: {problem['code']} is not in the document")
    assert wrong == []


_MEMBERS = set(PROBLEM_SCHEMAS["Problem"]["required"])


def _base(house: House, matrix: Matrix) -> str:
    return f"{house.urls[matrix.service]}/v1"


async def test_check_05_the_type_of_a_problem_resolves(house: House, matrix: Matrix) -> None:
    """The address in `type` answers with the page of that problem, in both languages."""
    types = {one.answer.json()["type"] for one in matrix.problems() if one.answer.content}
    assert len(types) >= 8
    for type_ in types:
        page = await house.http.get(type_)
        assert page.status_code == 200 and page.json()["type"] == type_
        assert page.json()["title"]["nl"] and page.json()["title"]["en"]


async def test_check_05_a_fault_of_ours_tells_nothing(
    house: House, settled: Tenant, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 500 is a problem like the others: version, headers, no word of what went wrong."""

    async def broken() -> Any:
        raise RuntimeError("select bsn from citizens")

    monkeypatch.setattr(meta, "READY_SECONDS", 0)
    monkeypatch.setattr(house.services[service], "health", broken)
    answer = await house.http.get(f"{house.urls[service]}/v1/health/ready")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (500, "internal-error")
    assert problem.keys() == _MEMBERS and not INSIDE.search(answer.text)
    assert answer.headers["API-Version"] and answer.headers["Cache-Control"] == "no-store"


async def test_check_06_every_fault_of_a_body_at_once(
    settled: Tenant, all_operations: list[Operation]
) -> None:
    """Each property of an example made wrong, and one that does not exist: 400 with a fault for every one of them."""
    asker = Asker(settled, all_operations[0].service)
    await asker.prepare()
    asked = 0
    for one in all_operations:
        if not one.is_json:
            continue
        broken = {
            name: "fout" if isinstance(value, dict | list) else {"fout": 1}
            for name, value in one.example.items()
        }
        headers = {"Idempotency-Key": "sleutel-6", "If-Match": "*"}
        answer = await asker.send(
            one.method, one.address(), asker.token_for(one), headers, json=broken | {"bestaatNiet": 1}
        )
        assert answer.status_code == 400, f"{one}: {answer.text}"
        faults = answer.json()["errors"]
        assert all(fault[part] for fault in faults for part in ("in", "location", "code", "detail"))
        found = {fault["location"].split("/")[1] for fault in faults if fault["in"] == "body"}
        assert found >= {*broken, "bestaatNiet"}, f"{one}: {answer.text}"
        asked += 1
    assert asked >= 3


async def test_check_06_every_fault_of_a_query_at_once(
    settled: Tenant, all_operations: list[Operation]
) -> None:
    """Every typed parameter of a list made wrong: 400 with a fault for every one of them."""
    asker = Asker(settled, all_operations[0].service)
    await asker.prepare()
    asked = 0
    for one in all_operations:
        typed = [
            each["name"]
            for each in one.parameters
            if each["in"] == "query" and _is_typed(one, each["schema"])
        ]
        if one.method != "GET" or one.scope is None or not typed:
            continue
        answer = await asker.send(
            "GET", one.address(), asker.token_for(one), params=dict.fromkeys(typed, "~\x00")
        )
        assert answer.status_code == 400, f"{one}: {answer.text}"
        assert {fault["location"] for fault in answer.json()["errors"] if fault["in"] == "query"} >= set(
            typed
        ), str(one)
        asked += 1
    assert asked >= 3


def _is_typed(one: Operation, schema: Document) -> bool:
    """Whether a schema refuses some texts: it has a format, a pattern, a range or a list."""
    schema = resolved(one.document, schema)
    kinds = [resolved(one.document, each) for each in schema.get("anyOf", [schema])]
    return any(each.keys() & {"format", "pattern", "enum", "minimum", "maximum"} for each in kinds)


async def test_check_06_no_text_breaks_a_service(settled: Tenant, all_operations: list[Operation]) -> None:
    """Characters that a database cannot store (NUL, half a surrogate pair) are the client's fault, never a 500 or 422."""
    asker = Asker(settled, all_operations[0].service)
    await asker.prepare()
    wrong = []
    for one in all_operations:
        if one.is_json:
            for name, value in one.example.items():
                if isinstance(value, str):
                    wrong += [each async for each in _odd_texts(asker, one, name)]
        for each in one.parameters:
            if each["in"] == "query" and one.method == "GET" and one.scope is not None:
                answer = await asker.send(
                    "GET", one.address(), asker.token_for(one), params={each["name"]: "a\x00b"}
                )
                if answer.status_code not in (400, 404):
                    wrong.append(f"{one} {each['name']}: {answer.text}")
    assert wrong == []


async def _odd_texts(asker: Asker, one: Operation, name: str) -> Any:
    for odd in ('"a\\u0000b"', '"a\\ud800b"'):
        parts = [f'"{key}": {odd if key == name else _dump(value)}' for key, value in one.example.items()]
        headers = {"Idempotency-Key": "sleutel-6", "If-Match": "*", "Content-Type": "application/json"}
        body = ("{" + ", ".join(parts) + "}").encode()
        answer = await asker.send(one.method, one.address(), asker.token_for(one), headers, content=body)
        if answer.status_code != 400:
            yield f"{one} {name}: {answer.text}"


def _dump(value: Any) -> str:
    import json

    return json.dumps(value)


async def test_check_07_an_address_ends_without_a_slash(
    settled: Tenant, document: Document, service: str
) -> None:
    """With a slash at its end no address is there: 404 for every method, and no redirect."""
    asker = Asker(settled, service)
    await asker.prepare()
    for path, methods in [
        *document["paths"].items(),
        ("/graphql", ["post"]),
        ("/openapi.json", ["get"]),
        ("/docs", ["get"]),
    ]:
        address = Operation(service, document, path, "", {}).address()
        for method in methods:
            answer = await asker.send(method.upper(), f"{address}/", asker.tokens["all"])
            assert (answer.status_code, answer.headers.get("Location")) == (404, None), f"{method} {path}/"


async def test_check_08_names_are_written_as_agreed(
    document: Document, all_operations: list[Operation]
) -> None:
    """Paths in kebab-case, query keys and JSON properties in camelCase, schemas in PascalCase."""
    assert [path for path in document["paths"] if not KEBAB.fullmatch(path)] == []
    assert [name for name in document["components"]["schemas"] if not PASCAL.fullmatch(name)] == []
    queries = {name for one in all_operations for name in one.names("query")}
    assert [name for name in queries if not CAMEL.fullmatch(name)] == []
    named = [(trail, name) for trail, schema in schemas(document) for name in schema.get("properties", {})]
    assert [one for one in named if not CAMEL.fullmatch(one[1])] == [] and len(named) > 50


# The names of Logboek Dataverwerkingen and NEN 7513 are theirs.
LOGGED = ("dpl.", "nen7513.", "service.")


async def test_check_08_answers_are_written_as_agreed(
    house_lives: tuple[Life, Life], all_operations: list[Operation]
) -> None:
    """Every key of every answer is in camelCase."""
    read = await crawl(house_lives[0], all_operations)
    wrong = {
        f"{one.operation}: {key}"
        for one in read
        if one.answer.headers["Content-Type"] == "application/json"
        for key, _ in pairs(one.answer.json())
        if not CAMEL.fullmatch(key) and not key.startswith(LOGGED)
    }
    assert wrong == set() and len(read) >= 12


def pairs(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, at every depth."""
    if isinstance(node, list):
        for one in node:
            yield from pairs(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key, value
            yield from pairs(value)


async def test_check_10_a_method_that_is_not_there(
    settled: Tenant, document: Document, service: str, matrix: Matrix
) -> None:
    """405 with an Allow that lists exactly what the address knows, with HEAD beside GET; OPTIONS says the same."""
    asker = Asker(settled, service)
    await asker.prepare()
    paths = document["paths"] | {"/graphql": {"post": {}}}
    for path, methods in paths.items():
        known = {method.upper() for method in methods}
        allowed = known | {"OPTIONS"} | ({"HEAD"} if "GET" in known else set())
        address = Operation(service, document, path, "", {}).address()
        for method in [one for one in ("HEAD", "TRACE", *EVERY_METHOD) if one not in allowed]:
            answer = await asker.send(method, address, asker.tokens["all"])
            assert answer.status_code == 405, f"{method} {path}"
            assert set(answer.headers["Allow"].split(", ")) == allowed, f"{method} {path}"
        options = await asker.send("OPTIONS", address, None)
        assert (options.status_code, set(options.headers["Allow"].split(", "))) == (204, allowed), path
    assert all(one.answer.status_code == 405 for one in matrix.of("no such method"))


async def test_check_10_head_is_get_without_a_body(
    house_lives: tuple[Life, Life], all_operations: list[Operation]
) -> None:
    """HEAD has the headers of GET, its length and its version too, on everything that can be read."""
    life, changing = house_lives[0], {"traceparent", "x-request-id", "date", "transfer-encoding", "ratelimit"}
    asker = Asker(life.tenant, all_operations[0].service)
    await asker.prepare()
    for one in await crawl(life, all_operations):
        headed = await asker.send("HEAD", one.path, asker.token_for(one.operation))
        assert (headed.status_code, headed.content) == (one.answer.status_code, b""), one.path
        given, got = (
            {n: v for n, v in each.headers.items() if n not in changing} for each in (headed, one.answer)
        )
        # A feed goes on while it is read; reading what was read of a person is one more line.
        if not re.search(r"/events|/processing-log|/data-subjects|/dossier", one.path):
            assert given == got, one.path


async def test_check_12_days_and_instants(
    house_lives: tuple[Life, Life], document: Document, all_operations: list[Operation]
) -> None:
    """A day is a date, an instant ends in Z: in the document and in every answer."""
    for trail, schema in schemas(document):
        for name, each in schema.get("properties", {}).items():
            if "string" in resolved(document, each).get("type", ()):
                format_ = resolved(document, each).get("format")
                # A quarter from which is no day.
                day = re.search(r"(Date|On|Day|Until|(?<!quarter)(?<!reference)From|today)$", name)
                assert format_ == "date" or day is None, f"{trail} {name}"
                assert format_ == "date-time" or not re.search(r"(At|Time|^time)$", name), f"{trail} {name}"
    instants = 0
    for one in await crawl(house_lives[0], all_operations):
        for found in re.findall(r'"(\d{4}-\d\d-\d\dT[^"]*)"', one.answer.text):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", found), f"{one.path}: {found}"
            instants += 1
    assert instants > 0


async def test_check_12_a_day_is_written_as_a_day(settled: Tenant, all_operations: list[Operation]) -> None:
    """A day with a time, in digits alone or as a number of seconds is refused, in a query and in a body."""
    asker = Asker(settled, all_operations[0].service)
    await asker.prepare()
    asked = 0
    for one in all_operations:
        days = [
            each["name"]
            for each in one.parameters
            if each["in"] == "query" and "date" in _formats(one, each["schema"])
        ]
        for name in days:
            for odd in ("20260101", "1767225600", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z"):
                answer = await asker.send("GET", one.address(), asker.token_for(one), params={name: odd})
                assert answer.status_code == 400, f"{one} {name} {odd}: {answer.text}"
                codes = {each["code"] for each in answer.json()["errors"] if each["location"].endswith(name)}
                assert (answer.status_code, codes) == (400, {"date.format"}), f"{one} {odd}"
                asked += 1
        schema = resolved(one.document, one.content["application/json"]["schema"]) if one.is_json else {}
        for name, each in schema.get("properties", {}).items():
            for odd in (
                ("2026-01-01T00:00:00", "20260101", 1767225600) if "date" in _formats(one, each) else ()
            ):
                answer = await asker.send(
                    one.method, one.address(), asker.token_for(one),
                    {"Idempotency-Key": "sleutel-12", "If-Match": "*"}, json=one.example | {name: odd},
                )  # fmt: skip
                assert (answer.status_code, answer.json().get("errors", [{}])[0].get("code")) == (
                    400,
                    "date.format",
                ), f"{one} {name} {odd}"
                asked += 1
    assert asked >= 3


def _formats(one: Operation, schema: Document) -> set[str]:
    schema = resolved(one.document, schema)
    return {each.get("format", "") for each in schema.get("anyOf", [schema])}


async def test_check_12_no_operation_takes_an_instant(all_operations: list[Operation]) -> None:
    """What people give is a day; only the processing log and the closing moment of a procurement are instants (F-30)."""
    timed = ("/processing-log", "/procurements")
    for one in (each for each in all_operations if not each.path.startswith(timed)):
        given = [each["schema"] for each in one.parameters]
        given += [resolved(one.document, content["schema"]) for content in one.content.values()]
        for schema in given:
            inside = [schema, *schema.get("properties", {}).values()]
            assert not [each for each in inside if "date-time" in _formats(one, each)], str(one)


async def test_check_13_no_address_asks_what_is_sensitive(all_operations: list[Operation]) -> None:
    """No path and no query parameter is named after a person's number, name or day of birth."""
    asked = {name for one in all_operations for name in one.names("path") | one.names("query")}
    assert [name for name in asked if SENSITIVE.search(name)] == []
    assert [one.path for one in all_operations if SENSITIVE.search(one.path)] == []


async def test_check_15_security_headers_on_every_answer(matrix: Matrix, house: House, service: str) -> None:
    """Not stored, not framed, not sniffed, only over TLS: on answers, problems and pages alike."""
    pages = [
        await house.http.get(f"{house.urls[service]}/v1/{page}")
        for page in ("docs", "graphql/explorer", "openapi.json")
    ]
    for answer in [*(one.answer for one in matrix.all), *pages]:
        where = f"{answer.request.method} {answer.request.url} {answer.status_code}"
        assert answer.headers["Cache-Control"] == "no-store", where
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], where
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000"), where
        assert answer.headers["X-Content-Type-Options"] == "nosniff", where
        assert answer.headers["X-Frame-Options"] == "DENY", where
        assert answer.status_code == 204 or answer.headers["Content-Type"], where
        assert not {"server", "x-powered-by"} & answer.headers.keys(), where


async def test_check_16_other_origins_by_list(house: House, service: str) -> None:
    """An origin on the list is named in the answer and may ask beforehand; another gets nothing; no origin is trusted with *."""
    known, unknown = {"Origin": "https://portaal.example.org"}, {"Origin": "https://elders.example.org"}
    app = make_app(
        service,
        house.databases[service],
        house.urls,
        house.issuer,
        house.issuer_folder,
        cors_origins=(known["Origin"],),
    )
    first = next(path for path in app.paths.whole if app.paths.whole[path].keys() == {"GET", "POST"})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service/v1") as client:
        for path, status in (("/version", 200), (first, 401), ("/bestaat-niet", 404)):
            allowed, refused = await client.get(path, headers=known), await client.get(path, headers=unknown)
            assert (allowed.status_code, refused.status_code) == (status, status)
            assert allowed.headers["Access-Control-Allow-Origin"] == known["Origin"]
            assert "API-Version" in allowed.headers["Access-Control-Expose-Headers"]
            assert "Access-Control-Allow-Origin" not in refused.headers
            assert allowed.headers["Vary"] == refused.headers["Vary"] == "Origin"
        asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        before = await client.options(first, headers=known | asks)
        assert before.status_code == 204 and "POST" in before.headers["Access-Control-Allow-Methods"]
        allowed = before.headers["Access-Control-Allow-Headers"].split(", ")
        assert {"Authorization", "Bedoeling-On-Behalf-Of", "If-Match", "Idempotency-Key"} <= set(allowed)
        other = await client.options(first, headers=unknown | asks)
        assert not [name for name in other.headers if name.startswith("access-control")]
    by_default = await house.http.get(f"{house.urls[service]}/v1/version", headers=known)
    assert "Access-Control-Allow-Origin" not in by_default.headers


async def test_check_17_only_what_is_read_and_written_here(
    matrix: Matrix, settled: Tenant, service: str
) -> None:
    """Another media type in Accept is 406, in Content-Type 415; ranges and weights of Accept count."""
    assert {one.answer.status_code for one in matrix.of("unknown media in Accept")} == {406}
    assert {one.answer.status_code for one in matrix.of("other media")} == {415}
    asker = Asker(settled, service)
    await asker.prepare()
    for accept, status in {
        "*/*": 200, "application/*": 200, "text/html, application/json;q=0.1": 200, "application/json;q=0": 406,
        "text/html": 406, "application/json;q=0, */*": 406,
    }.items():  # fmt: skip
        answer = await asker.send("GET", "/events", asker.tokens["all"], {"Accept": accept})
        assert answer.status_code == status, accept
