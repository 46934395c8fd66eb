"""How the local issuer knows a client: its signed assertion (private_key_jwt, RFC 7523), good for one use."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jwk, jwt
from joserfc.errors import JoseError

from deploy.issuer_keys import Client
from shared.clients.tokens import ASSERTION_TYPE

LONGEST_ASSERTION_SECONDS = 300
LEEWAY_SECONDS = 30
_ALGORITHMS = {"RSA": ["RS256", "PS256"], "EC": ["ES256"]}
_SENSIBLE_TIME = 1e12


class OAuthError(Exception):
    """An answer in the words of RFC 6749 § 5.2."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


class Assertions:
    """Checks client assertions for one token endpoint and remembers the used ones until they expire."""

    def __init__(self, token_endpoint: str, clock: Callable[[], float]) -> None:
        self._token_endpoint = token_endpoint
        self._clock = clock
        self._started_at = int(clock())
        self._used: dict[tuple[str, str], float] = {}

    def authenticate(self, form: Mapping[str, str], clients: Mapping[str, Client]) -> Client:
        """The client that signed the form's assertion, which is thereby used up. Raises OAuthError."""
        if form.get("client_assertion_type") != ASSERTION_TYPE or "client_assertion" not in form:
            raise _refusal("client_assertion with private_key_jwt is required")
        assertion = form["client_assertion"]
        client = clients.get(_claimed_issuer(assertion))
        if client is None or form.get("client_id", client.client_id) != client.client_id:
            raise _refusal("no such client")
        key = jwk.import_key(client.jwk)
        try:
            signed = jwt.decode(assertion, key, algorithms=_ALGORITHMS[key.key_type])
        except (JoseError, ValueError, TypeError, RecursionError) as error:
            raise _refusal("the signature is not good, or not by this client's key") from error
        if signed.header.get("kid", key.kid) != key.kid or "crit" in signed.header:
            raise _refusal("signed with another key")
        self._use(client.client_id, signed.claims)
        return client

    def _use(self, client_id: str, claims: dict[str, Any]) -> None:
        now = self._clock()
        if claims.get("iss") != client_id or claims.get("sub") != client_id:
            raise _refusal("iss and sub must be the client id")
        if claims.get("aud") not in (self._token_endpoint, [self._token_endpoint]):
            raise _refusal("aud must be the token endpoint")
        issued, expires, jti = _time(claims, "iat"), _time(claims, "exp"), claims.get("jti")
        if not isinstance(jti, str) or not 0 < len(jti) <= 255:
            raise _refusal("jti is required")
        if now >= expires + LEEWAY_SECONDS or issued > now + LEEWAY_SECONDS:
            raise _refusal("expired or not yet valid")
        if expires - issued > LONGEST_ASSERTION_SECONDS:
            raise _refusal("valid for more than 5 minutes")
        if issued < self._started_at:
            # The used ones are remembered in memory only, so one from before the start may have been used.
            raise _refusal("older than this issuer's start: make a new one")
        self._used = {used: until for used, until in self._used.items() if until > now}
        if (client_id, jti) in self._used:
            raise _refusal("used before")
        self._used[client_id, jti] = expires + LEEWAY_SECONDS


def _refusal(why: str) -> OAuthError:
    return OAuthError("invalid_client", f"client_assertion: {why}", 401)


def _time(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < _SENSIBLE_TIME:
        raise _refusal(f"{name} is required")
    return float(value)


def _claimed_issuer(assertion: str) -> str:
    """Who the assertion says it is, not yet verified: the key to verify it with hangs on it."""
    try:
        payload = assertion.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        issuer = claims["iss"]
    except (IndexError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise _refusal("not a JWT with iss") from error
    return issuer if isinstance(issuer, str) else ""
