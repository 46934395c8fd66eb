"""The address of a schema: what comes in, what goes out, and what is refused before anything runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any, cast

import httpx
import pytest
import strawberry
from graphql import GraphQLError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse

from shared.errors import FieldError, Problem, Refused, Text
from shared.kit.auth import Actor, TokenMissing
from shared.kit.context import Context
from shared.kit.graphql import graphql_route, graphql_schema
from shared.kit.graphql.faults import note_refusals
from shared.kit.problems import headers_of, status_of

ACTOR = Actor(
    client_id="tests",
    organisations=("00000099000000000001",),
    scopes=frozenset(),
    end_user=None,
    subject="tests",
    issuer="self",
    token_id="1",
)
PERSONAL = "999900006"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


class Ended(Refused):
    """The contract of this test has ended."""

    code = "test-contract-ended"
    rule = "R-C01"
    title = Text("Het contract is geëindigd", "The contract has ended")
    detail = Text("Contract {name} is geëindigd.", "Contract {name} has ended.")
    mend = Text("Kies een ander contract.", "Choose another contract.")


@strawberry.type
class Query:
    """Ways to succeed and to fail."""

    @strawberry.field
    def hello(self, info: strawberry.Info, name: str = "wereld") -> str:
        """The language and the name."""
        return f"{info.context['context'].language} {name}"

    @strawberry.field
    async def ended(self) -> str | None:
        """A rule refuses."""
        fault = FieldError("#/name", "text.length", Text("Te lang.", "Too long."))
        raise Ended(name="C1", errors=(fault,))

    @strawberry.field
    def broken(self) -> str | None:
        """A fault of ours, with something personal in its sentence."""
        raise KeyError(PERSONAL)

    @strawberry.field
    def small(self) -> int | None:
        """A value that its type cannot write."""
        return 2**40

    @strawberry.field
    def wanted(self, count: int) -> int:
        """A required argument."""
        return count


async def context_of(request: Request) -> Context:
    """Who asks: nobody without a token."""
    if "authorization" not in request.headers:
        raise TokenMissing()
    return Context(
        cast("Any", None), ACTOR, language=request.headers.get("accept-language", "nl"), trace_id=TRACE
    )


async def refuse(request: Request, error: Exception) -> JSONResponse:
    """The application's handler: the status and the code."""
    problem = cast("Problem", error)
    status = status_of(problem)
    return JSONResponse(
        {"code": problem.code, "detail": problem.detail.render("en", problem.facts)},
        status,
        headers_of(problem),
        "application/problem+json",
    )


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client with a token on an application with the one route."""
    app = Starlette(
        routes=[graphql_route(graphql_schema(Query), context_of)], exception_handlers={Problem: refuse}
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://test", headers={"Authorization": "Bearer x"}
    ) as one:
        yield one


async def ask(
    client: httpx.AsyncClient, query: str, language: str = "nl", **variables: Any
) -> dict[str, Any]:
    """A 200 with JSON."""
    answer = await client.post(
        "/v1/graphql", json={"query": query, "variables": variables}, headers={"Accept-Language": language}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    found: dict[str, Any] = answer.json()
    return found


async def test_a_query_is_answered(client: httpx.AsyncClient) -> None:
    """Data only, when nothing went wrong."""
    assert await ask(client, "query($n: String!) { hello(name: $n) }", n="é") == {"data": {"hello": "nl é"}}


@pytest.mark.parametrize(
    ("language", "message", "mend", "fault"),
    [
        ("nl", "Contract C1 is geëindigd.", "Kies een ander contract.", "Te lang."),
        ("en", "Contract C1 has ended.", "Choose another contract.", "Too long."),
    ],
)
async def test_a_problem_speaks_the_readers_language(
    client: httpx.AsyncClient, language: str, message: str, mend: str, fault: str
) -> None:
    """The sentence, code, rule, status, mend and faults are those of REST; other fields are answered."""
    found = await ask(client, "{ ended hello }", language)
    assert found["data"] == {"ended": None, "hello": f"{language} wereld"}
    (error,) = found["errors"]
    assert (error["message"], error["path"]) == (message, ["ended"])
    location = {"in": "body", "location": "#/name", "code": "text.length", "detail": fault, "rule": None}
    assert error["extensions"] == {
        "code": "test-contract-ended",
        "rule": "R-C01",
        "status": 409,
        "mend": mend,
        "errors": [location],
    }


@pytest.mark.parametrize("field", ["broken", "small"])
async def test_a_fault_of_ours_stays_inside(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, field: str
) -> None:
    """The answer has the code and the trace id; the log has the place, without what may be personal."""
    with caplog.at_level(logging.ERROR, "bedoeling.graphql"):
        found = await ask(client, f"{{ {field} }}")
    (error,) = found["errors"]
    assert (error["extensions"]["code"], error["extensions"]["traceId"]) == ("internal-error", TRACE)
    assert PERSONAL not in str(found)
    assert str(2**40) not in str(found)
    (line,) = caplog.messages
    assert f"GraphQL at {field}, trace {TRACE}" in line
    assert PERSONAL not in line


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ hello", {}),
        ("{ nonsense }", {}),
        ("query($n: Int!) { wanted(count: $n) }", {"n": "x"}),
        ("query($n: Int!) { wanted(count: $n) }", {}),
    ],
)
async def test_what_the_engine_refuses_is_the_clients(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, query: str, variables: dict[str, Any]
) -> None:
    """Syntax, fields and variables keep the engine's sentence, and are no fault of ours."""
    found = await ask(client, query, **variables)
    assert [error["extensions"] for error in found["errors"]] == [{"code": "graphql-invalid", "status": 400}]
    assert found["data"] is None
    assert caplog.records == []


