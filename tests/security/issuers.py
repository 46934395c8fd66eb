"""Another authorisation server on the services' allow list, whose keys the test holds; and the services that listen to it."""

from __future__ import annotations

import asyncio
import base64
import importlib
import json
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from joserfc import jwk, jws
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shared.kit.clock import machine_time
from tests.support.house import House, free_socket, served
from tests.support.tenants import EVERYTHING, invented_oin

ALL_ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "RS512", "PS512", "ES384", "ES512", "HS256"]


def encoded(part: bytes) -> str:
    """A segment of a JWT: base64url without padding."""
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def signed(key: jwk.Key, algorithm: str, header: dict[str, Any], payload: Any) -> str:
    """A JWS of whatever is given; a header member set to None is left out."""
    full = {"alg": algorithm, "kid": key.kid, "typ": "at+jwt", **header}
    kept = {name: value for name, value in full.items() if value is not None}
    registry = jws.JWSRegistry(algorithms=ALL_ALGORITHMS, strict_check_header=False)
    registry.max_header_length = 100_000
    return jws.serialize_compact(kept, json.dumps(payload), key, registry=registry)


def signed_by_hand(key: jwk.RSAKey, header: dict[str, Any], payload: Any) -> str:
    """An RS256 token with a header that no library would sign."""
    text = f"{encoded(json.dumps(header).encode())}.{encoded(json.dumps(payload).encode())}"
    assert key.private_key is not None
    return f"{text}.{encoded(key.private_key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


class Issuer:
    """An issuer with an RSA and a P-256 key that publishes what it is told, and counts who asks for what."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.rsa = jwk.RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})
        self.ec = jwk.ECKey.generate_key("P-256", {"kid": secrets.token_hex(4)})
        self.published: list[jwk.Key] = [self.rsa, self.ec]
        self.down = False
        self.asked: Counter[str] = Counter()
        self.oin = invented_oin()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer as an authorisation server: metadata, keys, and 404 for all else."""
        request = Request(scope, receive)
        self.asked[request.url.path] += 1
        answer: Response = Response(status_code=503 if self.down else 404)
        if not self.down and request.url.path == "/.well-known/openid-configuration":
            answer = JSONResponse({"issuer": self.url, "jwks_uri": f"{self.url}/keys"})
        if not self.down and request.url.path == "/keys":
            answer = JSONResponse({"keys": [key.as_dict(private=False) for key in self.published]})
        await answer(scope, receive, send)

    def claims(self, **changes: Any) -> dict[str, Any]:
        """The claims of a good token of a purchaser; a change to None leaves a claim out."""
        now = int(machine_time())
        good = {
            "iss": self.url,
            "aud": "bedoeling",
            "iat": now,
            "exp": now + 600,
            "jti": secrets.token_urlsafe(16),
            "azp": "zaaksysteem",
            "client_id": "zaaksysteem",
            "sub": "zaaksysteem",
            "act": {"sub": "j.jansen"},
            "scope": " ".join(EVERYTHING),
            "organisations": [self.oin],
            "role": "purchaser",
        }
        return {name: value for name, value in {**good, **changes}.items() if value is not None}

    def token(
        self,
        key: jwk.Key | None = None,
        algorithm: str = "RS256",
        header: dict[str, Any] | None = None,
        **changes: Any,
    ) -> str:
        """A token of this issuer."""
        return signed(key or self.rsa, algorithm, header or {}, self.claims(**changes))


@asynccontextmanager
async def open_issuer() -> AsyncIterator[Issuer]:
    """A running issuer on a free port."""
    listening = free_socket()
    found = Issuer(f"http://127.0.0.1:{listening.getsockname()[1]}")
    async with served(found, listening, lifespan="off"):
        yield found


@dataclass
class Door:
    """One service that was opened for a test: its address, and what stands behind it."""

    name: str
    base: str
    service: Any
    surface: Any
    http: httpx.AsyncClient

    async def rest(self, headers: Any = None, query: str = "", **more: Any) -> httpx.Response:
        """A page of the feed, which every service has and which needs a scope."""
        return await self.http.get(f"{self.base}/v1/events{query}", headers=headers, **more)

    async def graph(self, headers: Any = None, query: str = "", **more: Any) -> httpx.Response:
        """The smallest question of the graph."""
        more.setdefault("json", {"query": "{ __typename }"})
        return await self.http.post(f"{self.base}/v1/graphql{query}", headers=headers, **more)

    async def both(self, headers: Any = None, query: str = "") -> list[httpx.Response]:
        """The same request at both."""
        return [await self.rest(headers, query), await self.graph(headers, query)]

    async def with_token(self, token: str) -> list[httpx.Response]:
        """Both, with a bearer token."""
        return await self.both({"Authorization": f"Bearer {token}"})


@asynccontextmanager
async def open_doors(
    house: House, names: list[str] | None = None, **settings: Any
) -> AsyncIterator[list[Door]]:
    """The four services once more, on the same databases, told something else."""
    async with AsyncExitStack() as stack:
        doors = []
        for name in names or list(house.surfaces):
            listening = free_socket()
            base = f"http://127.0.0.1:{listening.getsockname()[1]}"
            told = replace(house.surfaces[name].service.settings, base_url=base, pool_size=2, **settings)
            surface = importlib.import_module(f"services.{name}.app").create_app(told)
            await stack.enter_async_context(served(surface, listening))
            doors.append(Door(name, base, surface.service, surface, house.http))
        yield doors


async def at_all(doors: list[Door], token: str) -> list[httpx.Response]:
    """The answers of every service, REST and graph, to a bearer token."""
    found = await asyncio.gather(*(door.with_token(token) for door in doors))
    return [answer for answers in found for answer in answers]
