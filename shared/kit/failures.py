"""From what was raised to what a client reads: every failure is a problem, and no fault of ours says why."""

import logging
import traceback
from typing import Any
from urllib.parse import quote

import msgspec
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from shared.clients.base import Unreachable
from shared.errors import FieldError, NotAllowed, Problem, Refused, Text
from shared.kit.call import Call
from shared.kit.context import Context, Replayed
from shared.kit.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    InternalError,
    MethodNotAllowed,
    RequestInvalid,
    RouteNotFound,
    SiblingAway,
    UnsupportedMediaType,
    headers_of,
    problem_body,
    status_of,
)
from shared.kit.receiving import BodyOver, BodyTooSlow
from shared.values import mask_bsn

log = logging.getLogger("bedoeling.http")
_UNREADABLE = FieldError(
    "#", "body.unreadable", Text("De inhoud is niet te lezen.", "The body cannot be read.")
)


async def answer_failure(call: Call, error: Exception) -> Response:
    """The answer to a failure: the stored answer for a repeated key, else a problem; a refusal is noted."""
    if isinstance(error, Replayed):
        return replayed_answer(call, error)
    problem = problem_of(error)
    if isinstance(problem, InternalError):
        _log_fault(call, error)
    elif isinstance(problem, Refused | NotAllowed):
        await _note_refusal(call, problem)
    return problem_answer(call, problem)


def problem_of(error: Exception) -> Problem:
    """What the client reads: its own problem, the framework's errors as ours, and InternalError for all else."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        return RequestInvalid.of(error.errors(), error.body)
    if isinstance(error, HTTPException):
        return _of_framework(error)
    if isinstance(error, Unreachable):
        return SiblingAway()
    if isinstance(error, ClientDisconnect):
        return RequestInvalid(errors=(_UNREADABLE,))
    return InternalError()


def _of_framework(error: HTTPException) -> Problem:
    match error.status_code:
        case 400:
            return RequestInvalid(errors=(_UNREADABLE,))
        case 404:
            return RouteNotFound()
        case 405:
            return MethodNotAllowed((error.headers or {}).get("Allow", "").split(", "))
        case 408:
            return BodyTooSlow()
        case 413:
            return BodyTooLarge(limit=error.limit) if isinstance(error, BodyOver) else BodyTooLarge()
        case 415:
            return UnsupportedMediaType()
        case _:
            return InternalError()


def problem_answer(call: Call, problem: Problem, **more: Any) -> Response:
    """A problem as application/problem+json in the reader's language; `more` are extension members."""
    status = status_of(problem)
    base = call.service.settings.base_url
    body = problem_body(problem, call.language, status, _reference(call.path), call.trace_id, base) | more
    headers = {**headers_of(problem), "Content-Language": call.language}
    return Response(msgspec.json.encode(body, enc_hook=str), status, headers, MEDIA_TYPE)


def _reference(path: str) -> str:
    """A path as a URI reference may write it: whoever asked sent it percent-encoded too (RFC 9457 § 3.1.5)."""
    return quote(path, safe="/:@!$&'()*+,;=")


def replayed_answer(call: Call, replayed: Replayed) -> Response:
    """The answer that this key got before, from the stored version."""
    found = replayed.answer
    headers = {"Idempotent-Replayed": "true", "ETag": f'"{found.version}"'}
    if found.status in (201, 202) and call.endpoint is not None:
        location = call.endpoint.location(found.subject)
        headers |= {"Location": location} if location is not None else {}
    return Response(found.body, found.status, headers, "application/json")


async def _note_refusal(call: Call, problem: Problem) -> None:
    note = getattr(call.service, "security_log", None)
    if note is None:
        return
    ctx = call.context
    if ctx is None and call.actor is not None:
        ctx = Context(call.service, call.actor, call.language, call.trace_id, call.span_id)
    try:
        await note(ctx, f"{call.method} {mask_bsn(call.path)}", problem, status_of(problem), call.trace_id)
    except Exception as error:
        # The refusal stands, whether or not it could be noted.
        _log_fault(call, error)


def _log_fault(call: Call, error: BaseException) -> None:
    """Where it went wrong, under the trace id; in production without the message, which may quote personal data."""
    quiet = call.service.settings.environment == "production"
    told: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        kind = f"{type(cause).__module__}.{type(cause).__qualname__}" + ("" if quiet else f": {cause}")
        told = [*traceback.format_tb(cause.__traceback__), f"{kind}\n", *told]
        cause = cause.__cause__
    log.error(
        "fault in %s %s, trace %s\n%s",
        call.method,
        _route(call),
        call.trace_id,
        mask_bsn("".join(told).rstrip()),
    )


def _route(call: Call) -> str:
    return call.endpoint.path if call.endpoint is not None else "(no route)"
