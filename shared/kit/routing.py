"""A feature's routes: FastAPI's router with the house's keywords, which say scope, answer and problems."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import cache
from typing import Any, Required, TypedDict, TypeVar, Unpack

from fastapi import APIRouter, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Cookie, Form, Header, Path
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel
from starlette.responses import JSONResponse

from shared.errors import Problem
from shared.kit.handling import Handle, handler_of

JSON = "application/json"
DEFAULT_BODY_LIMIT = 1_000_000
Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Deprecation:
    """An operation on its way out: since when, until when it answers, and what to use instead (RFC 9745, RFC 8594)."""

    since: date
    sunset: date
    instead: str

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """`Deprecation` (seconds since 1970), `Sunset` (an HTTP date) and the address that explains it."""
        since, sunset = (datetime.combine(day, time(), UTC) for day in (self.since, self.sunset))
        return (
            (b"deprecation", f"@{int(since.timestamp())}".encode()),
            (b"sunset", format_datetime(sunset, usegmt=True).encode()),
            (b"link", f'<{self.instead}>; rel="deprecation"'.encode()),
        )


class Options(TypedDict, total=False):
    """The keywords of `Router.get`, `post`, `put`, `patch` and `delete`.

    `scope` None opens the route to everyone, or with `token` to every valid token; `answer` documents the body, which the handler writes itself, and `page`
    says that it is a page of them; `safe` is a POST that changes nothing and takes no key, or a PATCH that
    says itself what it follows upon (Upload-Offset); `if_match` False makes the
    version optional on PATCH, PUT and DELETE; `stream` says that the handler reads the body itself (its `example` is a text by media type); `media` are the
    media types that it writes, `consumes` those that it reads; `body_limit` is in bytes; `deprecated` says until when it
    answers.
    """

    scope: Required[str | None]
    token: bool
    summary: Required[str]
    description: str
    answer: type[BaseModel] | None
    page: bool
    status: int
    problems: Sequence[type[Problem]]
    example: Any
    safe: bool
    if_match: bool
    dry_run: bool
    stream: bool
    media: tuple[str, ...]
    consumes: tuple[str, ...]
    body_limit: int
    deprecated: Deprecation
    hidden: bool


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation of the API: where it is, what it takes and answers, and what can go wrong."""

    method: str
    path: str
    route: APIRoute
    scope: str | None
    answer: type[BaseModel] | None
    problems: tuple[type[Problem], ...]
    example: Any
    page: bool
    safe: bool
    keyed: bool
    if_match: bool
    dry_run: bool
    stream: bool
    media: tuple[str, ...]
    consumes: tuple[str, ...]
    body_limit: int
    queries: frozenset[str]
    handle: Handle
    item: str | None = None
    token: bool = False
    deprecation: Deprecation | None = None

    def location(self, identity: object) -> str | None:
        """Where one thing that this operation answers can be read: the GET of its model by id."""
        return None if self.item is None else f"/v1{self.item.rpartition('/')[0]}/{identity}"

    @property
    def counted(self) -> bool:
        """Whether it counts against the quota of an address: what needs no token, but for the probes of a supervisor."""
        return not self.token and not self.path.startswith("/health/")

    @property
    def acts(self) -> bool:
        """Whether it changes something that was there before, so that its version can be named (If-Match)."""
        creates = self.method == "POST" and (self.route.status_code != 200 or "{" not in self.path)
        return self.method != "GET" and not self.safe and not creates

    @property
    def operation_id(self) -> str:
        """The operation's name in the OpenAPI document."""
        return str(self.route.operation_id)