async def test_refusals_are_noted_once() -> None:
    """Two fields that meet the same refusal make one line in the security log; other faults make none."""
    noted: list[tuple[Any, ...]] = []

    class Noting:
        async def security_log(self, *what: Any) -> None:
            noted.append(what)

    ctx = Context(cast("Any", Noting()), ACTOR, trace_id=TRACE)
    refused = [GraphQLError("x", path=["a", n], original_error=Ended(name="C1")) for n in range(2)]
    await note_refusals(ctx, [*refused, GraphQLError("y", original_error=KeyError("z"))])
    assert [(one[1], one[2].code, one[3:]) for one in noted] == [
        ("POST /v1/graphql", "test-contract-ended", (409, TRACE))
    ]


async def test_a_limit_is_a_problem_like_any_other(client: httpx.AsyncClient) -> None:
    """With figures, in Dutch."""
    (error,) = (await ask(client, "{ " + " ".join(f"a{n}: hello" for n in range(31)) + " }"))["errors"]
    assert error["message"] == "De zoekvraag heeft 31 aliassen; het maximum is 30."
    assert error["extensions"]["code"] == "graphql-too-many-aliases"


async def test_nesting_that_breaks_the_parser_is_too_deep(client: httpx.AsyncClient) -> None:
    """A document of 900 brackets ends in a refusal, not in a fault of ours."""
    (error,) = (await ask(client, "{ hello(name: " + "[" * 900 + "]" * 900 + ") }"))["errors"]
    assert error["extensions"]["code"] in ("graphql-too-deep", "graphql-invalid")


async def test_nobody_gets_a_401(client: httpx.AsyncClient) -> None:
    """The problem leaves the view and becomes the application's answer."""
    del client.headers["Authorization"]
    answer = await client.post("/v1/graphql", json={"query": "{ hello }"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-missing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_only_post(client: httpx.AsyncClient, method: str) -> None:
    """A query in an address would end up in logs."""
    answer = await client.request(method, "/v1/graphql?query={hello}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("kind", ["text/plain", "application/graphql", "multipart/form-data", None])
async def test_only_json(client: httpx.AsyncClient, kind: str | None) -> None:
    """Also no form: a browser could send one from anywhere."""
    answer = await client.post("/v1/graphql", content=b"{}", headers={"content-type": kind} if kind else {})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"5",
        b"[]",
        b'[{"query": "{ hello }"}]',
        b"{}",
        b'{"query": 5}',
        b'{"query": ""}',
        b'{"query": "{ hello }", "variables": []}',
        b'{"query": "{ hello }", "operationName": 5}',
        b'{"query": "{ hello }", "operationName": "Other"}',
        b'{"query": "fragment A on Query { hello }"}',
    ],
)
async def test_what_is_no_request_is_unreadable(client: httpx.AsyncClient, content: bytes) -> None:
    """JSON that is none, a batch, a query that is missing: 400 with one code."""
    answer = await client.post("/v1/graphql", content=content, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "graphql-unreadable")


async def test_a_body_ends_at_a_hundred_kilobytes(client: httpx.AsyncClient) -> None:
    """Whether its length is announced or not."""
    headers = {"content-type": "application/json"}
    body = b'{"query": "{ hello }", "variables": {"x": "%s"}}'
    fits = await client.post("/v1/graphql", content=body % (b"x" * 99_000), headers=headers)
    assert fits.status_code == 200

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * 10_000
            await asyncio.sleep(0)

    for content in (body % (b"x" * 100_000), pieces()):
        answer = await client.post("/v1/graphql", content=content, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
