"""Who asks: the resource server's half of OAuth 2.0 NL GOV.

A bearer token is a signed JWT (RFC 9068) of a listed issuer.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import httpx
from joserfc import jws
from joserfc.errors import JoseError

from shared.kit.clock import machine_time
from shared.kit.end_users import ACTING, end_user_of
from shared.kit.keyring import ALGORITHMS, KeyRing, KeysUnavailable
from shared.kit.rights import OF_A_CASE
from shared.kit.token_problems import (
    IssuerUnreachable,
    ScopeMissing,
    TokenInQuery,
    TokenInvalid,
    TokenMissing,
    TokenProblem,
)
from shared.values.terms import ActorKind

LEEWAY_SECONDS = 30
LONGEST_TOKEN = 16_384
REMEMBERED_TOKENS = 4096
_TYPES = frozenset({"at+jwt", "application/at+jwt", "jwt"})
_OIN = re.compile(r"[0-9]{20}")
_SENSIBLE_TIME = 1e12
# `system` is the service itself at its due work: no token makes anyone that.
_KINDS = {kind.value: kind for kind in ActorKind if kind is not ActorKind.SYSTEM}

__all__ = [
    "Actor",
    "IssuerUnreachable",
    "ScopeMissing",
    "TokenInQuery",
    "TokenInvalid",
    "TokenMissing",
    "TokenProblem",
    "Verifier",
    "bearer",
]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, as the token says: the client, its role, its organisations (OINs; the first acts) and the end user.

    `via` is the organisation that acts by an authorisation of `organisation`, and `bearer` what its token says by itself;
    `citizens` limits what is seen to these persons. `purchaser` says that own rows are seen, rather than those of which the
    organisation is a party. `until` is the machine's time at which the token ends.
    """

    client_id: str
    organisations: tuple[str, ...]
    scopes: frozenset[str]
    end_user: str | None
    subject: str
    issuer: str
    token_id: str
    service: bool = False
    purchaser: bool = False
    kind: ActorKind = ActorKind.PROVIDER
    via: str | None = None
    citizens: tuple[UUID, ...] | None = None
    until: float = field(default=math.inf, compare=False)
    bearer: Actor | None = field(default=None, compare=False, repr=False)

    @property
    def organisation(self) -> str:
        """The acting organisation's OIN."""
        return self.organisations[0]

    def require(self, scope: str) -> None:
        """Raise ScopeMissing unless the token carries `scope`."""
        if scope not in self.scopes:
            raise ScopeMissing(scope=str(scope))


