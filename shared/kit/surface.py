"""The outermost layer of a service: version, security and CORS headers on every answer, dispatch by path, body limits."""

import inspect
import re
from collections import defaultdict
from collections.abc import Sequence
from re import Pattern
from typing import Any

from fastapi import FastAPI
from starlette.convertors import Convertor
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import FieldError, Text
from shared.kit.auth import ScopeMissing, TokenInQuery, TokenMissing, TokenProblem
from shared.kit.call import CURRENT, Call, accepts, media_type
from shared.kit.failures import answer_failure
from shared.kit.fsc import gate_of, once
from shared.kit.openapi import Info
from shared.kit.problems import (
    BodyTooLarge,
    MethodNotAllowed,
    NotAcceptable,
    RequestInvalid,
    RouteNotFound,
    UnsupportedMediaType,
)
from shared.kit.processing import flush
from shared.kit.rates import Rates
from shared.kit.receiving import arriving, check_head
from shared.kit.routing import Endpoint
from shared.kit.telemetry import RequestLog

PREFIX = "/v1"
EXPOSED = (
    "API-Version, Content-Language, ETag, Fsc-Transaction-Id, Idempotent-Replayed, Link, Location, RateLimit, "
    "RateLimit-Policy, Retry-After, traceparent, X-Request-Id"
)
ALLOWED = (
    "Accept, Accept-Language, Authorization, Bedoeling-On-Behalf-Of, Content-Type, Idempotency-Key, If-Match, "
    "If-None-Match, traceparent"
)
SECURITY_HEADERS = [
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]
MOUNTED = ["OPTIONS", "POST"]
DEFAULTS = {b"cache-control": b"no-store", b"content-security-policy": b"frame-ancestors 'none'"}
_UNKNOWN = Text("Deze parameter bestaat hier niet.", "This parameter does not exist here.")


class Paths:
    """Finds an endpoint by path and method: whole paths in one look-up, others among those with the same first segment.

    FastAPI walks all its routes for each request, which makes the last of 150 cost seven times the first (recipes § 3).
    """

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self.whole: dict[str, dict[str, Endpoint]] = defaultdict(dict)
        shaped: dict[str, dict[str, Endpoint]] = defaultdict(dict)
        for one in endpoints:
            assert not one.path.startswith("/{"), "a path starts with a word: its first segment finds it"
            methods = (shaped if "{" in one.path else self.whole)[one.path]
            assert one.method not in methods, f"two operations for {one.method} {one.path}"
            methods[one.method] = one
        self.parts: dict[str, list[tuple[Pattern[str], dict[str, Convertor[Any]], dict[str, Endpoint]]]] = (
            defaultdict(list)
        )
        # A literal segment goes before a parameter: /contracts/_search is not the contract named _search.
        for path in sorted(shaped, key=lambda path: [part.startswith("{") for part in path.split("/")]):
            pattern, _, convertors = compile_path(path)
            self.parts[path.split("/", 2)[1]].append((pattern, convertors, shaped[path]))

    def find(self, path: str) -> tuple[dict[str, Endpoint], dict[str, Any]]:
        """The methods of a path and its parameters. Raises RouteNotFound."""
        methods = self.whole.get(path)
        if methods is not None:
            return methods, {}
        # A reference may hold slashes, but an address never ends with one (ADR /core/no-trailing-slash).
        shaped = path.startswith("/") and not path.endswith("/")
        for pattern, convertors, methods in self.parts.get(path.split("/", 2)[1] if shaped else "", ()):
            found = pattern.match(path)
            if found:
                return methods, {
                    name: convertors[name].convert(value) for name, value in found.groupdict().items()
                }
        raise RouteNotFound()


