"""The HTTP front of a service: a request becomes a Context, a value becomes an answer, routers become an application."""

import hmac
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from shared.errors import FieldError, Text
from shared.kit import meta
from shared.kit.authorising import act_for
from shared.kit.call import CURRENT, Call, expected_version, idempotency_key
from shared.kit.context import Context, Retry
from shared.kit.disclosing import shown, shown_all
from shared.kit.failures import problem_answer, replayed_answer
from shared.kit.graphql.registered import Operations
from shared.kit.graphql.view import graphql_route
from shared.kit.openapi import Info, document
from shared.kit.pages import DEFAULT_LIMIT, MAX_LIMIT, Page, next_link
from shared.kit.problems import KeyMissing, PreconditionRequired, RequestInvalid
from shared.kit.routing import JSON, Endpoint, Router, with_items
from shared.kit.surface import Surface, authenticate, query_names
from shared.kit.wire import encode, encode_page
from shared.values import is_oin

__all__ = [
    "DEFAULT_LIMIT",
    "Ctx",
    "Cursor",
    "Endpoint",
    "Info",
    "Limit",
    "Router",
    "Surface",
    "answer",
    "context_of",
    "create_app",
    "document",
    "page_answer",
    "problem_answer",
    "replayed_answer",
]

_PRINCIPAL = Text("Geef een OIN van 20 cijfers.", "Give an OIN of 20 digits.")
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Ten hoogste zoveel op een bladzijde (page).")]
Cursor = Annotated[
    str | None, Query(max_length=1000, description="De cursor uit `next` van de vorige bladzijde.")
]


async def context_of(request: Request) -> Context:
    """The Context of a request: token, trace, language, idempotency key, version and dry run.

    Raises the problems of the token, KeyMissing, PreconditionRequired, PreconditionFailed and RequestInvalid.
    """
    call: Call = request.scope["call"]
    if call.context is not None:
        return call.context
    actor = call.actor or await authenticate(call)
    principal = call.headers.get(b"bedoeling-on-behalf-of")
    if principal is not None:
        named = principal.decode("latin-1")
        if not is_oin(named):
            raise RequestInvalid.of_header("Bedoeling-On-Behalf-Of", _PRINCIPAL)
        actor = call.actor = await act_for(call.service, actor, named)
    endpoint = call.endpoint
    dry_run = bool(call.query) and call.method not in ("GET", "HEAD") and wants_dry_run(call)
    version = None
    match = call.headers.get(b"if-match")
    if match is not None:
        version = expected_version(match)
    elif endpoint is not None and endpoint.if_match:
        raise PreconditionRequired()
    retry = None
    if dry_run and call.headers.get(b"idempotency-key"):
        idempotency_key(call.headers[b"idempotency-key"])  # it counts for nothing here, and must still be one
    if call.method in ("POST", "PATCH") and not dry_run and not (endpoint is not None and endpoint.safe):
        retry = await _retry_of(request, call, endpoint)
    call.context = Context(
        service=call.service,
        actor=actor,
        language=call.language,
        trace_id=call.trace_id,
        span_id=call.span_id,
        parent_span_id=call.parent_span_id,
        fsc_transaction_id=call.fsc_transaction_id,
        retry=retry,
        expected_version=version,
        must_exist=match is not None and call.method == "PUT",
        dry_run=dry_run,
    )
    return call.context


Ctx = Annotated[Context, Depends(context_of)]


def wants_dry_run(call: Call) -> bool:
    """`dryRun=true` or `false`, however it is encoded; anything else is refused, so that no typo writes."""
    query_names(call)
    values = [value for name, value in call.parameters if name == "dryRun"] or ["false"]
    if values not in (["true"], ["false"]):
        detail = Text("Gebruik true of false, één keer.", "Use true or false, once.")
        raise RequestInvalid(errors=(FieldError("dryRun", "boolean.type", detail, "query"),))
    return values == ["true"]


