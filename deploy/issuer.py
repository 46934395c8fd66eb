"""The local token issuer (autorisatieserver) for `up`, the demo and tests: a small OAuth 2.0 NL GOV server.

It gives client_credentials tokens against private_key_jwt only. Production brings its own issuer: this one
refuses to start there.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import uvicorn
from joserfc import jwt
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from deploy.issuer_assertions import ALGORITHMS, Assertions, OAuthError, UsedAssertions
from deploy.issuer_keys import (
    SIGNING_ALGORITHMS,
    Client,
    ClientExists,
    ClientRefused,
    IssuerState,
    OrganisationKnown,
    read_private_key,
)
from deploy.issuer_requests import (
    NO_STORE,
    answer_oauth_error,
    answer_token_problem,
    read_form,
    read_json,
    text_of,
    texts_of,
)
from deploy.settings import SYSTEM_OIN
from shared.clients.tokens import TokenSource
from shared.kit.auth import LEEWAY_SECONDS, Actor, TokenProblem, Verifier, bearer
from shared.kit.clock import machine_time
from shared.kit.keyring import MAX_AGE_SECONDS
from shared.values.terms import ActorKind, Scope

AUDIENCE = "bedoeling"
PORT = 8005
# At most an hour, as OAuth 2.0 NL GOV § 3.4 advises where a person is named; six hours would do for a machine alone.
TOKEN_SECONDS = 3600
_CACHED = {"Cache-Control": f"max-age={MAX_AGE_SECONDS}"}


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
            Route("/keys", issuer.rotate, methods=["POST"]),
        ],
        exception_handlers={OAuthError: answer_oauth_error, TokenProblem: answer_token_problem},
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
        used = UsedAssertions(state.used_assertions, clock)
        self._assertions = Assertions((f"{url}/token", url), used, clock)

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
                "token_endpoint_auth_signing_alg_values_supported": [
                    one for known in ALGORITHMS.values() for one in known
                ],
                "scopes_supported": [scope.value for scope in Scope],
            },
            headers=_CACHED,
        )

    async def jwks(self, request: Request) -> JSONResponse:
        return JSONResponse(self._state.public_keys(self._clock()), headers=_CACHED)

    async def token(self, request: Request) -> JSONResponse:
        form = await read_form(request)
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
        access_token = self._sign(client, scope, organisations, end_user, _citizen(client, form))
        answer = {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "scope": scope,
        }
        return JSONResponse(answer, headers=NO_STORE)

    async def register(self, request: Request) -> JSONResponse:
        """Make a client for a sandbox tenant; who is not the system gives away only what it has itself."""
        actor = await self._administrator(request)
        body = await read_json(request)
        organisations, scopes = texts_of(body, "organisations"), texts_of(body, "scopes")
        if not self._may_give(actor, organisations, scopes):
            raise OAuthError("access_denied", "organisations and scopes: only those of your own token", 403)
        try:
            client, private_jwk = self._state.register(
                text_of(body, "clientId"),
                organisations,
                scopes,
                text_of(body, "role"),
                body.get("publicJwk"),
                by_system=self._is_system(actor),
                sandbox=text_of(body, "sandbox"),
            )
        except ClientRefused as refused:
            status = 409 if isinstance(refused, ClientExists | OrganisationKnown) else 400
            raise OAuthError("invalid_client_metadata", str(refused), status) from refused
        answer = {
            "clientId": client.client_id,
            "organisations": list(client.organisations),
            "scopes": list(client.scopes),
            "role": client.role,
            "tokenEndpoint": f"{self.url}/token",
            "privateJwk": private_jwk,
        }
        return JSONResponse(answer, 201, headers=NO_STORE)

    async def rotate(self, request: Request) -> JSONResponse:
        """Sign with a new key from now on; the old one stays published until its last token has expired."""
        actor = await self._administrator(request)
        if not self._is_system(actor):
            raise OAuthError("access_denied", "only the system's own administrator changes the key", 403)
        algorithm = text_of(await read_json(request), "algorithm") or "RS256"
        if algorithm not in SIGNING_ALGORITHMS:
            raise OAuthError("invalid_request", f"algorithm: one of {' '.join(SIGNING_ALGORITHMS)}")
        now = self._clock()
        kid = self._state.rotate(algorithm, now, TOKEN_SECONDS + LEEWAY_SECONDS)
        published = [key["kid"] for key in self._state.public_keys(now)["keys"]]
        return JSONResponse(
            {"kid": kid, "algorithm": algorithm, "published": published}, 201, headers=NO_STORE
        )

    async def _administrator(self, request: Request) -> Actor:
        actor = await self.verifier.verify(bearer(request.headers, request.query_params))
        actor.require(Scope.SANDBOX)
        return actor

    def _is_system(self, actor: Actor) -> bool:
        return self._state.system_oin in actor.organisations

    def _may_give(self, actor: Actor, organisations: tuple[str, ...], scopes: tuple[str, ...]) -> bool:
        if self._is_system(actor):
            return True
        return set(organisations) <= set(actor.organisations) and set(scopes) <= actor.scopes

    def _sign(
        self, client: Client, scope: str, organisations: list[str], end_user: str | None, citizen: str | None
    ) -> str:
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
        if citizen is not None:
            claims["citizen"] = citizen
        algorithm = key.alg or "RS256"
        header = {"alg": algorithm, "kid": key.kid, "typ": "at+jwt"}
        return jwt.encode(header, claims, key, algorithms=[algorithm])


def _citizen(client: Client, form: dict[str, str]) -> str | None:
    """Whose file a portal shows: the citizen's surrogate, a UUID."""
    if "citizen" not in form:
        return None
    if client.role != ActorKind.PORTAL:
        raise OAuthError("invalid_request", "citizen: only a client with role portal names one")
    try:
        return str(UUID(form["citizen"]))
    except ValueError as error:
        raise OAuthError("invalid_request", "citizen: a UUID") from error


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