class Router(APIRouter):
    """The routes of one feature: `router = Router(prefix="/retentions", tags=["retentions"])`."""

    def __init__(self, prefix: str = "", tags: Sequence[str] = ()) -> None:
        super().__init__(prefix=prefix, tags=list(tags), redirect_slashes=False)
        self.endpoints: list[Endpoint] = []

    def get(self, path: str, **options: Unpack[Options]) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Read; HEAD comes with it."""
        return self._add("GET", path, options)

    def post(self, path: str, **options: Unpack[Options]) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Create or act; takes an Idempotency-Key unless `safe`."""
        return self._add("POST", path, options)

    def put(self, path: str, **options: Unpack[Options]) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Replace; demands If-Match unless `if_match=False` (an upsert by reference)."""
        return self._add("PUT", path, options)

    def patch(self, path: str, **options: Unpack[Options]) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Change in part; demands If-Match and an Idempotency-Key."""
        return self._add("PATCH", path, options)

    def delete(self, path: str, **options: Unpack[Options]) -> Callable[[Handler], Handler]:  # type: ignore[override]
        """Remove; demands If-Match."""
        return self._add("DELETE", path, options)

    def _add(self, method: str, path: str, options: Options) -> Callable[[Handler], Handler]:
        def decorate(handler: Handler) -> Handler:
            answer, page = options.get("answer"), options.get("page", False)
            description = options.get("description", "")
            self.add_api_route(
                path,
                handler,
                methods=[method],
                response_model=page_model(answer) if answer and page else answer,
                response_class=Response if answer is None else JsonBody,
                status_code=options.get("status", 200),
                summary=options["summary"],
                description=description or options["summary"],
                operation_id=to_camel(handler.__name__),
                deprecated=True if "deprecated" in options else None,
                include_in_schema=not options.get("hidden", False),
            )
            route = self.routes[-1]
            assert isinstance(route, APIRoute)
            self.endpoints.append(_endpoint(method, route, options))
            return handler

        return decorate


_ITEM = re.compile(r"(/[a-z-]+)+/\{\w+\}")


def with_items(endpoints: Sequence[Endpoint]) -> list[Endpoint]:
    """The endpoints, each knowing where one of what it answers can be read."""
    items = {
        one.answer: one.path
        for one in endpoints
        if one.method == "GET" and not one.page and one.answer is not None and _ITEM.fullmatch(one.path)
    }
    return [replace(one, item=items.get(one.answer) if one.answer else None) for one in endpoints]


class JsonBody(JSONResponse):
    """Tells the document that the body is JSON; the handler writes it itself."""

    media_type = JSON


def _endpoint(method: str, route: APIRoute, options: Options) -> Endpoint:
    safe = options.get("safe", False)
    assert not safe or method in ("POST", "PATCH"), "only a POST or a PATCH needs to say that it is safe"
    is_form = route.body_field is not None and isinstance(route.body_field.field_info, Form)
    merge = ("application/merge-patch+json",) if method == "PATCH" else ()
    form = ("multipart/form-data", "application/x-www-form-urlencoded")
    fields = get_flat_params(route.dependant)
    queries = {one.alias for one in fields if not isinstance(one.field_info, Path | Header | Cookie)}
    return Endpoint(
        method=method,
        path=route.path,
        route=route,
        scope=options["scope"],
        answer=options.get("answer"),
        problems=tuple(options.get("problems", ())),
        example=options.get("example"),
        page=options.get("page", False),
        safe=safe,
        keyed=method in ("POST", "PATCH") and not safe,
        if_match=options.get("if_match", method in ("PUT", "PATCH", "DELETE")),
        dry_run=options.get("dry_run", False),
        stream=options.get("stream", False) or is_form,
        media=options.get("media", (JSON,)),
        consumes=options.get("consumes", form if is_form else (JSON, *merge)),
        body_limit=options.get("body_limit", DEFAULT_BODY_LIMIT),
        queries=frozenset(queries | ({"dryRun"} if method != "GET" else set())),
        handle=handler_of(route),
        token=options["scope"] is not None or options.get("token", False),
        deprecation=options.get("deprecated"),
    )


@cache
def page_model(item: type[BaseModel]) -> type[BaseModel]:
    """The documented model of a page: `{"items": […], "next": cursor or null}`."""
    return create_model(
        f"{item.__name__}Page",
        __config__=ConfigDict(alias_generator=to_camel),
        items=(list[item], Field(description="De bladzijde (page), in vaste volgorde.")),  # type: ignore[valid-type]
        next=(str | None, Field(description="De cursor van de volgende bladzijde; null aan het eind.")),
    )
