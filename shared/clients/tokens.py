"""How a service gets its own token: client_credentials with private_key_jwt (OAuth 2.0 NL GOV).

Times here are the machine's clock, because a token lives by it and never by the domain's day.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
from joserfc import jwk, jwt

from shared.guard import assert_no_transaction

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60
RENEW_SECONDS = 60
KEPT_TOKENS = 256
_ALGORITHM_BY_KEY_TYPE = {"RSA": "RS256", "EC": "ES256"}


class IssuerUnavailable(Exception):  # noqa: N818  (a state of the issuer, as httpx names its own)
    """The issuer does not answer, or answers something that cannot be used."""


class TokenRefused(Exception):  # noqa: N818
    """The issuer answered and gives no token: `error` is the OAuth code, `description` its explanation."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(f"{error}: {description}")
        self.error = error
        self.description = description


def well_known(issuer: str) -> tuple[str, str]:
    """Where an issuer's metadata may be: OpenID Connect Discovery § 4 (appended), RFC 8414 § 3 (inserted)."""
    parts = urlsplit(issuer)
    origin, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    return (
        f"{origin}{path}/.well-known/openid-configuration",
        f"{origin}/.well-known/oauth-authorization-server{path}",
    )


async def discover(http: httpx.AsyncClient, issuer: str, endpoint: str) -> str:
    """The address that the issuer's metadata gives for `endpoint`, such as "jwks_uri" or "token_endpoint".

    Raises IssuerUnavailable when there is no metadata, when it names another issuer (RFC 8414 § 3.3), or when
    an https issuer points to an unencrypted address.
    """
    for address in well_known(issuer):
        try:
            answer = await http.get(address, headers={"Accept": "application/json"})
            metadata = answer.json() if answer.status_code == 200 else None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise IssuerUnavailable(f"{address}: {error!r}") from error
        if metadata is None:
            continue
        if not isinstance(metadata, dict) or metadata.get("issuer") != issuer:
            raise IssuerUnavailable(f"{address} speaks for another issuer than {issuer}")
        found = metadata.get(endpoint)
        if not isinstance(found, str) or (issuer.startswith("https:") and not found.startswith("https:")):
            raise IssuerUnavailable(f"{address} gives no usable {endpoint}")
        return found
    raise IssuerUnavailable(f"{issuer} publishes no metadata")


class TokenSource:
    """One client's tokens: asked with a signed assertion, kept until shortly before they expire.

    `private_jwk` is the client's RSA or P-256 key as a JWK; `scope` is space separated, None for all the
    client has; `end_user` is the person on whose behalf it asks (`act.sub`); `organisation` one OIN of the
    client's. One source may serve many tasks at once.
    """

    def __init__(
        self,
        issuer_url: str,
        client_id: str,
        private_jwk: dict[str, Any],
        scope: str | None = None,
        end_user: str | None = None,
        *,
        organisation: str | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self._issuer_url = issuer_url
        self._client_id = client_id
        self._key = jwk.import_key(private_jwk)
        self._algorithm = self._key.alg or _ALGORITHM_BY_KEY_TYPE[self._key.key_type]
        self._scope = scope
        self._end_user = end_user
        self._organisation = organisation
        self._own_http = http is None
        self._http = http or httpx.AsyncClient(timeout=5.0)
        self._token_endpoint: str | None = None
        self._kept: OrderedDict[tuple[str | None, UUID | None], tuple[float, str]] = OrderedDict()
        self._lock = asyncio.Lock()

    async def token(self, end_user: str | None = None, citizen: UUID | None = None) -> str:
        """An access token that is good for a while yet: for `end_user` when named, else for the source's own.

        A portal names the `citizen` (surrogate) whose file it shows. Raises IssuerUnavailable, TokenRefused.
        """
        wanted = (end_user or self._end_user, citizen)
        if (kept := self._still_good(wanted)) is not None:
            return kept
        assert_no_transaction()
        async with self._lock:
            if (kept := self._still_good(wanted)) is not None:
                return kept
            renew_at, token = await self._ask(*wanted)
            self._kept[wanted] = (renew_at, token)
            while len(self._kept) > KEPT_TOKENS:
                self._kept.popitem(last=False)
        return token

    async def aclose(self) -> None:
        """Close the connections, when they are this source's own."""
        if self._own_http:
            await self._http.aclose()

    def _still_good(self, wanted: tuple[str | None, UUID | None]) -> str | None:
        kept = self._kept.get(wanted)
        return kept[1] if kept is not None and time.time() < kept[0] else None

    async def _ask(self, person: str | None, citizen: UUID | None) -> tuple[float, str]:
        if self._token_endpoint is None:
            self._token_endpoint = await discover(self._http, self._issuer_url, "token_endpoint")
        asked_at = time.time()
        form = {
            "grant_type": "client_credentials",
            "client_id": self._client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self._assertion(self._token_endpoint, int(asked_at)),
            "scope": self._scope,
            "end_user": person,
            "organisation": self._organisation,
            "citizen": str(citizen) if citizen is not None else None,
        }
        try:
            answer = await self._http.post(
                self._token_endpoint, data={k: v for k, v in form.items() if v is not None}
            )
            body = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            self._token_endpoint = None
            raise IssuerUnavailable(f"{self._issuer_url}: {error!r}") from error
        if not isinstance(body, dict) or answer.status_code >= 500:
            raise IssuerUnavailable(f"{self._issuer_url} answers {answer.status_code}")
        if answer.status_code != 200 or not isinstance(body.get("access_token"), str):
            raise TokenRefused(
                str(body.get("error", answer.status_code)), str(body.get("error_description", ""))
            )
        lifetime = float(body.get("expires_in") or 0)
        return asked_at + lifetime - min(RENEW_SECONDS, lifetime / 10), body["access_token"]

    def _assertion(self, audience: str, now: int) -> str:
        header = {"alg": self._algorithm, "kid": self._key.kid or self._key.thumbprint()}
        claims: dict[str, Any] = {
            "iss": self._client_id,
            "sub": self._client_id,
            "aud": audience,
            "iat": now,
            "exp": now + ASSERTION_SECONDS,
            "jti": secrets.token_urlsafe(16),
        }
        return jwt.encode(header, claims, self._key, algorithms=[self._algorithm])