def bearer(headers: Mapping[str, str], query_params: Mapping[str, str]) -> str:
    """The token of the Authorization header (`headers` finds names in any case, as Starlette's do).

    Raises TokenInQuery, also when the header is there as well, and TokenMissing.
    """
    if "access_token" in query_params:
        raise TokenInQuery()
    scheme, _, token = headers.get("authorization", "").strip().partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing()
    return token


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A token that was verified: until when, who it speaks for, and the key that vouches for it."""

    until: float
    actor: Actor
    ring: KeyRing
    kid: str


class Verifier:
    """Accepts the access tokens of listed issuers for one audience (OAuth 2.0 NL GOV; RFC 7519, 8725, 9068).

    `issuers` gives per issuer the address of its keys, or None to find it in its metadata (RFC 8414).
    A verified token is remembered by its SHA-256 until it expires: the next request costs one look-up.
    `end_user_claim` names the claim that holds the person at the client, nested ones with a dot.
    """

    def __init__(
        self,
        issuers: Mapping[str, str | None],
        audience: str,
        http: httpx.AsyncClient | None = None,
        *,
        end_user_claim: str = ACTING,
        clock: Callable[[], float] = machine_time,
    ) -> None:
        self._own_http = http is None
        self._http = http or httpx.AsyncClient(timeout=5.0)
        self._rings = {issuer: KeyRing(issuer, url, self._http, clock) for issuer, url in issuers.items()}
        self._audience = audience
        self._end_user_claim = end_user_claim
        self._clock = clock
        self._accepted: OrderedDict[bytes, _Accepted] = OrderedDict()
        self._names: dict[tuple[str, str], bytes] = {}
        self._registry = jws.JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        self._registry.max_header_length = (
            LONGEST_TOKEN  # x5c of PKIoverheid does not fit the library's 512 bytes
        )

    async def verify(self, token: str) -> Actor:
        """Who the token speaks for. Raises TokenInvalid, IssuerUnreachable."""
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise TokenInvalid(reason="malformed")
        digest = hashlib.sha256(token.encode()).digest()
        known = self._accepted.get(digest)
        if known is not None and self._clock() < known.until and known.ring.holds(known.kid):
            self._accepted.move_to_end(digest)
            return known.actor
        self._forget(digest)
        accepted = await self._examine(token)
        # One jti names one token (OAuth 2.0 NL GOV § 3.2.1): another with the same was not made by a sound issuer.
        if self._names.setdefault(_name(accepted.actor), digest) != digest:
            raise TokenInvalid(reason="jti-reused")
        self._accepted[digest] = accepted
        while len(self._accepted) > REMEMBERED_TOKENS:
            self._forget(next(iter(self._accepted)))
        return accepted.actor

    def _forget(self, digest: bytes) -> None:
        forgotten = self._accepted.pop(digest, None)
        if forgotten is not None:
            self._names.pop(_name(forgotten.actor), None)

    async def aclose(self) -> None:
        """Close the connections, when they are the verifier's own."""
        if self._own_http:
            await self._http.aclose()

    async def _examine(self, token: str) -> _Accepted:
        signed, header, claims = self._parse(token)
        algorithm, kid = _checked_header(header)
        issuer = claims.get("iss")
        ring = self._rings.get(issuer) if isinstance(issuer, str) else None
        if ring is None:
            raise TokenInvalid(reason="issuer")
        try:
            key = await ring.find(kid, algorithm)
        except KeysUnavailable as error:
            raise IssuerUnreachable() from error
        if key is None:
            raise TokenInvalid(reason="key-unknown")
        try:
            genuine = jws.validate_compact(signed, key, registry=self._registry)
        except (JoseError, ValueError, TypeError) as error:
            raise TokenInvalid(reason="signature") from error
        if not genuine:
            raise TokenInvalid(reason="signature")
        until = _checked_times(claims, self._clock())
        audience = claims.get("aud")
        if self._audience not in (audience if isinstance(audience, list) else [audience]):
            raise TokenInvalid(reason="audience")
        return _Accepted(until, replace(_actor(claims, self._end_user_claim), until=until), ring, kid)

    def _parse(self, token: str) -> tuple[jws.CompactSignature, dict[str, Any], dict[str, Any]]:
        try:
            signed = jws.extract_compact(token.encode(), registry=self._registry)
            header, claims = signed.headers(), json.loads(signed.payload or b"")
        except (JoseError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise TokenInvalid(reason="malformed") from error
        if not isinstance(header, dict) or not isinstance(claims, dict):
            raise TokenInvalid(reason="malformed")
        return signed, header, claims


def _checked_header(header: dict[str, Any]) -> tuple[str, str]:
    """The algorithm and key id; no extension is understood, so `crit` is refused (RFC 7515 § 4.1.11)."""
    algorithm, kid, kind = header.get("alg"), header.get("kid"), header.get("typ", "JWT")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise TokenInvalid(reason="algorithm")
    if not isinstance(kid, str) or not kid:
        raise TokenInvalid(reason="kid-missing")
    if not isinstance(kind, str) or kind.lower() not in _TYPES:
        raise TokenInvalid(reason="type")
    if "crit" in header or "b64" in header:
        raise TokenInvalid(reason="crit")
    return algorithm, kid


def _checked_times(claims: dict[str, Any], now: float) -> float:
    """Until when the token may be used, leeway included."""
    expires, starts = _time(claims, "exp"), _time({"nbf": 0, **claims}, "nbf")
    if now >= expires + LEEWAY_SECONDS:
        raise TokenInvalid(reason="expired")
    if now < starts - LEEWAY_SECONDS:
        raise TokenInvalid(reason="not-yet-valid")
    return expires + LEEWAY_SECONDS


def _time(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < _SENSIBLE_TIME:
        raise TokenInvalid(reason=f"{name}-missing")
    return float(value)


def _name(actor: Actor) -> tuple[str, str]:
    return actor.issuer, actor.token_id


def _actor(claims: dict[str, Any], end_user_claim: str) -> Actor:
    token_id, subject = _text(claims, "jti"), _text(claims, "sub")
    named = {_text(claims, name) for name in ("azp", "client_id") if name in claims}
    if len(named) != 1:
        raise TokenInvalid(reason="client-ambiguous" if named else "client-missing")
    client_id = named.pop()
    scope = claims.get("scope", "")
    if not isinstance(scope, str):
        raise TokenInvalid(reason="scope-malformed")
    organisations = claims.get("organisations")
    if not isinstance(organisations, list) or not organisations:
        raise TokenInvalid(reason="organisations-missing")
    if not all(isinstance(one, str) and _OIN.fullmatch(one) for one in organisations):
        raise TokenInvalid(reason="organisations-malformed")
    end_user = end_user_of(claims, client_id, end_user_claim)
    scopes = frozenset(scope.split())
    role = claims.get("role")
    # A role that is not known is taken for the one that sees least.
    kind = _KINDS.get(role, ActorKind.PROVIDER) if isinstance(role, str) else ActorKind.PROVIDER
    return Actor(
        client_id=client_id,
        organisations=tuple(dict.fromkeys(organisations)),
        scopes=scopes,
        end_user=end_user,
        subject=subject,
        issuer=claims["iss"],
        token_id=token_id,
        service=kind is ActorKind.SERVICE,
        # A municipality's own portal shows the municipality's rows, of one citizen.
        purchaser=kind in (ActorKind.PURCHASER, ActorKind.REGION, ActorKind.PORTAL),
        kind=kind,
        citizens=_citizens(claims, kind),
    )


def _citizens(claims: dict[str, Any], kind: ActorKind) -> tuple[UUID, ...] | None:
    """Whose data a token may show: a portal's that of the claim's citizen, else nobody's; of whoever sees single cases nobody's."""
    if kind in OF_A_CASE:
        return ()
    if kind is not ActorKind.PORTAL:
        return None
    if "citizen" not in claims:
        return ()
    try:
        return (UUID(_text(claims, "citizen")),)
    except ValueError as error:
        raise TokenInvalid(reason="citizen-malformed") from error


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value or len(value) > 255:
        raise TokenInvalid(reason=f"{name.replace('_', '-')}-missing")
    return value
