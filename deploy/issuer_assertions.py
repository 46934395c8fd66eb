"""How the local issuer knows a client: its signed assertion (private_key_jwt, RFC 7523), good for one use."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from joserfc import jwk, jwt
from joserfc.errors import JoseError

from deploy.issuer_keys import Client
from shared.clients.tokens import ASSERTION_TYPE

LONGEST_ASSERTION_SECONDS = 300
LEEWAY_SECONDS = 30
SHORTEST_JTI = 22  # 128 bits in base64url
ALGORITHMS = {"RSA": ["RS256", "PS256"], "EC": ["ES256"]}
_SENSIBLE_TIME = 1e12
_TIDY_AFTER = 1000


class OAuthError(Exception):
    """An answer in the words of RFC 6749 § 5.2."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


class UsedAssertions:
    """The assertions that were used, until they expire: in a file, so that a restart forgets none.

    A line is the moment it expires (seconds), the client and the jti as JSON. It stands in the file before the token
    leaves; it is not flushed to the disk, so a machine that loses its power may forget the last seconds.
    """

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock
        self._until: dict[tuple[str, str], float] = {}
        self._read()
        self._tidy()

    def add(self, client_id: str, jti: str, until: float) -> bool:
        """Note that it is used; False when it was used before."""
        if self._until.get((client_id, jti), 0.0) > self._clock():
            return False
        self._until[client_id, jti] = until
        with self._path.open("ab") as file:
            file.write(_line(until, client_id, jti))
        self._lines += 1
        if self._lines >= self._limit:
            self._tidy()
        return True

    def _read(self) -> None:
        if not self._path.exists():
            return
        for line in self._path.read_text("utf-8").splitlines():
            try:
                until, client_id, jti = json.loads(line)
                self._until[str(client_id), str(jti)] = float(until)
            except (ValueError, TypeError):
                continue  # half a line: the issuer fell over before the token left

    def _tidy(self) -> None:
        """Forget what expired, and write the file anew without it."""
        now = self._clock()
        self._until = {used: until for used, until in self._until.items() if until > now}
        beside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        beside.touch(0o600)
        beside.write_bytes(b"".join(_line(until, *used) for used, until in self._until.items()))
        beside.replace(self._path)
        self._lines = len(self._until)
        self._limit = _TIDY_AFTER + 2 * self._lines


def _line(until: float, client_id: str, jti: str) -> bytes:
    return json.dumps([until, client_id, jti]).encode() + b"\n"


class Assertions:
    """Checks client assertions for one issuer; `audiences` are its own names: the token endpoint and the issuer."""

    def __init__(self, audiences: tuple[str, ...], used: UsedAssertions, clock: Callable[[], float]) -> None:
        self._audiences = audiences
        self._used = used
        self._clock = clock

    def authenticate(self, form: Mapping[str, str], clients: Mapping[str, Client]) -> Client:
        """The client that signed the form's assertion, which is thereby used up. Raises OAuthError."""
        if form.get("client_assertion_type") != ASSERTION_TYPE or "client_assertion" not in form:
            raise _refusal("client_assertion with private_key_jwt is required")
        assertion = form["client_assertion"]
        client = clients.get(_claimed_issuer(assertion))
        if client is None or form.get("client_id", client.client_id) != client.client_id:
            raise _refusal("no such client")
        key = jwk.import_key(client.jwk)
        algorithms = [key.alg] if key.alg is not None else ALGORITHMS[key.key_type]
        try:
            signed = jwt.decode(assertion, key, algorithms=algorithms)
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
        audience = claims.get("aud")
        # One audience only: an assertion that another server may use as well is good for a replay there.
        if audience not in self._audiences and audience not in [[one] for one in self._audiences]:
            raise _refusal(f"aud must be one of {' '.join(self._audiences)}")
        issued, expires, jti = _time(claims, "iat"), _time(claims, "exp"), claims.get("jti")
        if not isinstance(jti, str) or not SHORTEST_JTI <= len(jti) <= 255:
            raise _refusal(f"jti is required: 128 bits of chance, at least {SHORTEST_JTI} characters")
        if now >= expires + LEEWAY_SECONDS or issued > now + LEEWAY_SECONDS:
            raise _refusal("expired or not yet valid")
        if expires - issued > LONGEST_ASSERTION_SECONDS:
            raise _refusal("valid for more than 5 minutes")
        if not self._used.add(client_id, jti, expires + LEEWAY_SECONDS):
            raise _refusal("used before")


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
