"""The short way from a request to its handler: FastAPI describes a route, a plan made once from that description runs it.

FastAPI's own machinery costs as much as a whole write (docs/benchmarks.md). The plan knows what routes here are made of:
coroutine dependencies, scalar parameters, one JSON body. Whatever else a route has, and every value that does not fit,
goes FastAPI's own way, which names the error.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.params import Body, Form
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from shared.kit.call import Call, media_type
from shared.kit.receiving import read_json

_MISFIT = object()
_CONSTANTS = (NoneType, str, int, float, bool, Enum)
Handle = Callable[[Scope, Receive, Send], Awaitable[None]]


class _Unplanned(Exception):  # noqa: N818  (a finding, not an error)
    """This route has something that only FastAPI can do."""


@dataclass(frozen=True, slots=True)
class _Parameter:
    """One scalar of the path, the query or the headers."""

    name: str
    alias: str
    required: bool
    default: Any
    validate: Callable[..., tuple[Any, list[Any]]]

    def read(self, sent: Mapping[str, Any]) -> Any:
        """Its value, or `_MISFIT`."""
        value = sent.get(self.alias)
        if value is None:
            return _MISFIT if self.required else self.default
        found, errors = self.validate(value)
        return _MISFIT if errors else found


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the arguments of one function are found."""

    call: Callable[..., Awaitable[Any]]
    request: str | None
    dependencies: tuple[tuple[str | None, _Plan], ...]
    path: tuple[_Parameter, ...]
    query: tuple[_Parameter, ...]
    headers: tuple[_Parameter, ...]

    async def arguments(self, request: Request, call: Call, done: dict[Any, Any]) -> dict[str, Any] | None:
        """The arguments by name, or None when a value does not fit; `done` keeps what dependencies returned."""
        found: dict[str, Any] = {}
        for name, plan in self.dependencies:
            value = done.get(plan.call, _MISFIT)
            if value is _MISFIT:
                given = await plan.arguments(request, call, done)
                if given is None:
                    return None
                value = done[plan.call] = await plan.call(**given)
            if name is not None:
                found[name] = value
        if self.path and not _read(self.path, request.path_params, found):
            return None
        if self.query and not _read(self.query, dict(call.parameters), found):  # sent twice: the last counts
            return None
        if self.headers and not _read(self.headers, request.headers, found):
            return None
        if self.request is not None:
            found[self.request] = request
        return found


def _read(parameters: tuple[_Parameter, ...], sent: Mapping[str, Any], found: dict[str, Any]) -> bool:
    """Add the values of the parameters to what was found; False when one does not fit."""
    for one in parameters:
        value = one.read(sent)
        if value is _MISFIT:
            return False
        found[one.name] = value
    return True


def handler_of(route: APIRoute) -> Handle:
    """The application of a route: its plan where it has one, with FastAPI's own application for all that does not fit."""
    slow = fastapis_way(route)
    try:
        plan, body = _plan(route.dependant), _body(route)
        if not _writes_itself(route.endpoint):
            return slow
    except _Unplanned:
        return slow

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        sent: Any = None
        if body is not None:
            sent = await _json_of(request)
            if sent is _MISFIT:
                return await slow(scope, _again(request), send)
        found = await plan.arguments(request, scope["call"], {})
        if found is not None and body is not None:
            found[body.name], errors = body.validate(sent, {}, loc=("body",))
            if errors:
                found = None
        if found is None:
            return await slow(scope, receive if body is None else _again(request), send)
        response: Response = await plan.call(**found)
        await response(scope, receive, send)
        return None

    return handle


def fastapis_way(route: APIRoute) -> Handle:
    """FastAPI's own application of a route; what it raises comes back to the caller."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        # Failures come back to the surface, the one place that answers them, instead of to FastAPI's handlers.
        scope["starlette.exception_handlers"] = ({}, {})
        async with AsyncExitStack() as stack:
            scope["fastapi_middleware_astack"] = stack
            await route.app(scope, receive, send)

    return handle


async def _json_of(request: Request) -> Any:
    """The body as JSON; `_MISFIT` when it is empty, announced as something else, or broken."""
    body = await request.body()
    call: Call = request.scope["call"]
    kind = media_type(call.headers.get(b"content-type"))
    if not body or not (
        kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
    ):
        return _MISFIT
    try:
        return read_json(body)
    except ValueError:  # FastAPI's reader of JSON then has its say
        return _MISFIT


def _again(request: Request) -> Receive:
    """Receive a body that was read already, once more."""

    async def receive() -> Message:
        return {"type": "http.request", "body": await request.body(), "more_body": False}

    return receive


def _writes_itself(endpoint: Callable[..., Any]) -> bool:
    """Whether a handler returns a whole response."""
    returned = get_type_hints(endpoint).get("return")
    return isinstance(returned, type) and issubclass(returned, Response)


def _body(route: APIRoute) -> ModelField | None:
    """The one body that is no form and not embedded in an object, if there is any."""
    fields = route.dependant.body_params
    if not fields:
        if route.body_field is not None:
            raise _Unplanned
        return None
    info = fields[0].field_info
    if (
        route.body_field is not fields[0]
        or not isinstance(info, Body)
        or isinstance(info, Form)
        or not info.is_required()
    ):
        raise _Unplanned
    return fields[0]


def _plan(dependant: Dependant) -> _Plan:
    unknown = (
        dependant.cookie_params,
        dependant.websocket_param_name,
        dependant.http_connection_param_name,
        dependant.response_param_name,
        dependant.background_tasks_param_name,
        dependant.security_scopes_param_name,
        dependant.own_oauth_scopes,
        dependant.parent_oauth_scopes,
        dependant.concurrency,
    )
    call = dependant.call
    if any(unknown) or call is None or not dependant.use_cache or not inspect.iscoroutinefunction(call):
        raise _Unplanned
    if any(one.body_params for one in dependant.dependencies):
        raise _Unplanned
    return _Plan(
        call,
        dependant.request_param_name,
        tuple((one.name, _plan(one)) for one in dependant.dependencies),
        _parameters(dependant.path_params),
        _parameters(dependant.query_params),
        _parameters(dependant.header_params),
    )


def _parameters(fields: Sequence[ModelField]) -> tuple[_Parameter, ...]:
    return tuple(_parameter(field) for field in fields)


def _parameter(field: ModelField) -> _Parameter:
    info = field.field_info
    required = info.is_required()
    default = None if required else field.get_default()
    if not _scalar(info.annotation) or field.config is not None or info.validate_default:
        raise _Unplanned
    if not isinstance(info.validation_alias, str | None) or not isinstance(default, _CONSTANTS):
        raise _Unplanned
    return _Parameter(field.name, field.validation_alias or field.alias, required, default, field.validate)


def _scalar(annotation: Any) -> bool:
    """Whether a value travels as one text: no list, no model, no JSON in it."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _scalar(inside[0])
    if origin in (Union, UnionType):
        return all(_scalar(one) for one in inside)
    if origin is Literal:
        return True
    if not isinstance(annotation, type):
        return False
    return issubclass(annotation, str) or not issubclass(
        annotation, BaseModel | list | tuple | set | frozenset | dict | bytes
    )
