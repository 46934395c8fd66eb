"""The HTTP front: what holds for every answer, how a Context is made, and how failures are told."""

import asyncio
import logging
import statistics
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import Request
from starlette.responses import Response, StreamingResponse

from shared.kit import meta
from shared.kit.call import accepts, expected_version, idempotency_key, language_of
from shared.kit.http import Ctx, Router, context_of, create_app
from shared.kit.problems import PreconditionFailed, RequestInvalid
from shared.kit.surface import Surface
from tests.shared.kit.http_app import EXAMPLE, Instalment, SmallService, browser, small_app

ONE, TWO = (f"/instalments/{UUID(int=number)}" for number in (1, 2))
KEY = {"Idempotency-Key": "0198f0c2-6f1e-7c3a-9a0b-5d2e8c1f4a77"}
JSON_BODY: dict[str, Any] = {"json": EXAMPLE, "headers": KEY}

# Every kind of answer: method, address, request, token, status, code of the problem.
ANSWERS: list[tuple[str, str, dict[str, Any], str | None, int, str | None]] = [
    ("GET", "/instalments", {}, "good", 200, None),
    ("HEAD", ONE, {}, "good", 200, None),
    ("OPTIONS", ONE, {}, "good", 204, None),
    ("POST", "/instalments", JSON_BODY, "good", 201, None),
    ("GET", "/instalments?limit=101", {}, "good", 400, "request-invalid"),
    ("GET", "/instalments?dueDateFom=2026-01-01", {}, "good", 400, "request-invalid"),
    ("GET", "/instalments?cursor=abc", {}, "good", 400, "cursor-invalid"),
    ("GET", "/instalments/seven", {}, "good", 400, "request-invalid"),
    ("POST", "/instalments", {"json": EXAMPLE}, "good", 400, "idempotency-key-missing"),
    ("GET", "/instalments", {}, None, 401, "token-missing"),
    ("GET", "/instalments", {}, "forged", 401, "token-invalid"),
    ("GET", "/instalments?access_token=good", {}, None, 401, "token-in-query"),
    ("POST", "/instalments", {"content": b"{", "headers": {"Content-Type": "application/json"}}, None, 401, "token-missing"),
    ("POST", "/instalments", JSON_BODY, "reader", 403, "scope-missing"),
    ("GET", f"/instalments/{UUID(int=7)}", {}, "good", 404, "test-instalment-not-found"),
    ("GET", "/nothing", {}, "good", 404, "not-found"),
    ("GET", "/", {}, "good", 404, "not-found"),
    ("GET", "", {}, "good", 404, "not-found"),
    ("PUT", "/instalments", {}, "good", 405, "method-not-allowed"),
    ("TRACE", ONE, {}, "good", 405, "method-not-allowed"),
    ("GET", "/instalments/_search", {}, "good", 405, "method-not-allowed"),
    ("GET", "/instalments", {"headers": {"Accept": "application/xml"}}, "good", 406, "not-acceptable"),
    ("PATCH", TWO, {"json": EXAMPLE, "headers": {**KEY, "If-Match": '"2"'}}, "good", 409, "test-instalment-paid"),
    ("PATCH", ONE, {"json": EXAMPLE, "headers": {**KEY, "If-Match": '"7"'}}, "good", 412, "if-match-outdated"),
    ("POST", "/instalments", {"content": b"x" * 1_000_001, "headers": {**KEY, "Content-Type": "application/json"}}, "good", 413, "body-too-large"),
    ("POST", "/instalments", {"content": b"<x/>", "headers": {**KEY, "Content-Type": "text/xml"}}, "good", 415, "unsupported-media-type"),
    ("PATCH", ONE, JSON_BODY, "good", 428, "if-match-missing"),
    ("GET", "/broken", {}, "good", 500, "internal-error"),
]  # fmt: skip


@pytest.fixture
async def app() -> Surface:
    """A small application of its own for each test."""
    return small_app()


@pytest.fixture
async def http(app: Surface) -> AsyncIterator[httpx.AsyncClient]:
    """A client that may do everything."""
    async with browser(app) as client:
        yield client