class Surface:
    """An ASGI application: the routes of one service below `/v1`, and what holds for every answer.

    `api` is the FastAPI application that describes them; `mounts` are ASGI applications that take POST (`/graphql`).
    """

    def __init__(
        self,
        service: Any,
        api: FastAPI,
        info: Info,
        endpoints: Sequence[Endpoint],
        mounts: dict[str, ASGIApp],
    ) -> None:
        self.service, self.api, self.info = service, api, info
        self.endpoints = tuple(endpoints)
        self.paths = Paths(endpoints)
        self.mounts = mounts
        self.always = [(b"api-version", service.version.encode()), *SECURITY_HEADERS]
        logged = getattr(service.settings, "request_log", False)
        self.requests = RequestLog(service.name, enabled=logged)
        self.origins = frozenset(origin.encode() for origin in service.settings.cors_origins)
        self.fsc = gate_of(service)
        self.rates = Rates.of(service.settings)
        self.body_seconds: float = getattr(service.settings, "body_seconds", 30.0)
        self.stream_seconds: float = getattr(service.settings, "stream_seconds", 600.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the application's life is FastAPI's."""
        if scope["type"] != "http":
            await self.api(scope, receive, send)
            return
        call = Call(scope, self.service)
        call.rates = self.rates
        began = self.requests.begin()
        CURRENT.set(call)
        scope["call"], scope["app"] = call, self.api
        sender = self._sender(call, send)
        try:
            await self._dispatch(call, scope, receive, sender)
        except Exception as error:
            if call.started:
                raise
            response = await answer_failure(call, error)
            await response(scope, receive, sender)
        finally:
            self.requests.end(call, call.status, began)

    def _sender(self, call: Call, send: Send) -> Send:
        headless = call.method == "HEAD"

        async def sender(message: Message) -> None:
            if call.context is not None and call.context.seen.pending:
                # Acknowledged before the first byte leaves; when it fails so does the request (NEN 7513).
                await flush(call.context)
            if message["type"] == "http.response.start":
                call.started, call.status = True, message["status"]
                self._complete(call, message)
            elif headless and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        return sender

    def _complete(self, call: Call, message: Message) -> None:
        """Add to an answer what every answer carries."""
        headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
        present = {name for name, _ in headers}
        headers += self.always
        for name, value in DEFAULTS.items():
            if name not in present:
                headers.append((name, value))
        if call.endpoint is not None and call.endpoint.deprecation is not None:
            headers += call.endpoint.deprecation.headers
        headers.append((b"traceparent", call.traceparent))
        headers.append((b"x-request-id", call.request_id))
        if call.fsc_transaction_id is not None:
            headers.append((b"fsc-transaction-id", call.fsc_transaction_id.encode()))
        if call.rate is not None:
            quota, standing = call.rate
            headers += ((b"ratelimit-policy", quota.policy), (b"ratelimit", quota.header(standing)))
        if self.origins and b"access-control-allow-origin" not in present:
            headers.append((b"vary", b"Origin"))
            origin = call.headers.get(b"origin")
            if origin is not None and origin in self.origins:
                headers.append((b"access-control-allow-origin", origin))
                headers.append((b"access-control-expose-headers", EXPOSED.encode()))
        message["headers"] = headers

    async def _dispatch(self, call: Call, scope: Scope, receive: Receive, send: Send) -> None:
        check_head(call, scope["headers"])
        if len(call.headers) < len(scope["headers"]):
            once(scope["headers"])
        root = scope.get("root_path", "") + PREFIX
        if not call.path.startswith(root):
            raise RouteNotFound()
        path = call.path[len(root) :]
        mounted = self.mounts.get(path)
        if mounted is not None:
            if call.method not in MOUNTED:
                raise MethodNotAllowed(MOUNTED)
            if self.fsc is not None and call.method == "POST":
                await self.fsc.check(call, await authenticate(call))
            answer = self._options(call, MOUNTED) if call.method == "OPTIONS" else mounted
            await answer(scope, arriving(call, receive, seconds=self.body_seconds), send)
            return
        methods, parameters = self.paths.find(path)
        if call.method == "OPTIONS":
            await self._options(call, allowed(methods))(scope, receive, send)
            return
        endpoint = methods.get("GET" if call.method == "HEAD" else call.method)
        if endpoint is None:
            raise MethodNotAllowed(allowed(methods))
        call.endpoint = endpoint
        admit(call, endpoint)
        if endpoint.token:
            actor = await authenticate(call)
            if self.fsc is not None:
                await self.fsc.check(call, actor)
            if endpoint.scope is not None and endpoint.scope not in actor.scopes:
                raise ScopeMissing(scope=str(endpoint.scope))
        elif endpoint.counted:
            self.rates.stranger(call)
        if call.query and not endpoint.queries.issuperset(names := query_names(call)):
            unknown = [name for name in names if name not in endpoint.queries]
            raise RequestInvalid(
                errors=tuple(FieldError(name, "unknown", _UNKNOWN, "query") for name in unknown)
            )
        scope["root_path"], scope["path_params"], scope["route"] = root, parameters, endpoint.route
        scope["endpoint"] = endpoint.route.endpoint
        seconds = self.stream_seconds if endpoint.stream else self.body_seconds
        received = arriving(call, receive, seconds=seconds, limit=endpoint.body_limit)
        await endpoint.handle(scope, received, send)

    def _options(self, call: Call, methods: list[str]) -> Response:
        """What an address knows, also for a browser that asks before another origin's request (CORS preflight)."""
        known = ", ".join(methods)
        headers = {"Allow": known}
        if b"access-control-request-method" in call.headers and call.headers.get(b"origin") in self.origins:
            headers |= {"Access-Control-Allow-Methods": known, "Access-Control-Allow-Headers": ALLOWED}
            headers["Access-Control-Max-Age"] = "600"
        return Response(status_code=204, headers=headers)


def allowed(methods: dict[str, Endpoint]) -> list[str]:
    """The methods of a path for `Allow`: its own, HEAD beside GET, and OPTIONS."""
    return sorted({*methods, *(("HEAD",) if "GET" in methods else ()), "OPTIONS"})


def query_names(call: Call) -> list[str]:
    """The parameter names of the query string. Raises RequestInvalid when it has more than a hundred."""
    try:
        return [name for name, _ in call.parameters]
    except ValueError as error:
        raise RequestInvalid(errors=(FieldError("", "too-many", _UNKNOWN, "query"),)) from error


def admit(call: Call, endpoint: Endpoint) -> None:
    """Refuse before anything is read: NotAcceptable (406), UnsupportedMediaType (415), BodyTooLarge (413)."""
    if not accepts(call.headers.get(b"accept"), endpoint.media):
        raise NotAcceptable(offered=list(endpoint.media))
    length = call.headers.get(b"content-length")
    has_body = length not in (None, b"0") or b"transfer-encoding" in call.headers
    if has_body and (endpoint.route.body_field is not None or endpoint.stream):
        if media_type(call.headers.get(b"content-type")) not in endpoint.consumes:
            raise UnsupportedMediaType(accepted=list(endpoint.consumes))
        if length is not None and re.fullmatch(rb"\d{1,18}", length) and int(length) > endpoint.body_limit:
            raise BodyTooLarge(limit=endpoint.body_limit)


async def authenticate(call: Call) -> Any:
    """The actor of the request's bearer token, once per request, counted against its quota or its address's.

    Raises TokenMissing, TokenInQuery, TokenInvalid, TooManyRequests.
    """
    if call.actor is None:
        try:
            token = _token_of(call)  # before the verifier: who sends none needs none
            actor = call.service.verifier.verify(token)
            call.actor = await actor if inspect.isawaitable(actor) else actor
        except TokenProblem as problem:
            if call.rates is not None and problem.status == 401:
                call.rates.stranger(call)
            raise
        if call.rates is not None:
            call.rates.admit(call, call.actor)
    return call.actor


def _token_of(call: Call) -> str:
    if call.query and "access_token" in query_names(call):
        raise TokenInQuery()
    scheme, _, token = call.headers.get(b"authorization", b"").strip().partition(b" ")
    if scheme.lower() != b"bearer" or not token.strip():
        raise TokenMissing()
    return token.strip().decode("latin-1")