async def _retry_of(request: Request, call: Call, endpoint: Endpoint | None) -> Retry | None:
    header = call.headers.get(b"idempotency-key")
    if header is None:
        if endpoint is not None and endpoint.keyed:
            raise KeyMissing()
        return None
    if endpoint is not None and endpoint.stream:
        # The handler reads the body itself: its announced digest, length and type stand for it.
        names = (b"content-digest", b"repr-digest", b"content-length", b"content-type")
        body = b"\x00".join(call.headers.get(name, b"") for name in names)
    else:
        body = await request.body()
    method_path = f"{call.method} {call.path}"
    message = b"\x00".join((method_path.encode(), call.query, body))
    return Retry(idempotency_key(header), method_path, hmac.digest(call.service.secret, message, "sha256"))


def answer(
    ctx: Context, model: type[BaseModel], value: Any, status: int = 200, location: str | None = None
) -> Response:
    """One value as `model` describes it, with its version as ETag; 304 when the reader already has it.

    What was made (201) says where it is: at the GET of its model, unless `location` says otherwise.
    """
    headers: dict[str, str] = {}
    version = getattr(value, "version", None)
    call = CURRENT.get(None)
    if status == 201 and location is None and call is not None and call.endpoint is not None:
        location = call.endpoint.location(getattr(value, "id", ""))
    if version is not None:
        tag = f'"{version}"'
        headers["ETag"] = tag
        if (
            call is not None
            and call.method in ("GET", "HEAD")
            and call.headers.get(b"if-none-match") == tag.encode()
        ):
            return Response(status_code=304, headers=headers)
    if location is not None:
        headers["Location"] = location
    return Response(encode(model, shown(ctx.actor, model, value)), status, headers, JSON)


def page_answer(ctx: Context, model: type[BaseModel], page: Page[Any]) -> Response:
    """A page as `{"items": […], "next": …}`, with `Link: <…>; rel="next"` when there is more."""
    headers: dict[str, str] = {}
    if page.next is not None:
        call = CURRENT.get()
        base = ctx.service.settings.base_url.rstrip("/")
        headers["Link"] = next_link(base + call.path, call.query.decode("latin-1"), page.next)
    items = shown_all(ctx.actor, model, page.items)
    return Response(encode_page(model, items, page.next), 200, headers, JSON)


def create_app(
    service: Any,
    routers: Sequence[Router],
    graphql_schema: Any = None,
    *,
    graphql: ASGIApp | None = None,
    info: Info | None = None,
    lifespan: Callable[[Any], Any] | None = None,
) -> Surface:
    """The whole HTTP surface of a service below `/v1`.

    `service` has name, version, secret, verifier, settings (environment, cors_origins, base_url), health() and, when it
    notes refusals, security_log(). `graphql_schema` answers `/v1/graphql` and is shown by its explorer;
    `graphql` replaces the answering application.
    `lifespan` starts and stops the application; None uses the service's start() and stop() when it has them.
    """
    api = FastAPI(
        title=service.name,
        version=service.version,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=lifespan or _lifespan_of(service),
    )
    mounts: dict[str, ASGIApp] = {}
    own = [meta.router]
    if graphql_schema is not None:
        mounts["/graphql"] = graphql or _graph(service, graphql_schema)
        own.append(meta.graphql_router)
    endpoints: list[Endpoint] = []
    for router in (*routers, *own):
        # Not include_router: FastAPI's included routers are walked at every request (recipes § 3).
        api.router.routes.extend(router.routes)
        endpoints.extend(router.endpoints)
    endpoints = with_items(endpoints)
    names = Counter(one.operation_id for one in endpoints)
    twice = [name for name, count in names.items() if count > 1]
    assert not twice, f"operation ids must differ: {twice}"
    surface = Surface(service, api, info or Info.of(service), endpoints, mounts)
    api.state.surface, api.state.graphql_schema = surface, graphql_schema
    return surface


def _graph(service: Any, schema: Any) -> ASGIApp:
    registered = getattr(service.settings, "graphql_operations", None)
    strict = getattr(service.settings, "graphql_strict", False)
    return graphql_route(schema, context_of, operations=Operations(registered, strict=strict)).app


def _lifespan_of(service: Any) -> Callable[[Any], Any]:
    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        if hasattr(service, "start"):
            await service.start()
        try:
            yield
        finally:
            if hasattr(service, "stop"):
                await service.stop()

    return lifespan