@pytest.mark.parametrize(("method", "path", "request_", "token", "status", "code"), ANSWERS)
async def test_every_answer(
    app: Surface,
    method: str,
    path: str,
    request_: dict[str, Any],
    token: str | None,
    status: int,
    code: str | None,
) -> None:
    """Each kind of answer has its status, the version, the security headers and, if a problem, the whole of one."""
    async with browser(app, token) as client:
        answer = await client.request(method, path, **request_)
    assert answer.status_code == status, answer.text
    assert answer.headers["API-Version"] == "0.1.0"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    if code is not None:
        problem = answer.json()
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert (problem["status"], problem["code"]) == (status, code)
        assert problem["title"] and problem["detail"] and problem["mend"]
        assert problem["instance"] == answer.request.url.path
        assert problem["type"] == f"https://settlement.example.org/v1/problem-types/{code}"
        assert problem["traceId"] == answer.headers["traceparent"].split("-")[1]


async def test_a_trailing_slash_is_not_there(app: Surface, http: httpx.AsyncClient) -> None:
    """Every address with a slash at its end gives 404 and no redirect."""
    for endpoint in app.endpoints:
        path = endpoint.path.replace("{instalment_id}", str(UUID(int=1))).replace("{code}", "not-found")
        answer = await http.request(endpoint.method, f"{path}/")
        assert (answer.status_code, answer.headers.get("Location")) == (404, None), path


async def test_allow_says_what_an_address_knows(http: httpx.AsyncClient) -> None:
    """405 and OPTIONS list all methods of an address, also when they stand in different routes."""
    assert (await http.put("/instalments")).headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert (await http.options(ONE)).headers["Allow"] == "GET, HEAD, OPTIONS, PATCH"


async def test_head_is_get_without_body(http: httpx.AsyncClient) -> None:
    """HEAD gives the headers of GET, length and ETag included, and no body."""
    got, headed = await http.get(ONE), await http.head(ONE)
    changing = {"traceparent", "x-request-id"}
    assert {k: v for k, v in got.headers.items() if k not in changing} == {
        k: v for k, v in headed.headers.items() if k not in changing
    }
    assert (got.headers["ETag"], headed.content, int(headed.headers["Content-Length"])) == (
        '"1"',
        b"",
        len(got.content),
    )


async def test_all_faults_are_in_one_answer(http: httpx.AsyncClient) -> None:
    """A body with three faults gets three, with JSON Pointers, and 400 rather than 422."""
    body = {"amountCents": 0, "dueDate": "31-01-2026", "bsn": "999900006"}
    answer = await http.post("/instalments", json=body, headers={**KEY, "Accept-Language": "en-GB, nl;q=0.5"})
    problem = answer.json()
    assert (answer.status_code, problem["title"]) == (400, "The request is invalid")
    assert [(one["in"], one["location"], one["code"]) for one in problem["errors"]] == [
        ("body", "#/amountCents", "number.minimum"),
        ("body", "#/dueDate", "date.format"),
        ("body", "#/bsn", "unknown"),
    ]
    assert "999900006" not in answer.text
    faults = (await http.get("/instalments?limit=x&dueDateFrom=y")).json()["errors"]
    assert [(one["in"], one["location"]) for one in faults] == [("query", "limit"), ("query", "dueDateFrom")]


