"""How the local issuer reads a request and words a refusal (RFC 6749 § 3.2, § 5.2)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse

from deploy.issuer_assertions import OAuthError
from shared.kit.token_problems import TokenProblem

LONGEST_BODY = 65_536
NO_STORE = {"Cache-Control": "no-store"}


async def read_body(request: Request, media_type: str) -> bytes:
    """The body, of this media type. Raises OAuthError: 415, or 413 beyond 64 kB."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise OAuthError("invalid_request", f"the body must be {media_type}", 415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise OAuthError("invalid_request", f"the body is longer than {LONGEST_BODY} bytes", 413)
    return body


async def read_form(request: Request) -> dict[str, str]:
    """The form's parameters; one that comes twice is refused (RFC 6749 § 3.2). Raises OAuthError."""
    body = await read_body(request, "application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=32, errors="strict")
    except ValueError as error:
        raise OAuthError("invalid_request", "the form cannot be read") from error
    form = dict(pairs)
    if len(form) != len(pairs):
        raise OAuthError("invalid_request", "a parameter comes twice")
    return form


async def read_json(request: Request) -> dict[str, Any]:
    """The body as a JSON object. Raises OAuthError."""
    body = await read_body(request, "application/json")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OAuthError("invalid_request", "the body is no JSON") from error
    if not isinstance(found, dict):
        raise OAuthError("invalid_request", "the body must be a JSON object")
    return found


def texts_of(body: dict[str, Any], name: str) -> tuple[str, ...]:
    """A list of strings in a body, each once. Raises OAuthError."""
    found = body.get(name)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise OAuthError("invalid_client_metadata", f"{name}: a list of strings")
    return tuple(dict.fromkeys(found))


def text_of(body: dict[str, Any], name: str) -> str | None:
    """A string in a body, None when it is not there. Raises OAuthError."""
    found = body.get(name)
    if found is not None and not isinstance(found, str):
        raise OAuthError("invalid_client_metadata", f"{name}: a string")
    return found


async def answer_oauth_error(request: Request, error: Exception) -> JSONResponse:
    """The refusal as OAuth words it."""
    assert isinstance(error, OAuthError)
    headers = dict(NO_STORE)
    if error.status == 401 and "authorization" in request.headers:
        headers["WWW-Authenticate"] = "Bearer"  # RFC 6749 § 5.2 asks for one when the header was tried
    answer = {"error": error.error, "error_description": error.description}
    return JSONResponse(answer, error.status, headers=headers)


async def answer_token_problem(request: Request, problem: Exception) -> JSONResponse:
    """A refused access token, with its challenge (RFC 6750 § 3)."""
    assert isinstance(problem, TokenProblem)
    headers = {**NO_STORE, "WWW-Authenticate": problem.challenge.format_map(problem.facts)}
    answer = {"error": problem.code, "error_description": problem.detail.render("en", problem.facts)}
    return JSONResponse(answer, problem.status, headers=headers)
