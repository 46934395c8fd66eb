"""The public keys of one token issuer, fetched when a token asks for them: keys rotate without a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx
from joserfc import jwk
from joserfc.errors import JoseError

from shared.clients.tokens import IssuerUnavailable, discover
from shared.guard import assert_no_transaction

ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
SMALLEST_RSA_BITS = 2048
MAX_AGE_SECONDS = 600
PAUSE_SECONDS = 30
RETRY_SECONDS = 1
FETCHES_PER_PAUSE = 5
REMEMBERED_KIDS = 1024

_log = logging.getLogger(__name__)


Names = Callable[[Mapping[str, Any]], Iterator[str]]


def by_kid(entry: Mapping[str, Any]) -> Iterator[str]:
    """The name by which a token points to this key: its `kid`."""
    if isinstance(entry.get("kid"), str) and entry["kid"]:
        yield entry["kid"]


def usable_keys(
    document: Any, algorithms: Mapping[str, str] = ALGORITHMS, names: Names = by_kid
) -> dict[str, list[jwk.Key]]:
    """The signing keys of a JWKS document by name; a key that we could not or should not use is left out.

    Kept are RSA keys of at least 2048 bits and the curves of `algorithms`, with a name. Raises ValueError for no JWKS.
    """
    if not isinstance(document, dict) or not isinstance(document.get("keys"), list):
        raise ValueError("not a JWKS document")
    found: dict[str, list[jwk.Key]] = {}
    for entry in document["keys"]:
        if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
            continue
        if entry.get("alg", "RS256") not in algorithms or "verify" not in entry.get("key_ops", ["verify"]):
            continue
        try:
            named = list(names(entry))
            key = jwk.import_key(entry)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            _log.warning("a key of a JWKS document cannot be read: %r", error)
            continue
        for name in named if _fits(key, algorithms) else ():
            found.setdefault(name, []).append(key)
    return found


def _fits(key: jwk.Key, algorithms: Mapping[str, str]) -> bool:
    if isinstance(key, jwk.RSAKey):
        return key.public_key.key_size >= SMALLEST_RSA_BITS
    curves = {CURVES[algorithm] for algorithm in algorithms if algorithm in CURVES}
    return isinstance(key, jwk.ECKey) and key.curve_name in curves


class KeysUnavailable(Exception):  # noqa: N818
    """The issuer's keys cannot be fetched, so nothing can be said of the token."""


class KeyRing:
    """The keys of `issuer`, from `jwks_url` or, when None, from the address in its metadata.

    An unknown `kid` leads to one fetch. One that the issuer did not know is asked for again after 30 s at the
    earliest; kids never seen lead to at most five fetches in 30 s, so that invented ones cannot flood it.
    Keys older than ten minutes are renewed in passing: a key that the issuer withdrew stops working within that time,
    or, while the issuer does not answer, once it does. Meanwhile the known keys go on working.
    """

    def __init__(
        self,
        issuer: str,
        jwks_url: str | None,
        http: httpx.AsyncClient,
        clock: Callable[[], float],
        *,
        algorithms: Mapping[str, str] = ALGORITHMS,
        names: Names = by_kid,
    ) -> None:
        self._algorithms, self._names = algorithms, names
        self._issuer = issuer
        self._jwks_url = jwks_url
        self._found_url: str | None = None
        self._http = http
        self._clock = clock
        self._keys: dict[str, list[jwk.Key]] = {}
        self._unknown: set[str] = set()
        self._attempts: list[float] = []
        self._fetched_at = 0.0
        self._reachable = False
        self._lock = asyncio.Lock()

    def holds(self, kid: str) -> bool:
        """Whether the issuer still has this key, asked less than ten minutes ago or again in vain since."""
        return kid in self._keys and not self._due(kid)

    async def find(self, kid: str, algorithm: str) -> jwk.Key | None:
        """The key for this kid and algorithm, or None when there is none such. Raises KeysUnavailable."""
        # A fetch under way may bring the key: at a cold start the first requests come together. Who has a key in
        # hand waits for nobody else's fetch.
        if self._due(kid) or (self._lock.locked() and kid not in self._keys):
            async with self._lock:
                if self._due(kid):
                    await self._fetch(kid)
        for key in self._keys.get(kid, ()):
            if key.key_type == self._algorithms.get(algorithm) and key.alg in (None, algorithm):
                return key
        if kid not in self._keys and not self._reachable:
            raise KeysUnavailable(self._issuer)
        return None

    def _due(self, kid: str) -> bool:
        now = self._clock()
        since = now - self._attempts[-1] if self._attempts else float("inf")
        if not self._keys:
            return since >= RETRY_SECONDS
        if kid in self._keys:
            return now - self._fetched_at >= MAX_AGE_SECONDS and since >= PAUSE_SECONDS
        if kid in self._unknown:
            return since >= PAUSE_SECONDS
        return sum(now - attempt < PAUSE_SECONDS for attempt in self._attempts) < FETCHES_PER_PAUSE

    async def _fetch(self, kid: str) -> None:
        assert_no_transaction()
        now = self._clock()
        self._attempts = [*self._attempts[1 - FETCHES_PER_PAUSE :], now]
        try:
            keys = usable_keys(await self._document(), self._algorithms, self._names)
        except (
            IssuerUnavailable,
            httpx.HTTPError,
            httpx.InvalidURL,
            OSError,
            ValueError,
            RecursionError,
        ) as error:
            _log.warning("the keys of %s cannot be fetched: %r", self._issuer, error)
            self._reachable, self._found_url = False, None
            return
        self._keys, self._fetched_at, self._reachable = keys, now, True
        if kid not in keys:
            if len(self._unknown) >= REMEMBERED_KIDS:
                self._unknown.clear()
            self._unknown.add(kid)

    async def _document(self) -> Any:
        """The JWKS document, from where the issuer publishes it."""
        url = self._jwks_url or self._found_url or await discover(self._http, self._issuer, "jwks_uri")
        answer = await self._http.get(url, headers={"Accept": "application/json"})
        answer.raise_for_status()
        self._found_url = url
        return answer.json()
