"""The line to the services: remembers every write, so that a whole year can be sent again with the same keys."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass

import httpx

from shared.clients.base import Refusal

_AT_ONCE = 8
_BROKEN = 500
_OFTEN = 12


@dataclass(slots=True)
class Write:
    """A write as it was sent, and the status that it finally got."""

    request: httpx.Request
    content: bytes
    status: int


class Line(httpx.AsyncBaseTransport):
    """Connections that are kept, and a memory of the writes with an idempotency key in the order they were first sent.

    A 500 is what a service says while its sibling or its database is away: it is passed on as a broken connection, so
    that the client asks again with the same key; a dozen times, then it is a fault.
    """

    def __init__(self) -> None:
        limits = httpx.Limits(max_connections=40, max_keepalive_connections=40)
        self._inner = httpx.AsyncHTTPTransport(limits=limits)
        self.writes: dict[tuple[str, str], Write] = {}
        self.requests = 0
        self._broken: Counter[str | None] = Counter()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass one request on."""
        self.requests += 1
        response = await self._inner.handle_async_request(request)
        key = request.headers.get("idempotency-key")
        if response.status_code == _BROKEN:
            self._broken[key] += 1
            if self._broken[key] < _OFTEN:
                await response.aread()
                raise httpx.RemoteProtocolError(f"500: {response.text[:500]}", request=request)
        if key is not None and "/v1/sandbox" not in request.url.path:
            name = (str(request.url), key)
            known = self.writes.setdefault(name, Write(request, request.content, response.status_code))
            known.status = response.status_code
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class NotTheSame(Exception):  # noqa: N818
    """A write that was sent again did something else than the first time."""


async def send_again(line: Line, http: httpx.AsyncClient) -> int:
    """Send every write once more, same key and body; returns how many.

    What succeeded is answered from the logbook (Idempotent-Replayed); what was refused is refused. Raises NotTheSame.
    """
    gate = asyncio.Semaphore(_AT_ONCE)

    async def again(write: Write) -> None:
        async with gate:
            sent = write.request
            answer = await http.request(sent.method, sent.url, content=write.content, headers=sent.headers)
        replayed = answer.headers.get("idempotent-replayed") == "true"
        same = (
            answer.status_code == write.status and replayed
            if write.status < 400
            else answer.status_code >= 400
        )
        if not same:
            said = f"{write.status}, now {answer.status_code}{' replayed' if replayed else ''}"
            raise NotTheSame(f"{sent.method} {sent.url.path} {sent.headers['idempotency-key']}: {said}")

    writes = list(line.writes.values())
    await asyncio.gather(*map(again, writes))
    return len(writes)


def problem_path(refusal: Refusal) -> str:
    """A problem's type without the address of the service, which differs per machine: /v1/problem-types/…"""
    return httpx.URL(str(refusal.problem.get("type", ""))).path
