"""The short way to a handler answers as FastAPI's own way does, whatever is sent."""

import importlib
import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import httpx
import pytest
from fastapi import Depends, FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from deploy.settings import SERVICES
from shared.kit.call import Call
from shared.kit.handling import fastapis_way, handler_of


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Thing(BaseModel):
    name: str = Field(min_length=1, max_length=5)
    day: date | None = None
    numbers: list[int] = []


async def limit_of(request: Request, limit: Annotated[int, Query(ge=1, le=9)] = 5) -> tuple[str, int]:
    return request.method, limit


async def twice(first: Annotated[tuple[str, int], Depends(limit_of)]) -> int:
    return first[1] * 2


async def act(
    request: Request,
    identity: UUID,
    thing: Thing,
    first: Annotated[tuple[str, int], Depends(limit_of)],
    second: Annotated[int, Depends(twice)],
    state: State | None = None,
    kind: Annotated[Literal["a", "b"], Query(alias="theKind")] = "a",
    since: date | None = None,
    exact: bool = False,
    x_mark: Annotated[str | None, Header()] = None,
) -> Response:
    seen = [request.url.path, identity, thing.model_dump(), first, second, state, kind, since, exact, x_mark]
    return Response(json.dumps(seen, default=str), media_type="application/json")


async def listed(names: Annotated[list[str], Query()]) -> Response:
    return Response(json.dumps(names))


async def valued(limit: int) -> dict[str, int]:
    return {"limit": limit}


API = FastAPI()
for _path, _function in (("/things/{identity}", act), ("/lists", listed), ("/values", valued)):
    API.add_api_route(_path, _function, methods=["POST"], response_model=None)
ROUTES = {route.path: route for route in API.routes if isinstance(route, APIRoute)}
ONE = "/things/0190163d-8694-739b-aea5-966c26f8ad91"
GOOD = b'{"name": "five", "day": "2026-01-01", "numbers": [1, "2"]}'


def served(path: str, *, short: bool) -> Any:
    """The route's application, with errors told as they were raised."""
    route = ROUTES[path]
    handle = handler_of(route) if short else fastapis_way(route)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope["call"] = Call(scope, None)
        found = route.path_regex.match(scope["path"])
        assert found
        scope["path_params"] = found.groupdict()
        try:
            await handle(scope, receive, send)
        except RequestValidationError as error:
            told = json.dumps([error.errors(), error.body], default=str)
            await Response(told, 400)(scope, receive, send)
        except HTTPException as error:
            await Response(str(error.detail), error.status_code)(scope, receive, send)

    return app


async def both(path: str, url: str, **more: Any) -> tuple[tuple[int, bytes], tuple[int, bytes]]:
    """What the short way and FastAPI answer to the same request."""
    found = []
    for short in (True, False):
        transport = httpx.ASGITransport(served(path, short=short))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
            answer = await http.post(url, **more)
            found.append((answer.status_code, answer.content))
    return found[0], found[1]


JSON = {"content-type": "application/json"}
REQUESTS: list[tuple[str, dict[str, Any], int]] = [
    (ONE, {"content": GOOD, "headers": JSON}, 200),
    (
        f"{ONE}?limit=3&state=closed&theKind=b&since=2026-02-03&exact=true",
        {"content": GOOD, "headers": JSON},
        200,
    ),
    (f"{ONE}?limit=3&limit=4", {"content": GOOD, "headers": JSON}, 200),
    (ONE, {"content": GOOD, "headers": {**JSON, "x-mark": "m"}}, 200),
    (ONE, {"content": GOOD, "headers": {"content-type": "application/merge-patch+json"}}, 200),
    (ONE, {"content": b'{"name": "five", "name": "six"}', "headers": JSON}, 200),
    (ONE, {"content": GOOD, "headers": {"content-type": "text/plain"}}, 400),
    (ONE, {"content": GOOD}, 400),
    (ONE, {"content": b"", "headers": JSON}, 400),
    (ONE, {"content": b"null", "headers": JSON}, 400),
    (ONE, {"content": b"[]", "headers": JSON}, 400),
    (ONE, {"content": b"{", "headers": JSON}, 400),
    (ONE, {"content": b'{"name": ""}', "headers": JSON}, 400),
    (ONE, {"content": b'{"day": "x", "numbers": {}}', "headers": JSON}, 400),
    (f"{ONE}?limit=0", {"content": GOOD, "headers": JSON}, 400),
    (f"{ONE}?limit=&since=", {"content": GOOD, "headers": JSON}, 400),
    (f"{ONE}?state=gone&theKind=c&since=soon&exact=7", {"content": b"{}", "headers": JSON}, 400),
    ("/things/seven?limit=10", {"content": b'{"name": 7}', "headers": JSON}, 400),
]


@pytest.mark.parametrize(("url", "more", "status"), REQUESTS)
async def test_both_ways_answer_alike(url: str, more: dict[str, Any], status: int) -> None:
    """Good and bad paths, queries, headers and bodies: the same status, answer and errors, all at once."""
    ours, theirs = await both("/things/{identity}", url, **more)
    assert ours == theirs
    assert ours[0] == status


@given(
    body=st.binary(max_size=40) | st.sampled_from([GOOD, GOOD[:-1]]),
    query=st.text(alphabet="=&limtexac%7", max_size=20),
)
async def test_no_request_is_answered_otherwise(body: bytes, query: str) -> None:
    """Whatever the bytes, both ways agree."""
    ours, theirs = await both("/things/{identity}", f"{ONE}?{query}", content=body, headers=JSON)
    assert ours == theirs


@pytest.mark.parametrize("url", ["/lists?names=a&names=b", "/lists", "/values?limit=3", "/values?limit=x"])
async def test_what_is_unusual_goes_fastapis_way(url: str) -> None:
    """A list in the query and a handler that returns a plain value are FastAPI's to do."""
    path = url.partition("?")[0]
    assert handler_of(ROUTES[path]).__qualname__.startswith("fastapis_way")
    ours, theirs = await both(path, url)
    assert ours == theirs


@pytest.mark.parametrize("service", SERVICES)
async def test_every_route_of_a_service_has_the_short_way(service: str) -> None:
    """No route of the house pays for FastAPI's machinery."""
    module = importlib.import_module(f"services.{service}.app")
    settings = importlib.import_module(f"services.{service}.settings").Settings(
        service, issuers=("http://127.0.0.1:9",)
    )
    endpoints = module.create_app(settings).endpoints
    assert endpoints
    slow = [
        f"{one.method} {one.path}" for one in endpoints if one.handle.__qualname__.startswith("fastapis_way")
    ]
    # A list in a query is FastAPI's to read; a sibling asks it once for a dossier.
    assert [one for one in slow if one != "GET /data-subjects/{citizen_id}"] == []
