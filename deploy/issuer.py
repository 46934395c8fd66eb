"""The local token issuer (autorisatieserver) for `up`, the demo and tests: a small OAuth 2.0 NL GOV server.

It gives client_credentials tokens against private_key_jwt only. Production brings its own issuer: this one
refuses to start there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from joserfc import jwt
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from deploy.issuer_assertions import Assertions, OAuthError
from deploy.issuer_keys import Client, ClientExists, ClientRefused, IssuerState, read_private_key
from deploy.settings import SYSTEM_OIN
from shared.clients.tokens import TokenSource
from shared.kit.auth import Actor, TokenProblem, Verifier, bearer
from shared.kit.clock import machine_time
from shared.values.terms import Scope

AUDIENCE = "bedoeling"
PORT = 8005
TOKEN_SECONDS = 3600
LONGEST_BODY = 65_536
_NO_STORE = {"Cache-Control": "no-store"}


def refuse_production() -> None:
    """End the process with code 2 when BEDOELING_ENVIRONMENT is production: keys here lie open on a disk."""
    if os.environ.get("BEDOELING_ENVIRONMENT", "").strip().lower() == "production":
        print(
            "The local issuer does not run in production (BEDOELING_ENVIRONMENT=production): "
            "name your own authorisation server in BEDOELING_ISSUER instead.",
            file=sys.stderr,
        )
        raise SystemExit(2)


def create_app(
    state_dir: str | Path, issuer_url: str, *, clock: Callable[[], float] = machine_time
) -> Starlette:
    """The issuer as a Starlette app; `issuer_url` is its address, `state_dir` keeps keys and clients.

    Exits with code 2 in production. BEDOELING_SYSTEM_OIN names the organisation of the built-in clients.
    """
    refuse_production()
    system_oin = os.environ.get("BEDOELING_SYSTEM_OIN") or SYSTEM_OIN
    issuer = _Issuer(IssuerState(Path(state_dir), system_oin), issuer_url.rstrip("/"), clock)
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", issuer.metadata),
            Route("/.well-known/oauth-authorization-server", issuer.metadata),
            Route("/jwks.json", issuer.jwks),
            Route("/token", issuer.token, methods=["POST"]),
            Route("/clients", issuer.register, methods=["POST"]),
        ],
        exception_handlers={OAuthError: _render_oauth_error, TokenProblem: _render_token_problem},
    )
    own_keys = httpx.AsyncClient(transport=httpx.ASGITransport(app))
    issuer.verifier = Verifier({issuer.url: f"{issuer.url}/jwks.json"}, AUDIENCE, own_keys, clock=clock)
    return app


def dev_token(
    issuer_url: str,
    state_dir: str | Path,
    client_id: str,
    scope: str | None = None,
    end_user: str | None = None,
    organisation: str | None = None,
) -> str:
    """A token for a built-in client of a running local issuer, for the command line (outside an event loop).

    Raises FileNotFoundError without such a client, IssuerUnavailable, TokenRefused.
    """
    private_key = read_private_key(Path(state_dir), client_id)

    async def ask() -> str:
        source = TokenSource(issuer_url, client_id, private_key, scope, end_user, organisation=organisation)
        try:
            return await source.token()
        finally:
            await source.aclose()

    return asyncio.run(ask())


class _Issuer:
    """The endpoints, with what they share: address, state folder, clock and the assertions that were used."""

    verifier: Verifier

    def __init__(self, state: IssuerState, url: str, clock: Callable[[], float]) -> None:
        self.url = url
        self._state = state
        self._clock = clock
        self._assertions = Assertions(f"{url}/token", clock)

    async def metadata(self, request: Request) -> JSONResponse:
        return JSONResponse(
            {
                "issuer": self.url,
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks.json",
                "grant_types_supported": ["client_credentials"],
                "response_types_supported": [],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
                "token_endpoint_auth_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
                "scopes_supported": [scope.value for scope in Scope],
            }
        )

    async def jwks(self, request: Request) -> JSONResponse:
        return JSONResponse(self._state.public_keys())

    async def token(self, request: Request) -> JSONResponse:
        form = await _form(request)
        if "client_secret" in form or "authorization" in request.headers:
            raise OAuthError("invalid_client", "a client_secret is refused: use private_key_jwt", 401)
        if form.get("grant_type") != "client_credentials":
            raise OAuthError("unsupported_grant_type", "only client_credentials")
        client = self._assertions.authenticate(form, self._state.clients)
        scopes = form["scope"].split() if "scope" in form else list(client.scopes)
        if not scopes or not set(scopes) <= set(client.scopes):
            raise OAuthError("invalid_scope", f"this client may have: {' '.join(client.scopes)}")
        organisations = [form["organisation"]] if "organisation" in form else list(client.organisations)
        if not set(organisations) <= set(client.organisations):
            raise OAuthError("invalid_request", "organisation: not one that this client speaks for")
        end_user = form.get("end_user")
        if end_user is not None and not (0 < len(end_user) <= 255 and end_user.isprintable()):
            raise OAuthError("invalid_request", "end_user: 1 to 255 printable characters")
        scope = " ".join(dict.fromkeys(scopes))
        access_token = self._sign(client, scope, organisations, end_user)
        answer = {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "scope": scope,
        }
        return JSONResponse(answer, headers=_NO_STORE)

    async def register(self, request: Request) -> JSONResponse:
        """Make a client for a sandbox tenant; who is not the system gives away only what it has itself."""
        actor = await self.verifier.verify(bearer(request.headers, request.query_params))
        actor.require(Scope.SANDBOX)
        body = await _json_object(request)
        organisations, scopes = _texts(body, "organisations"), _texts(body, "scopes")
        if not self._may_give(actor, organisations, scopes):
            raise OAuthError("access_denied", "organisations and scopes: only those of your own token", 403)
        client_id = body.get("clientId")
        if client_id is not None and not isinstance(client_id, str):
            raise OAuthError("invalid_client_metadata", "clientId: a string")
        try:
            client, private_jwk = self._state.register(client_id, organisations, scopes, body.get("role"))
        except ClientRefused as refused:
            status = 409 if isinstance(refused, ClientExists) else 400
            raise OAuthError("invalid_client_metadata", str(refused), status) from refused
        answer = {
            "clientId": client.client_id,
            "organisations": list(client.organisations),
            "scopes": list(client.scopes),
            "role": client.role,
            "tokenEndpoint": f"{self.url}/token",
            "privateJwk": private_jwk,
        }
        return JSONResponse(answer, 201, headers=_NO_STORE)

    def _may_give(self, actor: Actor, organisations: tuple[str, ...], scopes: tuple[str, ...]) -> bool:
        if self._state.system_oin in actor.organisations:
            return True
        return set(organisations) <= set(actor.organisations) and set(scopes) <= actor.scopes

    def _sign(self, client: Client, scope: str, organisations: list[str], end_user: str | None) -> str:
        key, now = self._state.signing_key, int(self._clock())
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "jti": secrets.token_urlsafe(16),
            "azp": client.client_id,
            "client_id": client.client_id,
            "sub": client.client_id,
            "scope": scope,
            "organisations": organisations,
        }
        if client.role is not None:
            claims["role"] = client.role
        if end_user is not None:
            claims["act"] = {"sub": end_user}
        header = {"alg": "RS256", "kid": key.kid, "typ": "at+jwt"}
        return jwt.encode(header, claims, key, algorithms=["RS256"])


async def _body(request: Request, media_type: str) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise OAuthError("invalid_request", f"the body must be {media_type}", 415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise OAuthError("invalid_request", f"the body is longer than {LONGEST_BODY} bytes", 413)
    return body


async def _form(request: Request) -> dict[str, str]:
    """The form's parameters; one that comes twice is refused (RFC 6749 § 3.2)."""
    body = await _body(request, "application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=32, errors="strict")
    except ValueError as error:
        raise OAuthError("invalid_request", "the form cannot be read") from error
    form = dict(pairs)
    if len(form) != len(pairs):
        raise OAuthError("invalid_request", "a parameter comes twice")
    return form


async def _json_object(request: Request) -> dict[str, Any]:
    body = await _body(request, "application/json")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OAuthError("invalid_request", "the body is no JSON") from error
    if not isinstance(found, dict):
        raise OAuthError("invalid_request", "the body must be a JSON object")
    return found


def _texts(body: dict[str, Any], name: str) -> tuple[str, ...]:
    found = body.get(name)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise OAuthError("invalid_client_metadata", f"{name}: a list of strings")
    return tuple(dict.fromkeys(found))


async def _render_oauth_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, OAuthError)
    headers = dict(_NO_STORE)
    if error.status == 401 and "authorization" in request.headers:
        headers["WWW-Authenticate"] = "Bearer"  # RFC 6749 § 5.2 asks for one when the header was tried
    answer = {"error": error.error, "error_description": error.description}
    return JSONResponse(answer, error.status, headers=headers)


async def _render_token_problem(request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, TokenProblem)
    headers = {**_NO_STORE, "WWW-Authenticate": problem.challenge.format_map(problem.facts)}
    answer = {"error": problem.code, "error_description": problem.detail.render("en", problem.facts)}
    return JSONResponse(answer, problem.status, headers=headers)


def main(arguments: list[str] | None = None) -> None:
    """Serve the issuer on this machine until it is stopped."""
    parser = argparse.ArgumentParser(prog="python -m deploy.issuer", description=__doc__)
    parser.add_argument(
        "--state", type=Path, default=Path(".bedoeling/issuer"), help="folder of keys and clients"
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--url", help="the address under which clients reach it (default http://HOST:PORT)")
    chosen = parser.parse_args(arguments)
    app = create_app(chosen.state, chosen.url or f"http://{chosen.host}:{chosen.port}")
    uvicorn.run(app, host=chosen.host, port=chosen.port, log_level="warning")


if __name__ == "__main__":
    main()