@pytest.mark.parametrize("body", [b"", b"{", b"[1,", b"\xff\xfe", b'"x"', b"[" * 100_000])
async def test_no_body_breaks_the_service(http: httpx.AsyncClient, body: bytes) -> None:
    """An empty, broken, wrongly encoded or absurdly deep body is the client's fault."""
    answer = await http.post(
        "/instalments", content=body, headers={**KEY, "Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "request-invalid")


async def test_a_repeated_key_gets_the_stored_answer(http: httpx.AsyncClient) -> None:
    """The second request with a key gets the first answer, and says so."""
    first = await http.post("/instalments", **JSON_BODY)
    again = await http.post("/instalments", **JSON_BODY)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    for name in ("ETag", "Location", "Content-Type"):
        assert again.headers[name] == first.headers[name]


async def test_a_reader_who_has_the_version_gets_304(http: httpx.AsyncClient) -> None:
    """If-None-Match with the current ETag gives 304 and no body."""
    answer = await http.get(ONE, headers={"If-None-Match": '"1"'})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", '"1"')
    assert (await http.get(ONE, headers={"If-None-Match": '"2"'})).status_code == 200


async def test_pages_link_to_the_next(app: Surface, http: httpx.AsyncClient) -> None:
    """Following `next` or the Link header gives every row once; the cursor of another client is refused."""
    seen: list[str] = []
    answer = await http.get("/instalments?limit=3&dueDateFrom=2026-01-01")
    seen += [row["id"] for row in answer.json()["items"]]
    link = answer.headers["Link"]
    assert link.startswith(
        "<https://settlement.example.org/v1/instalments?limit=3&dueDateFrom=2026-01-01&cursor="
    )
    assert link.endswith('>; rel="next"')
    query = link[1:].split(">")[0].split("?")[1]
    last = await http.get(f"/instalments?{query}")
    seen += [row["id"] for row in last.json()["items"]]
    assert seen == [str(UUID(int=number)) for number in range(1, 5)]
    assert last.json()["next"] is None and "Link" not in last.headers
    async with browser(app, "reader") as other:
        assert (await other.get(f"/instalments?{query}")).json()["code"] == "cursor-invalid"


async def test_a_dry_run_takes_no_key_and_no_typo(http: httpx.AsyncClient) -> None:
    """`dryRun=true` reaches the operation without a key; another value is refused."""
    assert (await http.post("/instalments?dryRun=true", json=EXAMPLE)).status_code == 200
    assert (await http.post("/instalments?dryRun=false", json=EXAMPLE)).json()[
        "code"
    ] == "idempotency-key-missing"
    for query in ("dry%52un=true", "dryRun=%74rue", "%64ryRun=%74%72ue"):
        assert (await http.post(f"/instalments?{query}", json=EXAMPLE)).status_code == 200, query
    for query in ("dryRun=yes", "dryRun=", "dryRun=true&dryRun=false", "dryRun=true&dry%52un=false"):
        answer = await http.post(f"/instalments?{query}", **JSON_BODY)
        assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, "dryRun")


async def test_a_safe_post_takes_no_key(http: httpx.AsyncClient) -> None:
    """A search by POST needs no key, and one sent along makes no retry."""
    assert (await http.post("/instalments/_search", json=EXAMPLE)).status_code == 200
    assert (await http.post("/instalments/_search", **JSON_BODY)).status_code == 200


async def test_the_retry_binds_key_to_request() -> None:
    """The input hash follows method, path, query and body, and needs the service's secret."""
    hashes: list[bytes] = []
    echo = Router(prefix="/echo")

    @echo.post("/{name}", scope="settlement:write", summary="Echo")
    async def repeat(ctx: Ctx, name: str) -> Response:
        assert ctx.retry is not None
        hashes.append(ctx.retry.input_hash)
        return Response(ctx.retry.method_path + " " + ctx.retry.key)

    for secret in (b"a" * 32, b"b" * 32):
        async with browser(create_app(SmallService(secret=secret), [echo])) as client:
            for path, body in (("/echo/x", b"1"), ("/echo/x", b"1"), ("/echo/x", b"2"), ("/echo/y", b"1")):
                answer = await client.post(path, content=body, headers={"Idempotency-Key": '"k\\"1"'})
                assert answer.text == f'POST /v1{path} k"1'
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 6


async def test_a_file_is_read_as_it_comes(http: httpx.AsyncClient) -> None:
    """A streaming route gets the body itself, larger than elsewhere, and its own limit holds without a length."""
    headers = {**KEY, "Content-Type": "application/x-ndjson"}

    async def lines(count: int) -> AsyncIterator[bytes]:
        for _ in range(count):
            yield b"x" * 99_999 + b"\n"

    taken = await http.post("/instalments/uploads", content=lines(15), headers=headers)
    assert (taken.status_code, taken.text) == (202, "15")
    refused = await http.post("/instalments/uploads", content=lines(25), headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (413, "body-too-large")


async def test_a_body_of_unknown_length_has_a_limit(http: httpx.AsyncClient) -> None:
    """The limit of a JSON body holds when it comes in chunks."""

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b" " * 100_000

    headers = {**KEY, "Content-Type": "application/json"}
    refused = await http.post("/instalments", content=chunks(), headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (413, "body-too-large")
    assert refused.json()["detail"] == "Dit adres neemt ten hoogste 1000000 bytes."


async def test_the_trace_goes_through(http: httpx.AsyncClient) -> None:
    """A traceparent is continued with a span of our own, a bad one is replaced; X-Request-Id comes back."""
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    sent = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01", "X-Request-Id": "abc-1"}
    answer = await http.get(ONE, headers=sent)
    version, found, span, _ = answer.headers["traceparent"].split("-")
    assert (version, found, answer.headers["X-Request-Id"]) == ("00", trace, "abc-1")
    assert span != "00f067aa0ba902b7"
    for bad in ("x", f"00-{'0' * 32}-00f067aa0ba902b7-01", f"00-{trace.upper()}-00f067aa0ba902b7-01"):
        answer = await http.get(ONE, headers={"traceparent": bad, "X-Request-Id": "a b"})
        made = answer.headers["traceparent"].split("-")[1]
        assert made not in bad and len(made) == 32
        assert answer.headers["X-Request-Id"] == made


async def test_a_fault_of_ours_tells_nothing(
    http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """A 500 has no trace of the cause; the log has the place under the trace id, in production without the message."""
    with caplog.at_level(logging.ERROR, "bedoeling.http"):
        answer = await http.get("/broken")
    for word in ("999900006", "select", "RuntimeError", "Traceback", ".py"):
        assert word not in answer.text
    assert answer.json()["traceId"] in caplog.text
    assert "read_broken" in caplog.text and "RuntimeError" in caplog.text
    assert "999900006" not in caplog.text


async def test_refusals_are_noted() -> None:
    """A refused or denied attempt reaches the security log, with the actor when known; other problems do not."""
    service = SmallService()
    app = small_app(service)
    async with browser(app) as client, browser(app, "reader") as reader, browser(app, None) as stranger:
        await client.patch(TWO, json=EXAMPLE, headers={**KEY, "If-Match": '"2"'})
        await reader.post("/instalments", **JSON_BODY)
        await stranger.get(ONE)
        await client.get("/nothing")
        await client.get("/instalments?limit=0")
    assert service.refusals == [
        ("client-a", f"PATCH /v1{TWO}", "test-instalment-paid", 409),
        ("client-b", "POST /v1/instalments", "scope-missing", 403),
        (None, f"GET /v1{ONE}", "token-missing", 401),
    ]


async def test_a_401_names_the_scheme(app: Surface) -> None:
    """A missing token gets WWW-Authenticate; a missing scope names the scope."""
    async with browser(app, None) as stranger, browser(app, "reader") as reader:
        assert (await stranger.get(ONE)).headers["WWW-Authenticate"].startswith("Bearer")
        denied = await reader.post("/instalments", **JSON_BODY)
    assert 'scope="settlement:write"' in denied.headers["WWW-Authenticate"]


async def test_other_origins_by_list_only(http: httpx.AsyncClient) -> None:
    """An origin on the list is echoed, another is not; the OpenAPI document is for every origin."""
    known, unknown = {"Origin": "https://portaal.example.org"}, {"Origin": "https://elders.example.org"}
    assert (await http.get(ONE, headers=known)).headers["Access-Control-Allow-Origin"] == known["Origin"]
    assert "Access-Control-Allow-Origin" not in (await http.get(ONE, headers=unknown)).headers
    asks = {"Access-Control-Request-Method": "PATCH"}
    preflight = await http.options(ONE, headers=known | asks)
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS, PATCH",
    )
    assert "Idempotency-Key" in preflight.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Methods" not in (await http.options(ONE, headers=unknown | asks)).headers
    for path in ("/openapi.json", "/openapi-3.0.json"):
        assert (await http.get(path, headers=unknown)).headers["Access-Control-Allow-Origin"] == "*"


async def test_the_service_tells_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Version and health need no token; a dependency that is down makes the service not ready."""
    monkeypatch.setattr(meta, "READY_SECONDS", 0)
    service = SmallService()
    async with browser(small_app(service), None) as client:
        assert (await client.get("/version")).json()["version"] == "0.1.0"
        assert (await client.get("/health/live")).json()["status"] == "up"
        assert (await client.get("/health/ready")).json() == {
            "status": "up",
            "checks": {"database": {"status": "up"}},
        }
        service.down = True
        answer = await client.get("/health/ready")
        assert (await client.get("/health/live")).status_code == 200
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert answer.json()["checks"]["database"]["status"] == "down"


async def test_every_problem_has_a_page(http: httpx.AsyncClient) -> None:
    """The list has the declared problems and the shared ones, each with its own page in two languages."""
    items = {one["code"]: one for one in (await http.get("/problem-types")).json()["items"]}
    assert items.keys() >= {"test-instalment-paid", "request-invalid", "internal-error", "token-missing"}
    for code, item in items.items():
        page = (await http.get(f"/problem-types/{code}")).json()
        assert page == item and page["example"]["code"] == code
        assert page["title"]["nl"] and page["title"]["en"] and page["mend"]["nl"]
    assert items["test-instalment-paid"]["rule"] == "R-S02"
    assert (await http.get("/problem-types/nothing")).status_code == 404


async def test_the_application_starts_and_stops_the_service() -> None:
    """The life of the application is the life of the service."""
    heard: list[str] = []

    class Living(SmallService):
        async def start(self) -> None:
            heard.append("start")

        async def stop(self) -> None:
            heard.append("stop")

    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        heard.append(message["type"])

    await create_app(Living(), [])({"type": "lifespan", "asgi": {}, "state": {}}, receive, send)
    assert heard == ["start", "lifespan.startup.complete", "stop", "lifespan.shutdown.complete"]


async def test_graphql_is_mounted_with_the_same_context() -> None:
    """GraphQL gets the same Context, its problems the same form, and the explorer shows the schema."""

    async def graph(scope: Any, receive: Any, send: Any) -> None:
        ctx = await context_of(Request(scope, receive))
        shown = f"{ctx.actor.client_id} {ctx.retry.key if ctx.retry else 'no key'}"
        await Response(shown)(scope, receive, send)

    app = create_app(SmallService(), [], "type Query { claims: Int }", graphql=graph)
    async with browser(app) as client, browser(app, None) as stranger:
        assert (await client.post("/graphql", content=b"{}")).text == "client-a no key"
        assert (await client.post("/graphql", content=b"{}", headers=KEY)).text.startswith(
            "client-a 0198f0c2"
        )
        denied = await stranger.post("/graphql", content=b"{}")
        assert (denied.status_code, denied.json()["code"]) == (401, "token-missing")
        assert (await stranger.options("/graphql")).headers["Allow"] == "OPTIONS, POST"
        explorer = await stranger.get("/graphql/explorer", headers={"Accept": "text/html"})
        assert "type Query { claims: Int }" in explorer.text
    async with browser(small_app()) as client:
        assert (await client.get("/graphql/explorer")).status_code == 404


async def test_an_answer_that_began_is_not_answered_again() -> None:
    """A fault after the first byte breaks the connection instead of writing a second answer."""
    half = Router(prefix="/half")

    @half.get("", scope=None, summary="Half")
    async def read_half() -> Response:
        async def words() -> AsyncIterator[bytes]:
            yield b"one"
            raise RuntimeError

        return StreamingResponse(words())

    async with browser(create_app(SmallService(), [half])) as client:
        with pytest.raises(RuntimeError):
            await client.get("/half")


def test_two_operations_cannot_share_a_name() -> None:
    """An operation id belongs to one operation; the application refuses to start otherwise."""
    again = Router(prefix="/again")

    @again.get("", scope=None, summary="Again", answer=Instalment)
    async def get_version(request: Request) -> Response:
        return Response()

    with pytest.raises(AssertionError, match="getVersion"):
        create_app(SmallService(), [again])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "nl"),
        (b"en", "en"),
        (b"en-GB,en;q=0.9", "en"),
        (b"nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        (b"nl;q=0.5, en;q=0.7", "en"),
        (b"de, fr", "nl"),
        (b"*", "nl"),
        (b"en;q=0", "nl"),
        (b"en;q=x", "en"),
    ],
)
def test_language_is_the_readers(header: bytes | None, language: str) -> None:
    """Dutch, unless Accept-Language prefers English."""
    assert language_of(header) == language


@pytest.mark.parametrize(
    ("header", "fits"),
    [
        (None, True),
        (b"*/*", True),
        (b"application/json", True),
        (b"application/*;q=0.1", True),
        (b"text/html, application/json;q=0.5", True),
        (b"text/html", False),
        (b"application/json;q=0", False),
        (b"*/*, application/json;q=0", False),
        (b"text/html, */*;q=0.1", True),
        (b"application/json" + b" " * 300, True),
    ],
)
def test_accept_is_heeded(header: bytes | None, fits: bool) -> None:
    """The most specific part of Accept decides, also in a long header."""
    assert accepts(header, ("application/json",)) is fits


@pytest.mark.parametrize(
    ("header", "key"), [(b"abc", "abc"), (b'"abc"', "abc"), (b' "a b" ', "a b"), (b"a" * 255, "a" * 255)]
)
def test_a_key_is_quoted_or_bare(header: bytes, key: str) -> None:
    """The key may be a structured-field string or bare."""
    assert idempotency_key(header) == key


@pytest.mark.parametrize(
    "header", [b"", b'""', b'"', b"a b", b'"a', b"a" * 256, b'"' + b"a" * 256 + b'"', b"\xc3\xa9"]
)
def test_an_unusable_key_is_refused(header: bytes) -> None:
    """A key is 1 to 255 visible characters."""
    with pytest.raises(RequestInvalid):
        idempotency_key(header)


def test_if_match_is_one_strong_tag() -> None:
    """A version, or any; a tag that no version has is outdated; what is no tag is a fault."""
    assert (expected_version(b'"3"'), expected_version(b"*")) == (3, None)
    for outdated in (b'W/"3"', b'"abc"', b'""', b'"99999999999"'):
        with pytest.raises(PreconditionFailed):
            expected_version(outdated)
    for wrong in (b"3", b'"3", "4"', b""):
        with pytest.raises(RequestInvalid):
            expected_version(wrong)


def _large_app() -> Surface:
    """Twelve features of twelve routes with parameters."""
    routers = []
    for part in range(12):
        router = Router(prefix=f"/part-{part}")
        for place in range(12):

            async def read(item_id: str) -> Response:
                return Response(b"{}", media_type="application/json")

            read.__name__ = f"read_p{part}_i{place}"
            router.get(f"/items-{place}/{{item_id}}", scope=None, summary="x")(read)
        routers.append(router)
    return create_app(SmallService(), routers)


def test_the_last_route_costs_what_the_first_costs() -> None:
    """An empty request on the last of 144 routes takes at most 1.3 times the CPU of one on the first."""
    app = _large_app()

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        assert message.get("status", 200) == 200

    async def cost(path: str) -> float:
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "headers": [(b"host", b"x")],
        }
        began = time.process_time()
        for _ in range(200):
            await app(dict(scope), receive, send)
        return time.process_time() - began

    async def ratios() -> list[float]:
        found = []
        for _ in range(15):
            first = await cost("/v1/part-0/items-0/1")
            found.append(await cost("/v1/part-11/items-11/1") / first)
        return found

    assert statistics.median(asyncio.run(ratios())[1:]) <= 1.3
